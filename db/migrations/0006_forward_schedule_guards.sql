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
REVOKE UPDATE, DELETE ON waiver_decisions FROM almanac_app;
