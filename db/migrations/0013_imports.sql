CREATE TABLE "imports" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text,
	"person_id" text,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"windows" integer NOT NULL,
	"freezes" integer NOT NULL,
	"services" integer NOT NULL,
	"undone_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "imports" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "uploads" (
	"digest" text NOT NULL,
	"person_id" text NOT NULL,
	"name" text NOT NULL,
	"content" text NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "uploads_person_id_digest_pk" PRIMARY KEY("person_id","digest")
);
--> statement-breakpoint
ALTER TABLE "uploads" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "freezes" ADD COLUMN "import_id" text;--> statement-breakpoint
ALTER TABLE "services" ADD COLUMN "import_id" text;--> statement-breakpoint
ALTER TABLE "windows" ADD COLUMN "import_id" text;--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_person_id_users_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "uploads" ADD CONSTRAINT "uploads_person_id_users_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "freezes" ADD CONSTRAINT "freezes_import_id_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."imports"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "services" ADD CONSTRAINT "services_import_id_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."imports"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "windows" ADD CONSTRAINT "windows_import_id_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."imports"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE POLICY "see" ON "imports" AS PERMISSIVE FOR SELECT TO "almanac_app" USING (almanac_reads('*'));--> statement-breakpoint
CREATE POLICY "add" ON "imports" AS PERMISSIVE FOR INSERT TO "almanac_app" WITH CHECK (almanac_works('*'));--> statement-breakpoint
CREATE POLICY "change" ON "imports" AS PERMISSIVE FOR UPDATE TO "almanac_app" USING (almanac_works('*')) WITH CHECK (almanac_works('*'));--> statement-breakpoint
CREATE POLICY "remove" ON "imports" AS PERMISSIVE FOR DELETE TO "almanac_app" USING (almanac_works('*'));--> statement-breakpoint
CREATE POLICY "see" ON "uploads" AS PERMISSIVE FOR SELECT TO "almanac_app" USING (almanac_reads('*'));--> statement-breakpoint
CREATE POLICY "add" ON "uploads" AS PERMISSIVE FOR INSERT TO "almanac_app" WITH CHECK (almanac_works('*'));--> statement-breakpoint
CREATE POLICY "change" ON "uploads" AS PERMISSIVE FOR UPDATE TO "almanac_app" USING (almanac_works('*')) WITH CHECK (almanac_works('*'));--> statement-breakpoint
CREATE POLICY "remove" ON "uploads" AS PERMISSIVE FOR DELETE TO "almanac_app" USING (almanac_works('*'));--> statement-breakpoint
ALTER TABLE imports FORCE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON imports TO almanac_app;--> statement-breakpoint
ALTER TABLE uploads FORCE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON uploads TO almanac_app;
