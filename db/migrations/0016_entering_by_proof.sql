CREATE TABLE "entrance" (
	"id" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"inner_pad" "bytea" NOT NULL,
	"outer_pad" "bytea" NOT NULL,
	CONSTRAINT "one_row" CHECK ("entrance"."id" = 1)
);
--> statement-breakpoint
-- Until a process brings its own: nobody knows this one.
INSERT INTO entrance (inner_pad, outer_pad) SELECT key, key FROM (
  SELECT sha256(gen_random_uuid()::text::bytea) || sha256(gen_random_uuid()::text::bytea) AS key) made;--> statement-breakpoint

-- Who is looking, as before in two settings of the transaction, which anybody can set: so they carry a seal that only the
-- owner's functions can make, over this very transaction. Entering takes a proof (db/entrance.ts) that SQL does not know.
-- almanac.viewer: {"user": id or null, "system": true or false, "tenants": [ids], "may": {right: [service ids, or "*" for all]}}.

-- In plpgsql, whose plans a connection keeps: these run for every statement.

-- HMAC-SHA256 with the key that db/migrate.ts keeps here; for the functions below alone.
CREATE FUNCTION almanac_sign(message text) RETURNS text STABLE LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  RETURN (SELECT encode(sha256(outer_pad || sha256(inner_pad || convert_to(message, 'UTF8'))), 'hex') FROM entrance);
END $$;--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION almanac_sign(text) FROM PUBLIC;--> statement-breakpoint

CREATE FUNCTION almanac_seal(viewer text) RETURNS text STABLE LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  RETURN almanac_sign('seal ' || extract(epoch FROM transaction_timestamp()) || ' ' || viewer);
END $$;--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION almanac_seal(text) FROM PUBLIC;--> statement-breakpoint

-- What the settings say, if they were made here and now. Policies ask in a sub-select: once a statement.
CREATE FUNCTION almanac_viewer() RETURNS jsonb STABLE PARALLEL SAFE LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE said text := current_setting('almanac.viewer', true);
BEGIN
  IF coalesce(said, '') = '' THEN RETURN '{}'; END IF;
  IF (almanac_seal(said) = current_setting('almanac.seal', true)) IS NOT TRUE THEN
    RAISE EXCEPTION 'the viewer was not entered' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN said;
END $$;--> statement-breakpoint

CREATE OR REPLACE FUNCTION almanac_user() RETURNS text STABLE PARALLEL SAFE LANGUAGE plpgsql AS $$
BEGIN
  RETURN almanac_viewer() ->> 'user';
END $$;--> statement-breakpoint
CREATE FUNCTION almanac_is_system() RETURNS boolean STABLE PARALLEL SAFE LANGUAGE plpgsql AS $$
BEGIN
  RETURN coalesce((almanac_viewer() -> 'system')::boolean, false);
END $$;--> statement-breakpoint
CREATE FUNCTION almanac_has_entered() RETURNS boolean STABLE PARALLEL SAFE LANGUAGE plpgsql AS $$
BEGIN
  RETURN almanac_viewer() <> '{}';
END $$;--> statement-breakpoint
CREATE OR REPLACE FUNCTION almanac_tenants() RETURNS text[] STABLE PARALLEL SAFE LANGUAGE plpgsql AS $$
BEGIN
  RETURN ARRAY(SELECT jsonb_array_elements_text(almanac_viewer() -> 'tenants'));
END $$;--> statement-breakpoint

-- The services for which the viewer holds one of these rights; '*' stands for all.
CREATE FUNCTION almanac_may(VARIADIC rights text[]) RETURNS text[] STABLE PARALLEL SAFE LANGUAGE plpgsql AS $$
DECLARE held jsonb := almanac_viewer() -> 'may';
BEGIN
  RETURN ARRAY(SELECT jsonb_array_elements_text(held -> name) FROM unnest(rights) name);
END $$;--> statement-breakpoint

-- What lib/records/rights.ts gives to each role; a test holds the two equal.
CREATE FUNCTION almanac_rights(role text) RETURNS text[] IMMUTABLE LANGUAGE sql
  RETURN CASE role
    WHEN 'operator' THEN ARRAY['read', 'plan', 'run', 'decide', 'administer']
    WHEN 'scheduler' THEN ARRAY['read', 'plan', 'run']
    WHEN 'approver' THEN ARRAY['read', 'decide']
    WHEN 'auditor' THEN ARRAY['read']
    WHEN 'provider' THEN ARRAY['read']
    ELSE '{}' END;--> statement-breakpoint

