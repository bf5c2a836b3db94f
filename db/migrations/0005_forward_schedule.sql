CREATE TABLE "calendar_feeds" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"tenant_id" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "calendar_feeds" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "waiver_decisions" (
	"id" text PRIMARY KEY NOT NULL,
	"waiver_id" text NOT NULL,
	"asked_by" text NOT NULL,
	"decided_by" text NOT NULL,
	"granted" boolean NOT NULL,
	"note" jsonb,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "waiver_decisions_waiverId_decidedBy_unique" UNIQUE("waiver_id","decided_by"),
	CONSTRAINT "nobody_approves_their_own" CHECK ("waiver_decisions"."decided_by" <> "waiver_decisions"."asked_by")
);
--> statement-breakpoint
ALTER TABLE "waiver_decisions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "waivers" (
	"id" text PRIMARY KEY NOT NULL,
	"window_id" text NOT NULL,
	"code" text NOT NULL,
	"facts" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	"reason" jsonb NOT NULL,
	"risk" jsonb,
	"checks" jsonb,
	"state" text DEFAULT 'asked' NOT NULL,
	"asked_by" text NOT NULL,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"settled_at" timestamp (3) with time zone,
	CONSTRAINT "waiver_and_asker" UNIQUE("id","asked_by"),
	CONSTRAINT "known_state" CHECK ("waivers"."state" in ('asked', 'granted', 'refused', 'withdrawn')),
	CONSTRAINT "settled" CHECK (("waivers"."state" = 'asked') = ("waivers"."settled_at" is null)),
	CONSTRAINT "heightened_assurance" CHECK ("waivers"."code" <> 'frozen' or ("waivers"."risk" is not null and "waivers"."checks" is not null))
);
--> statement-breakpoint
ALTER TABLE "waivers" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "freezes" ADD COLUMN "streams" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "freezes" ADD COLUMN "release_id" text;--> statement-breakpoint
ALTER TABLE "freezes" ADD COLUMN "rule" text;--> statement-breakpoint
ALTER TABLE "freezes" ADD COLUMN "rule_year" integer;--> statement-breakpoint
ALTER TABLE "calendar_feeds" ADD CONSTRAINT "calendar_feeds_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_feeds" ADD CONSTRAINT "calendar_feeds_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "waiver_decisions" ADD CONSTRAINT "waiver_decisions_decided_by_users_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "waiver_decisions" ADD CONSTRAINT "waiver_decisions_waiver_id_asked_by_waivers_id_asked_by_fk" FOREIGN KEY ("waiver_id","asked_by") REFERENCES "public"."waivers"("id","asked_by") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "waivers" ADD CONSTRAINT "waivers_window_id_windows_id_fk" FOREIGN KEY ("window_id") REFERENCES "public"."windows"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "waivers" ADD CONSTRAINT "waivers_asked_by_users_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "one_feed_now" ON "calendar_feeds" USING btree ("user_id","tenant_id") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "waivers_window_id_index" ON "waivers" USING btree ("window_id");--> statement-breakpoint
CREATE INDEX "waivers_asked" ON "waivers" USING btree ("asked_at") WHERE state = 'asked';--> statement-breakpoint
ALTER TABLE "freezes" ADD CONSTRAINT "freezes_release_id_releases_id_fk" FOREIGN KEY ("release_id") REFERENCES "public"."releases"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "one_annual_freeze_a_year" ON "freezes" USING btree ("service_id","rule","rule_year") WHERE rule is not null and cancelled_at is null;--> statement-breakpoint
ALTER TABLE "freezes" ADD CONSTRAINT "of_a_year" CHECK (("freezes"."rule" is null) = ("freezes"."rule_year" is null));--> statement-breakpoint
CREATE POLICY "see" ON "calendar_feeds" AS PERMISSIVE FOR SELECT TO "almanac_app" USING ("calendar_feeds"."user_id" = almanac_user() or almanac_reads('*'));--> statement-breakpoint
CREATE POLICY "change_own" ON "calendar_feeds" AS PERMISSIVE FOR UPDATE TO "almanac_app" USING ("calendar_feeds"."user_id" = almanac_user());--> statement-breakpoint
CREATE POLICY "add_own" ON "calendar_feeds" AS PERMISSIVE FOR INSERT TO "almanac_app" WITH CHECK ("calendar_feeds"."user_id" = almanac_user() and "calendar_feeds"."tenant_id" = any (almanac_tenants()));--> statement-breakpoint
CREATE POLICY "add" ON "calendar_feeds" AS PERMISSIVE FOR INSERT TO "almanac_app" WITH CHECK (almanac_works('*'));--> statement-breakpoint
CREATE POLICY "change" ON "calendar_feeds" AS PERMISSIVE FOR UPDATE TO "almanac_app" USING (almanac_works('*')) WITH CHECK (almanac_works('*'));--> statement-breakpoint
CREATE POLICY "remove" ON "calendar_feeds" AS PERMISSIVE FOR DELETE TO "almanac_app" USING (almanac_works('*'));--> statement-breakpoint
CREATE POLICY "see" ON "waiver_decisions" AS PERMISSIVE FOR SELECT TO "almanac_app" USING (exists (select from waivers v join windows w on w.id = v.window_id where v.id = "waiver_decisions"."waiver_id" and almanac_reads(w.service_id)));--> statement-breakpoint
CREATE POLICY "add" ON "waiver_decisions" AS PERMISSIVE FOR INSERT TO "almanac_app" WITH CHECK (exists (select from waivers v join windows w on w.id = v.window_id where v.id = "waiver_decisions"."waiver_id" and almanac_works(w.service_id)));--> statement-breakpoint
CREATE POLICY "change" ON "waiver_decisions" AS PERMISSIVE FOR UPDATE TO "almanac_app" USING (exists (select from waivers v join windows w on w.id = v.window_id where v.id = "waiver_decisions"."waiver_id" and almanac_works(w.service_id))) WITH CHECK (exists (select from waivers v join windows w on w.id = v.window_id where v.id = "waiver_decisions"."waiver_id" and almanac_works(w.service_id)));--> statement-breakpoint
CREATE POLICY "remove" ON "waiver_decisions" AS PERMISSIVE FOR DELETE TO "almanac_app" USING (exists (select from waivers v join windows w on w.id = v.window_id where v.id = "waiver_decisions"."waiver_id" and almanac_works(w.service_id)));--> statement-breakpoint
CREATE POLICY "see" ON "waivers" AS PERMISSIVE FOR SELECT TO "almanac_app" USING (exists (select from windows w where w.id = "waivers"."window_id" and ("waivers"."state" = 'granted' or almanac_reads(w.service_id))));--> statement-breakpoint
CREATE POLICY "add" ON "waivers" AS PERMISSIVE FOR INSERT TO "almanac_app" WITH CHECK (exists (select from windows w where w.id = "waivers"."window_id" and almanac_works(w.service_id)));--> statement-breakpoint
CREATE POLICY "change" ON "waivers" AS PERMISSIVE FOR UPDATE TO "almanac_app" USING (exists (select from windows w where w.id = "waivers"."window_id" and almanac_works(w.service_id))) WITH CHECK (exists (select from windows w where w.id = "waivers"."window_id" and almanac_works(w.service_id)));--> statement-breakpoint
CREATE POLICY "remove" ON "waivers" AS PERMISSIVE FOR DELETE TO "almanac_app" USING (exists (select from windows w where w.id = "waivers"."window_id" and almanac_works(w.service_id)));