ALTER TABLE "deliveries" DROP CONSTRAINT "known_state";--> statement-breakpoint
DROP INDEX "deliveries_due";--> statement-breakpoint
DROP INDEX "notices_to_address";--> statement-breakpoint
ALTER TABLE "notices" ALTER COLUMN "created_at" SET DEFAULT clock_timestamp();--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "follows" text;--> statement-breakpoint
-- Those written before are numbered in their order; the owner is bound by the policies of the table otherwise.
ALTER TABLE "notices" ADD COLUMN "number" bigint;--> statement-breakpoint
ALTER TABLE "notices" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
UPDATE "notices" SET "number" = o."number" FROM (SELECT "id", row_number() OVER (ORDER BY "created_at", "id") AS "number" FROM "notices") o WHERE "notices"."id" = o."id";--> statement-breakpoint
ALTER TABLE "notices" ALTER COLUMN "number" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "notices" ALTER COLUMN "number" ADD GENERATED ALWAYS AS IDENTITY (sequence name "notices_number_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1);--> statement-breakpoint
SELECT setval('notices_number_seq', (SELECT coalesce(max("number"), 0) + 1 FROM "notices"), false);--> statement-breakpoint
ALTER TABLE "notices" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_follows_deliveries_id_fk" FOREIGN KEY ("follows") REFERENCES "public"."deliveries"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "deliveries_open" ON "deliveries" USING btree ("notice_id","email") WHERE state in ('waiting', 'sending');--> statement-breakpoint
CREATE INDEX "deliveries_following" ON "deliveries" USING btree ("follows") WHERE follows is not null;--> statement-breakpoint
CREATE INDEX "deliveries_tried" ON "deliveries" USING btree ("first_tried_at") WHERE state = 'sending';--> statement-breakpoint
CREATE INDEX "deliveries_due" ON "deliveries" USING btree ("next_try_at") WHERE state in ('waiting', 'sending') and follows is null;--> statement-breakpoint
CREATE INDEX "notices_to_address" ON "notices" USING btree ("number") WHERE addressed_at is null;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "known_state" CHECK ("deliveries"."state" in ('waiting', 'sending', 'sent', 'failed', 'unknown', 'overtaken'));