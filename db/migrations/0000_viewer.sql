-- Who is looking. Policies ask these functions; db/scope.ts names the person with almanac_enter() at the start of a
-- transaction. Without it a transaction sees what is public and changes nothing: forgetting is safe.
-- The settings are local to the transaction: almanac.user (an id), almanac.tenants, almanac.reads and almanac.works
-- (ids joined by commas; '*' stands for every service).

CREATE FUNCTION almanac_user() RETURNS text STABLE PARALLEL SAFE LANGUAGE sql
  RETURN nullif(current_setting('almanac.user', true), '');--> statement-breakpoint

CREATE FUNCTION almanac_tenants() RETURNS text[] STABLE PARALLEL SAFE LANGUAGE sql
  RETURN string_to_array(coalesce(current_setting('almanac.tenants', true), ''), ',');--> statement-breakpoint

-- Staff who may read everything of this service.
CREATE FUNCTION almanac_reads(service text) RETURNS boolean STABLE PARALLEL SAFE LANGUAGE sql
  RETURN string_to_array(coalesce(current_setting('almanac.reads', true), ''), ',') && ARRAY['*', service];--> statement-breakpoint

-- Staff who may change something of this service. What exactly is the command's to decide.
CREATE FUNCTION almanac_works(service text) RETURNS boolean STABLE PARALLEL SAFE LANGUAGE sql
  RETURN string_to_array(coalesce(current_setting('almanac.works', true), ''), ',') && ARRAY['*', service];--> statement-breakpoint

-- Names the viewer of this transaction and reads their roles as they are now; NULL is the system itself.
-- It returns the memberships, so that a command need not ask again.
CREATE FUNCTION almanac_enter(person text) RETURNS jsonb VOLATILE LANGUAGE plpgsql AS $$
DECLARE roles jsonb;
BEGIN
  PERFORM set_config('almanac.reads', '*', true), set_config('almanac.works', '*', true), set_config('almanac.tenants', '', true);
  IF person IS NULL THEN
    PERFORM set_config('almanac.user', '', true);
    RETURN '[]';
  END IF;
  SELECT coalesce(jsonb_agg(jsonb_build_object('role', role, 'serviceId', service_id, 'tenantId', tenant_id)), '[]')
    INTO roles FROM memberships WHERE user_id = person;
  PERFORM set_config('almanac.user', person, true),
    set_config('almanac.tenants', coalesce((SELECT string_agg(r ->> 'tenantId', ',') FROM jsonb_array_elements(roles) r), ''), true),
    set_config('almanac.reads', coalesce((SELECT string_agg(coalesce(r ->> 'serviceId', '*'), ',')
      FROM jsonb_array_elements(roles) r WHERE r ->> 'tenantId' IS NULL), ''), true),
    set_config('almanac.works', coalesce((SELECT string_agg(coalesce(r ->> 'serviceId', '*'), ',')
      FROM jsonb_array_elements(roles) r WHERE r ->> 'tenantId' IS NULL AND r ->> 'role' <> 'auditor'), ''), true);
  RETURN roles;
END $$;
