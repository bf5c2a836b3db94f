-- The new tables as the others: policies bind the owner too, the application gets what it needs.
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['waivers', 'waiver_decisions', 'calendar_feeds'] LOOP
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO almanac_app', name);
  END LOOP;
END $$;--> statement-breakpoint
-- A decision stands: it is neither changed nor taken back.
REVOKE UPDATE, DELETE ON waiver_decisions FROM almanac_app;--> statement-breakpoint

-- As in 0002_edition, and: a granted waiver is shown on its window.
CREATE OR REPLACE FUNCTION almanac_is_public(name text, r jsonb) RETURNS boolean STABLE LANGUAGE plpgsql AS $$
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
    WHEN 'waivers' THEN r ->> 'state' = 'granted'
      AND EXISTS (SELECT FROM windows WHERE id = r ->> 'window_id' AND audience = 'public' AND state <> 'draft')
    ELSE true
  END;
END $$;--> statement-breakpoint
CREATE TRIGGER watch AFTER INSERT OR UPDATE OR DELETE ON waivers FOR EACH ROW EXECUTE FUNCTION almanac_watch();
