ALTER TABLE "freezes" ADD COLUMN "shown_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "releases" ADD COLUMN "shown_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "windows" ADD COLUMN "shown_at" timestamp (3) with time zone;--> statement-breakpoint
-- What was changed already changed when something was last said of it.
SELECT almanac_enter(NULL);--> statement-breakpoint
UPDATE windows SET shown_at = (SELECT max(at) FROM window_messages m WHERE m.window_id = windows.id) WHERE sequence > 0;--> statement-breakpoint
UPDATE freezes SET shown_at = cancelled_at WHERE cancelled_at IS NOT NULL;
