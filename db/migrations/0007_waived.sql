ALTER TABLE "windows" ADD COLUMN "waived" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER POLICY "see" ON "waivers" TO almanac_app USING (exists (select from windows w where w.id = "waivers"."window_id" and almanac_reads(w.service_id)));--> statement-breakpoint
-- What was granted is told on its window now: a waiver by itself is nobody else's news.
DROP TRIGGER watch ON waivers;