-- Names the viewer of this transaction with the roles they have now; NULL is the portal itself. For the owner, and for the
-- function below. It returns the memberships, so that a command need not ask again.
CREATE FUNCTION almanac_enter_as(person text) RETURNS jsonb VOLATILE LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  viewer text := '{"user": null, "system": true, "tenants": [], "may":
    {"read": ["*"], "plan": ["*"], "run": ["*"], "decide": ["*"], "administer": ["*"]}}';
  roles jsonb := '[]';
BEGIN
  PERFORM set_config('almanac.viewer', viewer, true), set_config('almanac.seal', almanac_seal(viewer), true);
  IF person IS NULL THEN RETURN roles; END IF;
  -- As the portal itself, whom the policies show every membership.
  SELECT coalesce(jsonb_agg(jsonb_build_object('role', role, 'serviceId', service_id, 'tenantId', tenant_id)), '[]')
    INTO roles FROM memberships WHERE user_id = person;
  SELECT jsonb_build_object('user', person, 'system', false,
    'tenants', coalesce(jsonb_agg(held.tenant) FILTER (WHERE held.tenant IS NOT NULL), '[]'),
    'may', coalesce((SELECT jsonb_object_agg(name, services) FROM (
      SELECT name, jsonb_agg(DISTINCT coalesce(r ->> 'serviceId', '*')) AS services
      FROM jsonb_array_elements(roles) r, unnest(almanac_rights(r ->> 'role')) name GROUP BY name) by_right), '{}'))
    INTO viewer FROM (SELECT r ->> 'tenantId' AS tenant FROM jsonb_array_elements(roles) r) held;
  PERFORM set_config('almanac.viewer', viewer, true), set_config('almanac.seal', almanac_seal(viewer), true);
  RETURN roles;
END $$;--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION almanac_enter_as(text) FROM PUBLIC;--> statement-breakpoint

DROP FUNCTION almanac_enter(text);--> statement-breakpoint
CREATE FUNCTION almanac_enter(person text, proof text) RETURNS jsonb VOLATILE LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF (almanac_sign('enter ' || coalesce('person ' || person, 'system')) = proof) IS NOT TRUE THEN
    RAISE EXCEPTION 'the proof does not fit: AUTH_SECRET is another than when the database was prepared'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN almanac_enter_as(person);
END $$;--> statement-breakpoint

