CREATE TABLE "sessions" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"seen_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"place" text NOT NULL,
	"browser" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "sessions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "sessions_user_id_index" ON "sessions" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "sessions_seen_at_index" ON "sessions" USING btree ("seen_at");--> statement-breakpoint
ALTER TABLE "users" DROP COLUMN "session_epoch";--> statement-breakpoint
ALTER TABLE "users" DROP COLUMN "failed_sign_ins";--> statement-breakpoint
ALTER TABLE "users" DROP COLUMN "locked_until";--> statement-breakpoint
CREATE POLICY "see" ON "sessions" AS PERMISSIVE FOR SELECT TO "almanac_app" USING ("sessions"."user_id" = almanac_user() or (almanac_user() is null and almanac_works('*')));--> statement-breakpoint
CREATE POLICY "add" ON "sessions" AS PERMISSIVE FOR INSERT TO "almanac_app" WITH CHECK ("sessions"."user_id" = almanac_user() or (almanac_user() is null and almanac_works('*')));--> statement-breakpoint
CREATE POLICY "change" ON "sessions" AS PERMISSIVE FOR UPDATE TO "almanac_app" USING ("sessions"."user_id" = almanac_user() or (almanac_user() is null and almanac_works('*'))) WITH CHECK ("sessions"."user_id" = almanac_user() or (almanac_user() is null and almanac_works('*')));--> statement-breakpoint
CREATE POLICY "remove" ON "sessions" AS PERMISSIVE FOR DELETE TO "almanac_app" USING ("sessions"."user_id" = almanac_user() or (almanac_user() is null and almanac_works('*')));--> statement-breakpoint
-- As the other tables: policies bind the owner too, the application gets what it needs.
ALTER TABLE "sessions" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "sessions" TO almanac_app;
