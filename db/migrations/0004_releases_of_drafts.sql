-- As in 0002_edition, and: that a release is to go in with a window which nobody outside sees is not news.
CREATE OR REPLACE FUNCTION almanac_watch() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  before jsonb := CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(OLD) END;
  after jsonb := CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(NEW) END;
  unseen text[] := coalesce(TG_ARGV, '{}');
BEGIN
  IF TG_TABLE_NAME = 'releases' THEN
    before := before || jsonb_build_object('window_id', almanac_public_window(before ->> 'window_id'));
    after := after || jsonb_build_object('window_id', almanac_public_window(after ->> 'window_id'));
  END IF;
  IF before - unseen IS DISTINCT FROM after - unseen
     AND (coalesce(almanac_is_public(TG_TABLE_NAME, before), false) OR coalesce(almanac_is_public(TG_TABLE_NAME, after), false)) THEN
    PERFORM almanac_mark_edition();
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint

-- The window's id if an anonymous reader can see it.
CREATE FUNCTION almanac_public_window(window_id text) RETURNS text STABLE LANGUAGE sql AS $$
  SELECT id FROM windows WHERE id = window_id AND audience = 'public' AND state NOT IN ('draft', 'cancelled')
$$;