ALTER TABLE "reference_series" DISABLE ROW LEVEL SECURITY;--> statement-breakpoint
DROP POLICY "staff" ON "reference_series" CASCADE;--> statement-breakpoint
ALTER POLICY "see" ON "audit" TO almanac_app USING ((select almanac_may('read')) && array['*', "audit"."service_id"]);--> statement-breakpoint
ALTER POLICY "add" ON "audit" TO almanac_app WITH CHECK ((select almanac_has_entered()) and "audit"."actor_id" is not distinct from (select almanac_user()));--> statement-breakpoint
ALTER POLICY "add" ON "components" TO almanac_app WITH CHECK ((select almanac_may('administer')) && array['*', "components"."service_id"]);--> statement-breakpoint
ALTER POLICY "change" ON "components" TO almanac_app USING ((select almanac_may('administer')) && array['*', "components"."service_id"]) WITH CHECK ((select almanac_may('administer')) && array['*', "components"."service_id"]);--> statement-breakpoint
ALTER POLICY "remove" ON "components" TO almanac_app USING ((select almanac_may('administer')) && array['*', "components"."service_id"]);--> statement-breakpoint
ALTER POLICY "see" ON "environments" TO almanac_app USING ((select almanac_may('read')) && array['*', "environments"."service_id"] or (true and ("environments"."audience" = 'public' or ("environments"."audience" = 'tenants' and "environments"."tenants" && (select almanac_tenants())))));--> statement-breakpoint
ALTER POLICY "add" ON "environments" TO almanac_app WITH CHECK ((select almanac_may('administer')) && array['*', "environments"."service_id"]);--> statement-breakpoint
ALTER POLICY "change" ON "environments" TO almanac_app USING ((select almanac_may('administer')) && array['*', "environments"."service_id"]) WITH CHECK ((select almanac_may('administer')) && array['*', "environments"."service_id"]);--> statement-breakpoint
ALTER POLICY "remove" ON "environments" TO almanac_app USING ((select almanac_may('administer')) && array['*', "environments"."service_id"]);--> statement-breakpoint
ALTER POLICY "see" ON "freezes" TO almanac_app USING ((select almanac_may('read')) && array['*', "freezes"."service_id"] or ("freezes"."published_at" is not null and ("freezes"."audience" = 'public' or ("freezes"."audience" = 'tenants' and "freezes"."tenants" && (select almanac_tenants())))));--> statement-breakpoint
ALTER POLICY "add" ON "freezes" TO almanac_app WITH CHECK ((select almanac_may('plan', 'administer')) && array['*', "freezes"."service_id"]);--> statement-breakpoint
ALTER POLICY "change" ON "freezes" TO almanac_app USING ((select almanac_may('plan', 'administer')) && array['*', "freezes"."service_id"]) WITH CHECK ((select almanac_may('plan', 'administer')) && array['*', "freezes"."service_id"]);--> statement-breakpoint
ALTER POLICY "remove" ON "freezes" TO almanac_app USING ((select almanac_may('plan', 'administer')) && array['*', "freezes"."service_id"]);--> statement-breakpoint
ALTER POLICY "add" ON "holidays" TO almanac_app WITH CHECK ((select almanac_may('administer')) && array['*', null]);--> statement-breakpoint
ALTER POLICY "change" ON "holidays" TO almanac_app USING ((select almanac_may('administer')) && array['*', null]) WITH CHECK ((select almanac_may('administer')) && array['*', null]);--> statement-breakpoint
ALTER POLICY "remove" ON "holidays" TO almanac_app USING ((select almanac_may('administer')) && array['*', null]);--> statement-breakpoint
ALTER POLICY "see" ON "imports" TO almanac_app USING ((select almanac_may('read')) && array['*', null]);--> statement-breakpoint
ALTER POLICY "add" ON "imports" TO almanac_app WITH CHECK ((select almanac_may('administer')) && array['*', null]);--> statement-breakpoint
ALTER POLICY "change" ON "imports" TO almanac_app USING ((select almanac_may('administer')) && array['*', null]) WITH CHECK ((select almanac_may('administer')) && array['*', null]);--> statement-breakpoint
ALTER POLICY "remove" ON "imports" TO almanac_app USING ((select almanac_may('administer')) && array['*', null]);--> statement-breakpoint
ALTER POLICY "see" ON "uploads" TO almanac_app USING ((select almanac_may('read')) && array['*', null]);--> statement-breakpoint
ALTER POLICY "add" ON "uploads" TO almanac_app WITH CHECK ((select almanac_may('administer')) && array['*', null]);--> statement-breakpoint
ALTER POLICY "change" ON "uploads" TO almanac_app USING ((select almanac_may('administer')) && array['*', null]) WITH CHECK ((select almanac_may('administer')) && array['*', null]);--> statement-breakpoint
ALTER POLICY "remove" ON "uploads" TO almanac_app USING ((select almanac_may('administer')) && array['*', null]);--> statement-breakpoint
ALTER POLICY "add" ON "incident_impacts" TO almanac_app WITH CHECK (exists (select from incidents i where i.id = "incident_impacts"."incident_id" and (select almanac_may('run')) && array['*', i.service_id]));--> statement-breakpoint
ALTER POLICY "change" ON "incident_impacts" TO almanac_app USING (exists (select from incidents i where i.id = "incident_impacts"."incident_id" and (select almanac_may('run')) && array['*', i.service_id])) WITH CHECK (exists (select from incidents i where i.id = "incident_impacts"."incident_id" and (select almanac_may('run')) && array['*', i.service_id]));--> statement-breakpoint
ALTER POLICY "remove" ON "incident_impacts" TO almanac_app USING (exists (select from incidents i where i.id = "incident_impacts"."incident_id" and (select almanac_may('run')) && array['*', i.service_id]));--> statement-breakpoint
ALTER POLICY "add" ON "incident_messages" TO almanac_app WITH CHECK (exists (select from incidents i where i.id = "incident_messages"."incident_id" and (select almanac_may('run')) && array['*', i.service_id]));--> statement-breakpoint
ALTER POLICY "change" ON "incident_messages" TO almanac_app USING (exists (select from incidents i where i.id = "incident_messages"."incident_id" and (select almanac_may('run')) && array['*', i.service_id])) WITH CHECK (exists (select from incidents i where i.id = "incident_messages"."incident_id" and (select almanac_may('run')) && array['*', i.service_id]));--> statement-breakpoint
ALTER POLICY "remove" ON "incident_messages" TO almanac_app USING (exists (select from incidents i where i.id = "incident_messages"."incident_id" and (select almanac_may('run')) && array['*', i.service_id]));--> statement-breakpoint
ALTER POLICY "see" ON "incidents" TO almanac_app USING ((select almanac_may('read')) && array['*', "incidents"."service_id"] or (true and ("incidents"."audience" = 'public' or ("incidents"."audience" = 'tenants' and "incidents"."tenants" && (select almanac_tenants())))));--> statement-breakpoint
ALTER POLICY "add" ON "incidents" TO almanac_app WITH CHECK ((select almanac_may('run')) && array['*', "incidents"."service_id"]);--> statement-breakpoint
ALTER POLICY "change" ON "incidents" TO almanac_app USING ((select almanac_may('run')) && array['*', "incidents"."service_id"]) WITH CHECK ((select almanac_may('run')) && array['*', "incidents"."service_id"]);--> statement-breakpoint
ALTER POLICY "remove" ON "incidents" TO almanac_app USING ((select almanac_may('run')) && array['*', "incidents"."service_id"]);--> statement-breakpoint
ALTER POLICY "add" ON "deliveries" TO almanac_app WITH CHECK ((select almanac_is_system()));--> statement-breakpoint
ALTER POLICY "change" ON "deliveries" TO almanac_app USING (exists (select from notices n where n.id = "deliveries"."notice_id" and (select almanac_may('run')) && array['*', n.service_id])) WITH CHECK (exists (select from notices n where n.id = "deliveries"."notice_id" and (select almanac_may('run')) && array['*', n.service_id]));--> statement-breakpoint
ALTER POLICY "remove" ON "deliveries" TO almanac_app USING ((select almanac_is_system()));--> statement-breakpoint
ALTER POLICY "add" ON "notice_subjects" TO almanac_app WITH CHECK (exists (select from notices n where n.id = "notice_subjects"."notice_id" and (select almanac_may('plan', 'run', 'decide', 'administer')) && array['*', n.service_id]));--> statement-breakpoint
ALTER POLICY "change" ON "notice_subjects" TO almanac_app USING ((select almanac_is_system())) WITH CHECK ((select almanac_is_system()));--> statement-breakpoint
ALTER POLICY "remove" ON "notice_subjects" TO almanac_app USING ((select almanac_is_system()));--> statement-breakpoint
ALTER POLICY "see" ON "notices" TO almanac_app USING ((select almanac_may('read')) && array['*', "notices"."service_id"]);--> statement-breakpoint
ALTER POLICY "add" ON "notices" TO almanac_app WITH CHECK ((select almanac_may('plan', 'run', 'decide', 'administer')) && array['*', "notices"."service_id"]);--> statement-breakpoint
ALTER POLICY "change" ON "notices" TO almanac_app USING ((select almanac_is_system())) WITH CHECK ((select almanac_is_system()));--> statement-breakpoint
ALTER POLICY "remove" ON "notices" TO almanac_app USING ((select almanac_is_system()));--> statement-breakpoint
ALTER POLICY "see" ON "subscribers" TO almanac_app USING ((select almanac_may('read')) && array['*', null]);--> statement-breakpoint
ALTER POLICY "add" ON "subscribers" TO almanac_app WITH CHECK ((select almanac_may('administer')) && array['*', null]);--> statement-breakpoint
ALTER POLICY "change" ON "subscribers" TO almanac_app USING ((select almanac_may('administer')) && array['*', null]) WITH CHECK ((select almanac_may('administer')) && array['*', null]);--> statement-breakpoint
ALTER POLICY "remove" ON "subscribers" TO almanac_app USING ((select almanac_may('administer')) && array['*', null]);--> statement-breakpoint
ALTER POLICY "see" ON "calendar_feeds" TO almanac_app USING ("calendar_feeds"."user_id" = (select almanac_user()) or (select almanac_may('read')) && array['*', null]);--> statement-breakpoint
ALTER POLICY "change_own" ON "calendar_feeds" TO almanac_app USING ("calendar_feeds"."user_id" = (select almanac_user()));--> statement-breakpoint
ALTER POLICY "add_own" ON "calendar_feeds" TO almanac_app WITH CHECK ("calendar_feeds"."user_id" = (select almanac_user()) and "calendar_feeds"."tenant_id" = any ((select almanac_tenants())::text[]));--> statement-breakpoint
ALTER POLICY "add" ON "calendar_feeds" TO almanac_app WITH CHECK ((select almanac_may('administer')) && array['*', null]);--> statement-breakpoint
ALTER POLICY "change" ON "calendar_feeds" TO almanac_app USING ((select almanac_may('administer')) && array['*', null]) WITH CHECK ((select almanac_may('administer')) && array['*', null]);--> statement-breakpoint
ALTER POLICY "remove" ON "calendar_feeds" TO almanac_app USING ((select almanac_may('administer')) && array['*', null]);--> statement-breakpoint
ALTER POLICY "see" ON "memberships" TO almanac_app USING ("memberships"."user_id" = (select almanac_user()) or (select almanac_may('read')) && array['*', null]);--> statement-breakpoint
ALTER POLICY "add" ON "memberships" TO almanac_app WITH CHECK ((select almanac_may('administer')) && array['*', null]);--> statement-breakpoint
ALTER POLICY "change" ON "memberships" TO almanac_app USING ((select almanac_may('administer')) && array['*', null]) WITH CHECK ((select almanac_may('administer')) && array['*', null]);--> statement-breakpoint
ALTER POLICY "remove" ON "memberships" TO almanac_app USING ((select almanac_may('administer')) && array['*', null]);--> statement-breakpoint
ALTER POLICY "see" ON "rate_limits" TO almanac_app USING ((select almanac_is_system()));--> statement-breakpoint
ALTER POLICY "add" ON "rate_limits" TO almanac_app WITH CHECK ((select almanac_is_system()));--> statement-breakpoint
ALTER POLICY "change" ON "rate_limits" TO almanac_app USING ((select almanac_is_system())) WITH CHECK ((select almanac_is_system()));--> statement-breakpoint
ALTER POLICY "remove" ON "rate_limits" TO almanac_app USING ((select almanac_is_system()));--> statement-breakpoint
ALTER POLICY "see" ON "tenants" TO almanac_app USING ((select almanac_may('read')) && array['*', "tenants"."service_id"] or "tenants"."id" = any ((select almanac_tenants())::text[]));--> statement-breakpoint
ALTER POLICY "add" ON "tenants" TO almanac_app WITH CHECK ((select almanac_may('administer')) && array['*', "tenants"."service_id"]);--> statement-breakpoint
ALTER POLICY "change" ON "tenants" TO almanac_app USING ((select almanac_may('administer')) && array['*', "tenants"."service_id"]) WITH CHECK ((select almanac_may('administer')) && array['*', "tenants"."service_id"]);--> statement-breakpoint
ALTER POLICY "remove" ON "tenants" TO almanac_app USING ((select almanac_may('administer')) && array['*', "tenants"."service_id"]);--> statement-breakpoint
ALTER POLICY "see" ON "users" TO almanac_app USING ("users"."id" = (select almanac_user()) or cardinality((select almanac_may('read'))) > 0);--> statement-breakpoint
ALTER POLICY "change_oneself" ON "users" TO almanac_app USING ("users"."id" = (select almanac_user()));--> statement-breakpoint
ALTER POLICY "add" ON "users" TO almanac_app WITH CHECK ((select almanac_may('administer')) && array['*', null]);--> statement-breakpoint
ALTER POLICY "change" ON "users" TO almanac_app USING ((select almanac_may('administer')) && array['*', null]) WITH CHECK ((select almanac_may('administer')) && array['*', null]);--> statement-breakpoint
ALTER POLICY "remove" ON "users" TO almanac_app USING ((select almanac_may('administer')) && array['*', null]);--> statement-breakpoint
ALTER POLICY "see" ON "plan_drafts" TO almanac_app USING ((select almanac_may('plan')) && array['*', "plan_drafts"."service_id"]);--> statement-breakpoint
ALTER POLICY "add" ON "plan_drafts" TO almanac_app WITH CHECK ((select almanac_may('plan')) && array['*', "plan_drafts"."service_id"]);--> statement-breakpoint
ALTER POLICY "change" ON "plan_drafts" TO almanac_app USING ((select almanac_may('plan')) && array['*', "plan_drafts"."service_id"]) WITH CHECK ((select almanac_may('plan')) && array['*', "plan_drafts"."service_id"]);--> statement-breakpoint
ALTER POLICY "remove" ON "plan_drafts" TO almanac_app USING ((select almanac_may('plan')) && array['*', "plan_drafts"."service_id"]);--> statement-breakpoint
ALTER POLICY "add" ON "policies" TO almanac_app WITH CHECK ((select almanac_may('administer')) && array['*', "policies"."service_id"]);--> statement-breakpoint
ALTER POLICY "change" ON "policies" TO almanac_app USING ((select almanac_may('administer')) && array['*', "policies"."service_id"]) WITH CHECK ((select almanac_may('administer')) && array['*', "policies"."service_id"]);--> statement-breakpoint
ALTER POLICY "remove" ON "policies" TO almanac_app USING ((select almanac_may('administer')) && array['*', "policies"."service_id"]);--> statement-breakpoint
ALTER POLICY "add" ON "portal" TO almanac_app WITH CHECK ((select almanac_may('administer')) && array['*', null]);--> statement-breakpoint
ALTER POLICY "change" ON "portal" TO almanac_app USING ((select almanac_may('administer')) && array['*', null]) WITH CHECK ((select almanac_may('administer')) && array['*', null]);--> statement-breakpoint
ALTER POLICY "remove" ON "portal" TO almanac_app USING ((select almanac_may('administer')) && array['*', null]);--> statement-breakpoint
ALTER POLICY "add" ON "providers" TO almanac_app WITH CHECK ((select almanac_may('administer')) && array['*', null]);--> statement-breakpoint
ALTER POLICY "change" ON "providers" TO almanac_app USING ((select almanac_may('administer')) && array['*', null]) WITH CHECK ((select almanac_may('administer')) && array['*', null]);--> statement-breakpoint
ALTER POLICY "remove" ON "providers" TO almanac_app USING ((select almanac_may('administer')) && array['*', null]);--> statement-breakpoint
ALTER POLICY "see" ON "releases" TO almanac_app USING ((select almanac_may('read')) && array['*', "releases"."service_id"] or ("releases"."reference" is not null and ("releases"."audience" = 'public' or ("releases"."audience" = 'tenants' and "releases"."tenants" && (select almanac_tenants())))));--> statement-breakpoint
ALTER POLICY "add" ON "releases" TO almanac_app WITH CHECK ((select almanac_may('plan', 'administer')) && array['*', "releases"."service_id"]);--> statement-breakpoint
ALTER POLICY "change" ON "releases" TO almanac_app USING ((select almanac_may('plan', 'administer')) && array['*', "releases"."service_id"]) WITH CHECK ((select almanac_may('plan', 'administer')) && array['*', "releases"."service_id"]);--> statement-breakpoint
ALTER POLICY "remove" ON "releases" TO almanac_app USING ((select almanac_may('plan', 'administer')) && array['*', "releases"."service_id"]);--> statement-breakpoint
ALTER POLICY "add" ON "services" TO almanac_app WITH CHECK ((select almanac_may('administer')) && array['*', "services"."id"]);--> statement-breakpoint
ALTER POLICY "change" ON "services" TO almanac_app USING ((select almanac_may('administer')) && array['*', "services"."id"]) WITH CHECK ((select almanac_may('administer')) && array['*', "services"."id"]);--> statement-breakpoint
ALTER POLICY "remove" ON "services" TO almanac_app USING ((select almanac_may('administer')) && array['*', "services"."id"]);--> statement-breakpoint
ALTER POLICY "see" ON "sessions" TO almanac_app USING ("sessions"."user_id" = (select almanac_user()) or (select almanac_is_system()));--> statement-breakpoint
ALTER POLICY "add" ON "sessions" TO almanac_app WITH CHECK ("sessions"."user_id" = (select almanac_user()) or (select almanac_is_system()));--> statement-breakpoint
ALTER POLICY "change" ON "sessions" TO almanac_app USING ("sessions"."user_id" = (select almanac_user()) or (select almanac_is_system())) WITH CHECK ("sessions"."user_id" = (select almanac_user()) or (select almanac_is_system()));--> statement-breakpoint
ALTER POLICY "remove" ON "sessions" TO almanac_app USING ("sessions"."user_id" = (select almanac_user()) or (select almanac_is_system()));--> statement-breakpoint
ALTER POLICY "add" ON "statuses" TO almanac_app WITH CHECK (exists (select from environments e where e.id = "statuses"."environment_id" and (select almanac_may('plan', 'run', 'administer')) && array['*', e.service_id]));--> statement-breakpoint
ALTER POLICY "change" ON "statuses" TO almanac_app USING (exists (select from environments e where e.id = "statuses"."environment_id" and (select almanac_may('plan', 'run', 'administer')) && array['*', e.service_id])) WITH CHECK (exists (select from environments e where e.id = "statuses"."environment_id" and (select almanac_may('plan', 'run', 'administer')) && array['*', e.service_id]));--> statement-breakpoint
ALTER POLICY "remove" ON "statuses" TO almanac_app USING (exists (select from environments e where e.id = "statuses"."environment_id" and (select almanac_may('plan', 'run', 'administer')) && array['*', e.service_id]));--> statement-breakpoint
ALTER POLICY "add" ON "stream_environments" TO almanac_app WITH CHECK (exists (select from streams s where s.id = "stream_environments"."stream_id" and (select almanac_may('administer')) && array['*', s.service_id]));--> statement-breakpoint
ALTER POLICY "change" ON "stream_environments" TO almanac_app USING (exists (select from streams s where s.id = "stream_environments"."stream_id" and (select almanac_may('administer')) && array['*', s.service_id])) WITH CHECK (exists (select from streams s where s.id = "stream_environments"."stream_id" and (select almanac_may('administer')) && array['*', s.service_id]));--> statement-breakpoint
ALTER POLICY "remove" ON "stream_environments" TO almanac_app USING (exists (select from streams s where s.id = "stream_environments"."stream_id" and (select almanac_may('administer')) && array['*', s.service_id]));--> statement-breakpoint
ALTER POLICY "add" ON "streams" TO almanac_app WITH CHECK ((select almanac_may('administer')) && array['*', "streams"."service_id"]);--> statement-breakpoint
ALTER POLICY "change" ON "streams" TO almanac_app USING ((select almanac_may('administer')) && array['*', "streams"."service_id"]) WITH CHECK ((select almanac_may('administer')) && array['*', "streams"."service_id"]);--> statement-breakpoint
ALTER POLICY "remove" ON "streams" TO almanac_app USING ((select almanac_may('administer')) && array['*', "streams"."service_id"]);--> statement-breakpoint
ALTER POLICY "see" ON "waiver_decisions" TO almanac_app USING (exists (select from waivers v join windows w on w.id = v.window_id where v.id = "waiver_decisions"."waiver_id" and (select almanac_may('read')) && array['*', w.service_id]));--> statement-breakpoint
ALTER POLICY "add" ON "waiver_decisions" TO almanac_app WITH CHECK (exists (select from waivers v join windows w on w.id = v.window_id where v.id = "waiver_decisions"."waiver_id" and (select almanac_may('decide')) && array['*', w.service_id]));--> statement-breakpoint
ALTER POLICY "change" ON "waiver_decisions" TO almanac_app USING (exists (select from waivers v join windows w on w.id = v.window_id where v.id = "waiver_decisions"."waiver_id" and (select almanac_may('decide')) && array['*', w.service_id])) WITH CHECK (exists (select from waivers v join windows w on w.id = v.window_id where v.id = "waiver_decisions"."waiver_id" and (select almanac_may('decide')) && array['*', w.service_id]));--> statement-breakpoint
ALTER POLICY "remove" ON "waiver_decisions" TO almanac_app USING (exists (select from waivers v join windows w on w.id = v.window_id where v.id = "waiver_decisions"."waiver_id" and (select almanac_may('decide')) && array['*', w.service_id]));--> statement-breakpoint
ALTER POLICY "see" ON "waivers" TO almanac_app USING (exists (select from windows w where w.id = "waivers"."window_id" and (select almanac_may('read')) && array['*', w.service_id]));--> statement-breakpoint
ALTER POLICY "add" ON "waivers" TO almanac_app WITH CHECK (exists (select from windows w where w.id = "waivers"."window_id" and (select almanac_may('plan')) && array['*', w.service_id]));--> statement-breakpoint
ALTER POLICY "change" ON "waivers" TO almanac_app USING (exists (select from windows w where w.id = "waivers"."window_id" and (select almanac_may('plan', 'run', 'decide', 'administer')) && array['*', w.service_id])) WITH CHECK (exists (select from windows w where w.id = "waivers"."window_id" and (select almanac_may('plan', 'run', 'decide', 'administer')) && array['*', w.service_id]));--> statement-breakpoint
ALTER POLICY "remove" ON "waivers" TO almanac_app USING (exists (select from windows w where w.id = "waivers"."window_id" and (select almanac_may('plan')) && array['*', w.service_id]));--> statement-breakpoint
ALTER POLICY "add" ON "changes" TO almanac_app WITH CHECK (exists (select from windows w where w.id = "changes"."window_id" and (select almanac_may('plan', 'run', 'administer')) && array['*', w.service_id]));--> statement-breakpoint
ALTER POLICY "change" ON "changes" TO almanac_app USING (exists (select from windows w where w.id = "changes"."window_id" and (select almanac_may('plan', 'run', 'administer')) && array['*', w.service_id])) WITH CHECK (exists (select from windows w where w.id = "changes"."window_id" and (select almanac_may('plan', 'run', 'administer')) && array['*', w.service_id]));--> statement-breakpoint
ALTER POLICY "remove" ON "changes" TO almanac_app USING (exists (select from windows w where w.id = "changes"."window_id" and (select almanac_may('plan', 'run', 'administer')) && array['*', w.service_id]));--> statement-breakpoint
ALTER POLICY "add" ON "window_impacts" TO almanac_app WITH CHECK (exists (select from windows w where w.id = "window_impacts"."window_id" and (select almanac_may('plan', 'run', 'administer')) && array['*', w.service_id]));--> statement-breakpoint
ALTER POLICY "change" ON "window_impacts" TO almanac_app USING (exists (select from windows w where w.id = "window_impacts"."window_id" and (select almanac_may('plan', 'run', 'administer')) && array['*', w.service_id])) WITH CHECK (exists (select from windows w where w.id = "window_impacts"."window_id" and (select almanac_may('plan', 'run', 'administer')) && array['*', w.service_id]));--> statement-breakpoint
ALTER POLICY "remove" ON "window_impacts" TO almanac_app USING (exists (select from windows w where w.id = "window_impacts"."window_id" and (select almanac_may('plan', 'run', 'administer')) && array['*', w.service_id]));--> statement-breakpoint
ALTER POLICY "add" ON "window_messages" TO almanac_app WITH CHECK (exists (select from windows w where w.id = "window_messages"."window_id" and (select almanac_may('plan', 'run', 'decide', 'administer')) && array['*', w.service_id]));--> statement-breakpoint
ALTER POLICY "change" ON "window_messages" TO almanac_app USING (exists (select from windows w where w.id = "window_messages"."window_id" and (select almanac_may('plan', 'run', 'decide', 'administer')) && array['*', w.service_id])) WITH CHECK (exists (select from windows w where w.id = "window_messages"."window_id" and (select almanac_may('plan', 'run', 'decide', 'administer')) && array['*', w.service_id]));--> statement-breakpoint
ALTER POLICY "remove" ON "window_messages" TO almanac_app USING (exists (select from windows w where w.id = "window_messages"."window_id" and (select almanac_may('plan', 'run', 'decide', 'administer')) && array['*', w.service_id]));--> statement-breakpoint
ALTER POLICY "see" ON "windows" TO almanac_app USING ((select almanac_may('read')) && array['*', "windows"."service_id"] or ("windows"."state" <> 'draft' and ("windows"."audience" = 'public' or ("windows"."audience" = 'tenants' and "windows"."tenants" && (select almanac_tenants())))));--> statement-breakpoint
ALTER POLICY "add" ON "windows" TO almanac_app WITH CHECK ((select almanac_may('plan', 'administer')) && array['*', "windows"."service_id"]);--> statement-breakpoint
ALTER POLICY "change" ON "windows" TO almanac_app USING ((select almanac_may('plan', 'run', 'decide', 'administer')) && array['*', "windows"."service_id"]) WITH CHECK ((select almanac_may('plan', 'run', 'decide', 'administer')) && array['*', "windows"."service_id"]);--> statement-breakpoint
ALTER POLICY "remove" ON "windows" TO almanac_app USING ((select almanac_may('plan', 'administer')) && array['*', "windows"."service_id"]);--> statement-breakpoint

