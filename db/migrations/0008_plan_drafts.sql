-- Who may plan for a service, as lib/auth/rights.ts says; the system may. A draft is nothing for other staff to read.
CREATE FUNCTION almanac_plans(service text) RETURNS boolean STABLE LANGUAGE sql
  RETURN almanac_works(service) AND (almanac_user() IS NULL OR EXISTS (
    SELECT FROM memberships m WHERE m.user_id = almanac_user() AND m.role IN ('operator', 'scheduler')
      AND (m.service_id IS NULL OR m.service_id = service)));--> statement-breakpoint
CREATE TABLE "plan_drafts" (
	"id" text PRIMARY KEY NOT NULL,
	"service_id" text NOT NULL,
	"environment_id" text NOT NULL,
	"settings" jsonb NOT NULL,
	"made" jsonb NOT NULL,
	"windows" jsonb NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"saved_by" text,
	"saved_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "one_draft_an_environment" UNIQUE("environment_id"),
	CONSTRAINT "counts_up" CHECK ("plan_drafts"."version" > 0)
);
--> statement-breakpoint
ALTER TABLE "plan_drafts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "plan_drafts" ADD CONSTRAINT "plan_drafts_service_id_services_id_fk" FOREIGN KEY ("service_id") REFERENCES "public"."services"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_drafts" ADD CONSTRAINT "plan_drafts_environment_id_environments_id_fk" FOREIGN KEY ("environment_id") REFERENCES "public"."environments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_drafts" ADD CONSTRAINT "plan_drafts_saved_by_users_id_fk" FOREIGN KEY ("saved_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE POLICY "see" ON "plan_drafts" AS PERMISSIVE FOR SELECT TO "almanac_app" USING (almanac_plans("plan_drafts"."service_id"));--> statement-breakpoint
CREATE POLICY "add" ON "plan_drafts" AS PERMISSIVE FOR INSERT TO "almanac_app" WITH CHECK (almanac_plans("plan_drafts"."service_id"));--> statement-breakpoint
CREATE POLICY "change" ON "plan_drafts" AS PERMISSIVE FOR UPDATE TO "almanac_app" USING (almanac_plans("plan_drafts"."service_id")) WITH CHECK (almanac_plans("plan_drafts"."service_id"));--> statement-breakpoint
CREATE POLICY "remove" ON "plan_drafts" AS PERMISSIVE FOR DELETE TO "almanac_app" USING (almanac_plans("plan_drafts"."service_id"));--> statement-breakpoint
-- As the other tables: policies bind the owner too, the application gets what it needs.
ALTER TABLE plan_drafts FORCE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON plan_drafts TO almanac_app;
