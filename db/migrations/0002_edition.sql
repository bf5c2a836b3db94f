-- Policies bind the tables' owner too, and the application's role gets what it needs and no more.
DO $$
DECLARE name text;
BEGIN
  FOR name IN SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relrowsecurity LOOP
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO almanac_app', name);
  END LOOP;
END $$;--> statement-breakpoint
REVOKE UPDATE, DELETE ON audit FROM almanac_app;--> statement-breakpoint
GRANT SELECT ON edition TO almanac_app;--> statement-breakpoint
INSERT INTO edition DEFAULT VALUES;--> statement-breakpoint

-- The public edition: raised once per transaction, at its end, if the transaction changed something that an anonymous
-- reader could see before or after, and by nothing else. Code cannot forget it and a tenant's row cannot betray itself.

CREATE UNLOGGED TABLE edition_marks (transaction xid8 PRIMARY KEY);--> statement-breakpoint

CREATE FUNCTION almanac_raise_edition() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE raised bigint;
BEGIN
  DELETE FROM edition_marks WHERE transaction = NEW.transaction;
  UPDATE edition SET number = number + 1, raised_at = clock_timestamp() RETURNING number INTO raised;
  PERFORM pg_notify('almanac_edition', raised::text);
  RETURN NULL;
END $$;--> statement-breakpoint

CREATE CONSTRAINT TRIGGER raise_edition AFTER INSERT ON edition_marks
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION almanac_raise_edition();--> statement-breakpoint

CREATE FUNCTION almanac_mark_edition() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  IF current_setting('almanac.edition_marked', true) IS DISTINCT FROM pg_current_xact_id()::text THEN
    INSERT INTO edition_marks VALUES (pg_current_xact_id());
    PERFORM set_config('almanac.edition_marked', pg_current_xact_id()::text, true);
  END IF;
END $$;--> statement-breakpoint

-- Whether an anonymous reader can see this row of this table.
CREATE FUNCTION almanac_is_public(name text, r jsonb) RETURNS boolean STABLE LANGUAGE plpgsql AS $$
BEGIN
  RETURN CASE name
    WHEN 'windows' THEN r ->> 'audience' = 'public' AND r ->> 'state' <> 'draft'
    WHEN 'freezes' THEN r ->> 'audience' = 'public' AND r ->> 'published_at' IS NOT NULL
    WHEN 'releases' THEN r ->> 'audience' = 'public' AND r ->> 'reference' IS NOT NULL
    WHEN 'incidents' THEN r ->> 'audience' = 'public'
    WHEN 'environments' THEN r ->> 'audience' = 'public'
    WHEN 'statuses' THEN EXISTS (SELECT FROM environments WHERE id = r ->> 'environment_id' AND audience = 'public')
    WHEN 'stream_environments' THEN EXISTS (SELECT FROM environments WHERE id = r ->> 'environment_id' AND audience = 'public')
    WHEN 'window_impacts' THEN EXISTS (SELECT FROM windows WHERE id = r ->> 'window_id' AND audience = 'public' AND state <> 'draft')
    WHEN 'window_messages' THEN EXISTS (SELECT FROM windows WHERE id = r ->> 'window_id' AND audience = 'public' AND state <> 'draft')
    WHEN 'changes' THEN EXISTS (SELECT FROM windows WHERE id = r ->> 'window_id' AND audience = 'public' AND state <> 'draft')
    WHEN 'incident_impacts' THEN EXISTS (SELECT FROM incidents WHERE id = r ->> 'incident_id' AND audience = 'public')
    WHEN 'incident_messages' THEN EXISTS (SELECT FROM incidents WHERE id = r ->> 'incident_id' AND audience = 'public')
    ELSE true
  END;
END $$;--> statement-breakpoint

-- The arguments are columns that no page shows: a change of these alone is not news.
CREATE FUNCTION almanac_watch() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  before jsonb := CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(OLD) END;
  after jsonb := CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(NEW) END;
  unseen text[] := coalesce(TG_ARGV, '{}');
BEGIN
  IF before - unseen IS DISTINCT FROM after - unseen
     AND (coalesce(almanac_is_public(TG_TABLE_NAME, before), false) OR coalesce(almanac_is_public(TG_TABLE_NAME, after), false)) THEN
    PERFORM almanac_mark_edition();
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['portal', 'services', 'policies', 'environments', 'streams', 'stream_environments', 'components',
    'statuses', 'window_impacts', 'changes', 'releases', 'incident_impacts'] LOOP
    EXECUTE format('CREATE TRIGGER watch AFTER INSERT OR UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION almanac_watch()', name);
  END LOOP;
END $$;--> statement-breakpoint
CREATE TRIGGER watch AFTER INSERT OR UPDATE OR DELETE ON windows FOR EACH ROW
  EXECUTE FUNCTION almanac_watch('version', 'auto_start', 'reminded_of', 'overrun_handled_at', 'imported_from');--> statement-breakpoint
CREATE TRIGGER watch AFTER INSERT OR UPDATE OR DELETE ON freezes FOR EACH ROW
  EXECUTE FUNCTION almanac_watch('version', 'imported_from');--> statement-breakpoint
CREATE TRIGGER watch AFTER INSERT OR UPDATE OR DELETE ON incidents FOR EACH ROW
  EXECUTE FUNCTION almanac_watch('version');--> statement-breakpoint
CREATE TRIGGER watch AFTER INSERT OR UPDATE OR DELETE ON window_messages FOR EACH ROW
  EXECUTE FUNCTION almanac_watch('author_id');--> statement-breakpoint
CREATE TRIGGER watch AFTER INSERT OR UPDATE OR DELETE ON incident_messages FOR EACH ROW
  EXECUTE FUNCTION almanac_watch('author_id');--> statement-breakpoint

-- A new notice wakes a worker at once; it would find it by itself a little later.
CREATE FUNCTION almanac_notify_notice() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('almanac_notice', '');
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER wake_worker AFTER INSERT ON notices FOR EACH STATEMENT EXECUTE FUNCTION almanac_notify_notice();