-- The edition asks the policies as somebody who has not entered.
CREATE OR REPLACE FUNCTION almanac_anybody_sees(rows text) RETURNS boolean VOLATILE LANGUAGE plpgsql AS $$
DECLARE
  viewer text := coalesce(current_setting('almanac.viewer', true), '');
  seen boolean;
BEGIN
  PERFORM set_config('almanac.viewer', '', true);
  EXECUTE 'SELECT EXISTS (SELECT FROM ' || rows || ')' INTO seen;
  PERFORM set_config('almanac.viewer', viewer, true);
  RETURN seen;
END $$;--> statement-breakpoint

-- References are counted by whoever may change something of the service, one at a time and upwards: those for everybody in
-- one series a kind and year, those of others in a series for whom they are.
CREATE FUNCTION almanac_next_reference(kind text, audience text, named text[], service text, fresh_code text)
  RETURNS TABLE (code text, last integer) VOLATILE LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  whom text := CASE audience WHEN 'public' THEN '' WHEN 'internal' THEN service
    ELSE (SELECT string_agg(name, '+' ORDER BY name COLLATE "C") FROM unnest(named) name) END;
BEGIN
  IF NOT almanac_may('plan', 'run', 'administer') && ARRAY['*', service]
     OR audience = 'tenants' AND EXISTS (SELECT FROM unnest(named) name WHERE name NOT IN (SELECT id FROM tenants WHERE service_id = service)) THEN
    RAISE EXCEPTION 'no right to count references of this service' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN QUERY INSERT INTO reference_series AS known (series, code, last)
    VALUES (kind || ' ' || whom, CASE WHEN whom = '' THEN '' ELSE fresh_code END, 1)
    ON CONFLICT (series) DO UPDATE SET last = known.last + 1 RETURNING known.code, known.last;
END $$;--> statement-breakpoint
ALTER TABLE reference_series NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
REVOKE ALL ON reference_series, entrance FROM almanac_app;--> statement-breakpoint

DROP FUNCTION almanac_plans(text);--> statement-breakpoint
DROP FUNCTION almanac_reads(text);--> statement-breakpoint
DROP FUNCTION almanac_works(text);--> statement-breakpoint

-- By which import a row came is shown on no page.
DO $$
DECLARE watched record;
BEGIN
  FOR watched IN SELECT * FROM (VALUES ('services', $a$'import_id'$a$), ('freezes', $a$'version', 'imported_from', 'import_id'$a$),
    ('windows', $a$'version', 'auto_start', 'reminded_of', 'overrun_handled_at', 'imported_from', 'import_id'$a$)) AS with_imports (name, unseen)
  LOOP
    EXECUTE format('CREATE OR REPLACE TRIGGER watch_before BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION almanac_watch(%s)', watched.name, watched.unseen);
    EXECUTE format('CREATE OR REPLACE TRIGGER watch_after AFTER INSERT OR UPDATE ON %I FOR EACH ROW EXECUTE FUNCTION almanac_watch(%s)', watched.name, watched.unseen);
  END LOOP;
END $$;
