ALTER TABLE "freezes" ADD COLUMN "told_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "freezes" ADD COLUMN "told_from" date;--> statement-breakpoint
ALTER TABLE "freezes" ADD CONSTRAINT "told_of_a_day" CHECK (("freezes"."told_at" is null) = ("freezes"."told_from" is null));