-- What anybody can see is said once, by the policies of a table: the edition asks them, as somebody who is not signed in.
-- As in 0002_edition, a change raises it when the row could be seen before or can be seen after; "before" is asked before
-- the change, while the row still stands as it was.

-- Whether somebody who is not signed in sees any of these rows, as they stand now.
CREATE FUNCTION almanac_anybody_sees(rows text) RETURNS boolean VOLATILE LANGUAGE plpgsql AS $$
DECLARE
  names text[] := ARRAY['almanac.user', 'almanac.tenants', 'almanac.reads', 'almanac.works'];
  viewer text[] := ARRAY(SELECT coalesce(current_setting(name, true), '') FROM unnest(names) name);
  seen boolean;
BEGIN
  PERFORM set_config(name, '', true) FROM unnest(names) name;
  EXECUTE 'SELECT EXISTS (SELECT FROM ' || rows || ')' INTO seen;
  PERFORM set_config(name, was, true) FROM unnest(names, viewer) AS setting (name, was);
  RETURN seen;
END $$;--> statement-breakpoint

-- A release with the window that a page for anybody names beside it, if there is one.
CREATE FUNCTION almanac_release_as_shown(release jsonb) RETURNS jsonb VOLATILE LANGUAGE sql AS $$
  SELECT CASE WHEN almanac_anybody_sees(format($q$windows WHERE id = %L AND state <> 'cancelled'$q$, release ->> 'window_id'))
    THEN release ELSE release - 'window_id' END
$$;--> statement-breakpoint

CREATE OR REPLACE FUNCTION almanac_mark_edition() RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public AS $$
  INSERT INTO edition_marks VALUES (pg_current_xact_id()) ON CONFLICT DO NOTHING
$$;--> statement-breakpoint

-- The arguments are columns that no page shows: a change of these alone is not news. A row that goes or changes because
-- another one does (a foreign key's doing) is no news either: that other one is watched.
CREATE OR REPLACE FUNCTION almanac_watch() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  before jsonb := CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(OLD) END;
  after jsonb := CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(NEW) END;
  unseen text[] := coalesce(TG_ARGV, '{}');
  place tid;
BEGIN
  IF pg_trigger_depth() = 1 THEN
    IF TG_TABLE_NAME = 'releases' THEN
      before := almanac_release_as_shown(before);
      after := almanac_release_as_shown(after);
    END IF;
    IF TG_WHEN = 'BEFORE' THEN place := OLD.ctid; ELSE place := NEW.ctid; END IF;
    IF before - unseen IS DISTINCT FROM after - unseen
       AND almanac_anybody_sees(format('%s WHERE ctid = %L', TG_RELID::regclass, place)) THEN
      PERFORM almanac_mark_edition();
    END IF;
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $$;--> statement-breakpoint

-- Each watch becomes two: before for the row that was, after for the row that is.
DO $$
DECLARE watched record;
BEGIN
  FOR watched IN SELECT * FROM (VALUES
    ('portal', ''), ('services', ''), ('policies', ''), ('environments', ''), ('streams', ''), ('stream_environments', ''),
    ('components', ''), ('statuses', ''), ('window_impacts', ''), ('changes', ''), ('releases', ''), ('incident_impacts', ''),
    ('windows', $a$'version', 'auto_start', 'reminded_of', 'overrun_handled_at', 'imported_from'$a$),
    ('freezes', $a$'version', 'imported_from'$a$), ('incidents', $a$'version'$a$),
    ('window_messages', $a$'author_id'$a$), ('incident_messages', $a$'author_id'$a$)) AS of_0002 (name, unseen)
  LOOP
    EXECUTE format('DROP TRIGGER watch ON %I', watched.name);
    EXECUTE format('CREATE TRIGGER watch_before BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION almanac_watch(%s)', watched.name, watched.unseen);
    EXECUTE format('CREATE TRIGGER watch_after AFTER INSERT OR UPDATE ON %I FOR EACH ROW EXECUTE FUNCTION almanac_watch(%s)', watched.name, watched.unseen);
  END LOOP;
END $$;--> statement-breakpoint
DROP FUNCTION almanac_is_public(text, jsonb);--> statement-breakpoint
DROP FUNCTION almanac_public_window(text);
