CREATE TYPE "public"."audience" AS ENUM('public', 'internal', 'tenants');--> statement-breakpoint
CREATE TABLE "audit" (
	"id" text PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	"actor_id" text,
	"action" text NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" text NOT NULL,
	"service_id" text,
	"before" jsonb,
	"after" jsonb,
	"reason" text
);
--> statement-breakpoint
ALTER TABLE "audit" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "freezes" (
	"id" text PRIMARY KEY NOT NULL,
	"reference" text,
	"service_id" text NOT NULL,
	"kind" text NOT NULL,
	"title" jsonb NOT NULL,
	"exceptions" jsonb,
	"environments" text[] DEFAULT '{}' NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date NOT NULL,
	"time_zone" text NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	"published_at" timestamp (3) with time zone,
	"cancelled_at" timestamp (3) with time zone,
	"audience" "audience" DEFAULT 'public' NOT NULL,
	"tenants" text[] DEFAULT '{}' NOT NULL,
	"sequence" integer DEFAULT 0 NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"imported_from" text,
	CONSTRAINT "freezes_reference_unique" UNIQUE("reference"),
	CONSTRAINT "freeze_imported_once" UNIQUE("service_id","imported_from"),
	CONSTRAINT "known_kind" CHECK ("freezes"."kind" in ('annual', 'release', 'code_merge')),
	CONSTRAINT "ends_after_start" CHECK ("freezes"."ends_on" > "freezes"."starts_on" and "freezes"."ends_at" > "freezes"."starts_at"),
	CONSTRAINT "tenants_named" CHECK (("freezes"."audience" = 'tenants') = (cardinality("freezes"."tenants") > 0))
);
--> statement-breakpoint
ALTER TABLE "freezes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "incident_impacts" (
	"id" text PRIMARY KEY NOT NULL,
	"incident_id" text NOT NULL,
	"component_id" text NOT NULL,
	"environment_id" text NOT NULL,
	"state" text NOT NULL,
	CONSTRAINT "incident_impacts_incidentId_componentId_environmentId_unique" UNIQUE("incident_id","component_id","environment_id")
);
--> statement-breakpoint
ALTER TABLE "incident_impacts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "incident_messages" (
	"id" text PRIMARY KEY NOT NULL,
	"incident_id" text NOT NULL,
	"state" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"text" jsonb NOT NULL,
	"author_id" text
);
--> statement-breakpoint
ALTER TABLE "incident_messages" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "incidents" (
	"id" text PRIMARY KEY NOT NULL,
	"reference" text NOT NULL,
	"service_id" text NOT NULL,
	"window_id" text,
	"title" jsonb NOT NULL,
	"severity" text NOT NULL,
	"state" text DEFAULT 'investigating' NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"resolved_at" timestamp (3) with time zone,
	"review" jsonb,
	"reviewed_at" timestamp (3) with time zone,
	"opened_by_system" boolean DEFAULT false NOT NULL,
	"audience" "audience" DEFAULT 'public' NOT NULL,
	"tenants" text[] DEFAULT '{}' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "incidents_reference_unique" UNIQUE("reference"),
	CONSTRAINT "known_state" CHECK ("incidents"."state" in ('investigating', 'identified', 'monitoring', 'resolved') and "incidents"."severity" in ('low', 'medium', 'high')),
	CONSTRAINT "resolved_has_a_time" CHECK (("incidents"."state" = 'resolved') = ("incidents"."resolved_at" is not null)),
	CONSTRAINT "tenants_named" CHECK (("incidents"."audience" = 'tenants') = (cardinality("incidents"."tenants") > 0))
);
--> statement-breakpoint
ALTER TABLE "incidents" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "deliveries" (
	"id" text PRIMARY KEY NOT NULL,
	"notice_id" text NOT NULL,
	"recipient" text NOT NULL,
	"email" text NOT NULL,
	"language" text NOT NULL,
	"time_zone" text NOT NULL,
	"batch" integer NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_try_at" timestamp (3) with time zone NOT NULL,
	"first_tried_at" timestamp (3) with time zone,
	"claimed_until" timestamp (3) with time zone,
	"sent_at" timestamp (3) with time zone,
	"provider_id" text,
	"error" text,
	CONSTRAINT "deliveries_noticeId_recipient_unique" UNIQUE("notice_id","recipient"),
	CONSTRAINT "known_state" CHECK ("deliveries"."state" in ('waiting', 'sending', 'sent', 'failed', 'unknown'))
);
--> statement-breakpoint
ALTER TABLE "deliveries" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "notice_subjects" (
	"notice_id" text NOT NULL,
	"kind" text NOT NULL,
	"subject_id" text NOT NULL,
	CONSTRAINT "notice_subjects_notice_id_kind_subject_id_pk" PRIMARY KEY("notice_id","kind","subject_id")
);
--> statement-breakpoint
ALTER TABLE "notice_subjects" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "notices" (
	"id" text PRIMARY KEY NOT NULL,
	"event" text NOT NULL,
	"service_id" text,
	"audience" "audience" DEFAULT 'public' NOT NULL,
	"tenants" text[] DEFAULT '{}' NOT NULL,
	"payload" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"addressed_at" timestamp (3) with time zone,
	"envelope" jsonb
);
--> statement-breakpoint
ALTER TABLE "notices" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "subscribers" (
	"id" text PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"language" text NOT NULL,
	"time_zone" text NOT NULL,
	"everything" boolean DEFAULT true NOT NULL,
	"services" text[] DEFAULT '{}' NOT NULL,
	"kinds" text[] NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"confirmed_at" timestamp (3) with time zone,
	CONSTRAINT "subscribers_email_unique" UNIQUE("email"),
	CONSTRAINT "email_in_lower_case" CHECK ("subscribers"."email" = lower("subscribers"."email"))
);
--> statement-breakpoint
ALTER TABLE "subscribers" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "memberships" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"role" text NOT NULL,
	"service_id" text,
	"tenant_id" text,
	CONSTRAINT "memberships_userId_role_serviceId_tenantId_unique" UNIQUE NULLS NOT DISTINCT("user_id","role","service_id","tenant_id"),
	CONSTRAINT "role_fits" CHECK (case when "memberships"."role" in ('manager', 'member') then "memberships"."tenant_id" is not null and "memberships"."service_id" is null
               else "memberships"."tenant_id" is null and "memberships"."role" in ('operator', 'scheduler', 'approver', 'auditor', 'provider') end)
);
--> statement-breakpoint
ALTER TABLE "memberships" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "rate_limits" (
	"key" text NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "rate_limits_key_startsAt_unique" UNIQUE("key","starts_at")
);
--> statement-breakpoint
ALTER TABLE "rate_limits" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "tenants" (
	"id" text PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"name" jsonb NOT NULL,
	"service_id" text NOT NULL,
	"internal" boolean NOT NULL,
	CONSTRAINT "tenants_slug_unique" UNIQUE("slug")
);
--> statement-breakpoint
ALTER TABLE "tenants" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "users" (
	"id" text PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"password_hash" text,
	"language" text DEFAULT 'en' NOT NULL,
	"time_zone" text NOT NULL,
	"wants_mail" boolean DEFAULT true NOT NULL,
	"session_epoch" integer DEFAULT 0 NOT NULL,
	"failed_sign_ins" integer DEFAULT 0 NOT NULL,
	"locked_until" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "users_email_unique" UNIQUE("email"),
	CONSTRAINT "email_in_lower_case" CHECK ("users"."email" = lower("users"."email"))
);
--> statement-breakpoint
ALTER TABLE "users" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "edition" (
	"id" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"number" bigint DEFAULT 0 NOT NULL,
	"raised_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "portal" (
	"id" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"name" jsonb NOT NULL,
	"time_zone" text NOT NULL,
	"demo" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "one_row" CHECK ("portal"."id" = 1)
);
--> statement-breakpoint
ALTER TABLE "portal" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "releases" (
	"id" text PRIMARY KEY NOT NULL,
	"reference" text,
	"service_id" text NOT NULL,
	"title" jsonb NOT NULL,
	"version" text NOT NULL,
	"type" text NOT NULL,
	"scope" text DEFAULT 'tentative' NOT NULL,
	"target_on" date,
	"pinned" boolean DEFAULT false NOT NULL,
	"summary" jsonb,
	"window_id" text,
	"audience" "audience" DEFAULT 'public' NOT NULL,
	"tenants" text[] DEFAULT '{}' NOT NULL,
	"imported_from" text,
	CONSTRAINT "releases_reference_unique" UNIQUE("reference"),
	CONSTRAINT "release_imported_once" UNIQUE("service_id","imported_from"),
	CONSTRAINT "known_scope" CHECK ("releases"."scope" in ('tentative', 'final')),
	CONSTRAINT "tenants_named" CHECK (("releases"."audience" = 'tenants') = (cardinality("releases"."tenants") > 0))
);
--> statement-breakpoint
ALTER TABLE "releases" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "components" (
	"id" text PRIMARY KEY NOT NULL,
	"service_id" text NOT NULL,
	"slug" text NOT NULL,
	"name" jsonb NOT NULL,
	"group" jsonb,
	"provider_id" text,
	"critical" boolean DEFAULT false NOT NULL,
	"open_to_users" boolean DEFAULT true NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "components_serviceId_slug_unique" UNIQUE("service_id","slug")
);
--> statement-breakpoint
ALTER TABLE "components" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "environments" (
	"id" text PRIMARY KEY NOT NULL,
	"service_id" text NOT NULL,
	"slug" text NOT NULL,
	"name" jsonb NOT NULL,
	"live" boolean DEFAULT false NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	"audience" "audience" DEFAULT 'public' NOT NULL,
	"tenants" text[] DEFAULT '{}' NOT NULL,
	CONSTRAINT "environments_serviceId_slug_unique" UNIQUE("service_id","slug")
);
--> statement-breakpoint
ALTER TABLE "environments" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "holidays" (
	"id" text PRIMARY KEY NOT NULL,
	"calendar" text,
	"service_id" text,
	"day" date NOT NULL,
	"name" jsonb NOT NULL,
	CONSTRAINT "holidays_calendar_serviceId_day_unique" UNIQUE NULLS NOT DISTINCT("calendar","service_id","day"),
	CONSTRAINT "of_a_calendar_or_a_service" CHECK (num_nonnulls("holidays"."calendar", "holidays"."service_id") = 1)
);
--> statement-breakpoint
ALTER TABLE "holidays" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "policies" (
	"id" text PRIMARY KEY NOT NULL,
	"service_id" text NOT NULL,
	"version" integer NOT NULL,
	"in_force_from" date NOT NULL,
	"rules" jsonb NOT NULL,
	CONSTRAINT "policies_serviceId_version_unique" UNIQUE("service_id","version")
);
--> statement-breakpoint
ALTER TABLE "policies" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "providers" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	CONSTRAINT "providers_name_unique" UNIQUE("name")
);
--> statement-breakpoint
ALTER TABLE "providers" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "services" (
	"id" text PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"letter" text,
	"name" jsonb NOT NULL,
	"time_zone" text NOT NULL,
	"position" integer DEFAULT 1000 NOT NULL,
	"imported_as" text,
	CONSTRAINT "services_slug_unique" UNIQUE("slug"),
	CONSTRAINT "services_importedAs_unique" UNIQUE("imported_as")
);
--> statement-breakpoint
ALTER TABLE "services" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "statuses" (
	"id" text PRIMARY KEY NOT NULL,
	"component_id" text NOT NULL,
	"environment_id" text NOT NULL,
	"state" text NOT NULL,
	"note" jsonb,
	"since" timestamp (3) with time zone NOT NULL,
	"until" timestamp (3) with time zone,
	"window_id" text,
	"incident_id" text,
	CONSTRAINT "known_state" CHECK ("statuses"."state" in ('working', 'degraded', 'partial', 'major', 'maintenance', 'unknown')),
	CONSTRAINT "forward" CHECK ("statuses"."until" >= "statuses"."since")
);
--> statement-breakpoint
ALTER TABLE "statuses" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "stream_environments" (
	"stream_id" text NOT NULL,
	"environment_id" text NOT NULL,
	"position" integer NOT NULL,
	CONSTRAINT "stream_environments_stream_id_environment_id_pk" PRIMARY KEY("stream_id","environment_id")
);
--> statement-breakpoint
ALTER TABLE "stream_environments" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "streams" (
	"id" text PRIMARY KEY NOT NULL,
	"service_id" text NOT NULL,
	"name" jsonb NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"position" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
ALTER TABLE "streams" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "changes" (
	"id" text PRIMARY KEY NOT NULL,
	"window_id" text NOT NULL,
	"title" jsonb NOT NULL,
	"position" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
ALTER TABLE "changes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "reference_series" (
	"series" text PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"last" integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE "reference_series" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "window_impacts" (
	"id" text PRIMARY KEY NOT NULL,
	"window_id" text NOT NULL,
	"component_id" text NOT NULL,
	"environment_id" text NOT NULL,
	"impact" text NOT NULL,
	"note" jsonb,
	CONSTRAINT "window_impacts_windowId_componentId_environmentId_unique" UNIQUE("window_id","component_id","environment_id"),
	CONSTRAINT "known_impact" CHECK ("window_impacts"."impact" in ('no_impact', 'reduced_redundancy', 'degraded', 'outage'))
);
--> statement-breakpoint
ALTER TABLE "window_impacts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "window_messages" (
	"id" text PRIMARY KEY NOT NULL,
	"window_id" text NOT NULL,
	"kind" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"text" jsonb,
	"facts" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"author_id" text
);
--> statement-breakpoint
ALTER TABLE "window_messages" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "windows" (
	"id" text PRIMARY KEY NOT NULL,
	"reference" text,
	"service_id" text NOT NULL,
	"environment_id" text,
	"kind" text NOT NULL,
	"state" text DEFAULT 'draft' NOT NULL,
	"title" jsonb NOT NULL,
	"description" jsonb,
	"user_changes" jsonb,
	"migration" boolean DEFAULT false NOT NULL,
	"rollback_infrastructure" jsonb,
	"rollback_services" jsonb,
	"rollback_data" jsonb,
	"audience" "audience" DEFAULT 'public' NOT NULL,
	"tenants" text[] DEFAULT '{}' NOT NULL,
	"starts_local" timestamp (0) without time zone NOT NULL,
	"minutes" integer NOT NULL,
	"time_zone" text NOT NULL,
	"downtime_after" integer,
	"downtime_minutes" integer,
	"effect" jsonb,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	"announced_starts_at" timestamp (3) with time zone,
	"announced_ends_at" timestamp (3) with time zone,
	"announced_downtime_ends_at" timestamp (3) with time zone,
	"started_at" timestamp (3) with time zone,
	"verifying_at" timestamp (3) with time zone,
	"finished_at" timestamp (3) with time zone,
	"published_at" timestamp (3) with time zone,
	"announced_at" timestamp (3) with time zone,
	"cancelled_at" timestamp (3) with time zone,
	"rollback_said_at" timestamp (3) with time zone,
	"auto_start" boolean DEFAULT false NOT NULL,
	"reminded_of" timestamp (3) with time zone,
	"overrun_handled_at" timestamp (3) with time zone,
	"sequence" integer DEFAULT 0 NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"imported_from" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "windows_reference_unique" UNIQUE("reference"),
	CONSTRAINT "imported_once" UNIQUE("service_id","imported_from"),
	CONSTRAINT "known_state" CHECK ("windows"."state" in ('draft', 'planned', 'announced', 'in_progress', 'verifying', 'completed', 'rolled_back', 'cancelled')),
	CONSTRAINT "ends_after_start" CHECK ("windows"."ends_at" > "windows"."starts_at" and "windows"."minutes" > 0),
	CONSTRAINT "downtime_inside" CHECK (("windows"."downtime_after" is null) = ("windows"."downtime_minutes" is null) and coalesce("windows"."downtime_after" >= 0 and "windows"."downtime_minutes" > 0 and "windows"."downtime_after" + "windows"."downtime_minutes" <= "windows"."minutes", true)),
	CONSTRAINT "published_has_reference" CHECK ("windows"."state" = 'draft' or "windows"."reference" is not null),
	CONSTRAINT "tenants_named" CHECK (("windows"."audience" = 'tenants') = (cardinality("windows"."tenants") > 0)),
	CONSTRAINT "title_in_a_language" CHECK (coalesce("windows"."title" ->> 'en', "windows"."title" ->> 'hi', '') <> ''),
	CONSTRAINT "rollback_said_before_closing" CHECK ("windows"."state" <> 'rolled_back' or "windows"."rollback_said_at" is not null)
);
--> statement-breakpoint
ALTER TABLE "windows" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "freezes" ADD CONSTRAINT "freezes_service_id_services_id_fk" FOREIGN KEY ("service_id") REFERENCES "public"."services"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incident_impacts" ADD CONSTRAINT "incident_impacts_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incidents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incident_impacts" ADD CONSTRAINT "incident_impacts_component_id_components_id_fk" FOREIGN KEY ("component_id") REFERENCES "public"."components"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incident_impacts" ADD CONSTRAINT "incident_impacts_environment_id_environments_id_fk" FOREIGN KEY ("environment_id") REFERENCES "public"."environments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incident_messages" ADD CONSTRAINT "incident_messages_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incidents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incidents" ADD CONSTRAINT "incidents_service_id_services_id_fk" FOREIGN KEY ("service_id") REFERENCES "public"."services"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incidents" ADD CONSTRAINT "incidents_window_id_windows_id_fk" FOREIGN KEY ("window_id") REFERENCES "public"."windows"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_notice_id_notices_id_fk" FOREIGN KEY ("notice_id") REFERENCES "public"."notices"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_subjects" ADD CONSTRAINT "notice_subjects_notice_id_notices_id_fk" FOREIGN KEY ("notice_id") REFERENCES "public"."notices"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_service_id_services_id_fk" FOREIGN KEY ("service_id") REFERENCES "public"."services"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_service_id_services_id_fk" FOREIGN KEY ("service_id") REFERENCES "public"."services"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tenants" ADD CONSTRAINT "tenants_service_id_services_id_fk" FOREIGN KEY ("service_id") REFERENCES "public"."services"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "releases" ADD CONSTRAINT "releases_service_id_services_id_fk" FOREIGN KEY ("service_id") REFERENCES "public"."services"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "releases" ADD CONSTRAINT "releases_window_id_windows_id_fk" FOREIGN KEY ("window_id") REFERENCES "public"."windows"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "components" ADD CONSTRAINT "components_service_id_services_id_fk" FOREIGN KEY ("service_id") REFERENCES "public"."services"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "components" ADD CONSTRAINT "components_provider_id_providers_id_fk" FOREIGN KEY ("provider_id") REFERENCES "public"."providers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "environments" ADD CONSTRAINT "environments_service_id_services_id_fk" FOREIGN KEY ("service_id") REFERENCES "public"."services"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "holidays" ADD CONSTRAINT "holidays_service_id_services_id_fk" FOREIGN KEY ("service_id") REFERENCES "public"."services"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policies" ADD CONSTRAINT "policies_service_id_services_id_fk" FOREIGN KEY ("service_id") REFERENCES "public"."services"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "statuses" ADD CONSTRAINT "statuses_component_id_components_id_fk" FOREIGN KEY ("component_id") REFERENCES "public"."components"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "statuses" ADD CONSTRAINT "statuses_environment_id_environments_id_fk" FOREIGN KEY ("environment_id") REFERENCES "public"."environments"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stream_environments" ADD CONSTRAINT "stream_environments_stream_id_streams_id_fk" FOREIGN KEY ("stream_id") REFERENCES "public"."streams"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stream_environments" ADD CONSTRAINT "stream_environments_environment_id_environments_id_fk" FOREIGN KEY ("environment_id") REFERENCES "public"."environments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "streams" ADD CONSTRAINT "streams_service_id_services_id_fk" FOREIGN KEY ("service_id") REFERENCES "public"."services"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "changes" ADD CONSTRAINT "changes_window_id_windows_id_fk" FOREIGN KEY ("window_id") REFERENCES "public"."windows"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "window_impacts" ADD CONSTRAINT "window_impacts_window_id_windows_id_fk" FOREIGN KEY ("window_id") REFERENCES "public"."windows"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "window_impacts" ADD CONSTRAINT "window_impacts_component_id_components_id_fk" FOREIGN KEY ("component_id") REFERENCES "public"."components"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "window_impacts" ADD CONSTRAINT "window_impacts_environment_id_environments_id_fk" FOREIGN KEY ("environment_id") REFERENCES "public"."environments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "window_messages" ADD CONSTRAINT "window_messages_window_id_windows_id_fk" FOREIGN KEY ("window_id") REFERENCES "public"."windows"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "windows" ADD CONSTRAINT "windows_service_id_services_id_fk" FOREIGN KEY ("service_id") REFERENCES "public"."services"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "windows" ADD CONSTRAINT "windows_environment_id_environments_id_fk" FOREIGN KEY ("environment_id") REFERENCES "public"."environments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_at_index" ON "audit" USING btree ("at");--> statement-breakpoint
CREATE INDEX "audit_subject_kind_subject_id_at_index" ON "audit" USING btree ("subject_kind","subject_id","at");--> statement-breakpoint
CREATE INDEX "freezes_starts_at_ends_at_index" ON "freezes" USING btree ("starts_at","ends_at");--> statement-breakpoint
CREATE INDEX "incident_messages_incident_id_at_index" ON "incident_messages" USING btree ("incident_id","at");--> statement-breakpoint
CREATE INDEX "incidents_started_at_index" ON "incidents" USING btree ("started_at");--> statement-breakpoint
CREATE INDEX "deliveries_due" ON "deliveries" USING btree ("next_try_at") WHERE state in ('waiting', 'sending');--> statement-breakpoint
CREATE INDEX "deliveries_by_notice" ON "deliveries" USING btree ("notice_id","batch");--> statement-breakpoint
CREATE INDEX "notice_subjects_kind_subject_id_index" ON "notice_subjects" USING btree ("kind","subject_id");--> statement-breakpoint
CREATE INDEX "notices_to_address" ON "notices" USING btree ("created_at") WHERE addressed_at is null;--> statement-breakpoint
CREATE INDEX "notices_created_at_index" ON "notices" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "memberships_tenant_id_index" ON "memberships" USING btree ("tenant_id");--> statement-breakpoint
CREATE INDEX "releases_service_id_target_on_index" ON "releases" USING btree ("service_id","target_on");--> statement-breakpoint
CREATE INDEX "statuses_history" ON "statuses" USING btree ("environment_id","component_id","since");--> statement-breakpoint
CREATE INDEX "changes_window_id_index" ON "changes" USING btree ("window_id");--> statement-breakpoint
CREATE UNIQUE INDEX "code_of_one_series" ON "reference_series" USING btree ("code") WHERE code <> '';--> statement-breakpoint
CREATE INDEX "window_messages_window_id_at_index" ON "window_messages" USING btree ("window_id","at");--> statement-breakpoint
CREATE INDEX "windows_by_time" ON "windows" USING btree ("starts_at","ends_at");--> statement-breakpoint
CREATE INDEX "windows_by_service" ON "windows" USING btree ("service_id","starts_at");--> statement-breakpoint
CREATE INDEX "windows_running" ON "windows" USING btree ("state") WHERE state in ('announced', 'in_progress', 'verifying');--> statement-breakpoint
CREATE POLICY "see" ON "audit" AS PERMISSIVE FOR SELECT TO "almanac_app" USING (almanac_reads(coalesce("audit"."service_id", '*')));--> statement-breakpoint
CREATE POLICY "add" ON "audit" AS PERMISSIVE FOR INSERT TO "almanac_app" WITH CHECK ("audit"."actor_id" is not distinct from almanac_user());--> statement-breakpoint
CREATE POLICY "see" ON "freezes" AS PERMISSIVE FOR SELECT TO "almanac_app" USING (almanac_reads("freezes"."service_id") or ("freezes"."published_at" is not null and ("freezes"."audience" = 'public' or ("freezes"."audience" = 'tenants' and "freezes"."tenants" && (select almanac_tenants())))));--> statement-breakpoint
CREATE POLICY "add" ON "freezes" AS PERMISSIVE FOR INSERT TO "almanac_app" WITH CHECK (almanac_works("freezes"."service_id"));--> statement-breakpoint
CREATE POLICY "change" ON "freezes" AS PERMISSIVE FOR UPDATE TO "almanac_app" USING (almanac_works("freezes"."service_id")) WITH CHECK (almanac_works("freezes"."service_id"));--> statement-breakpoint
CREATE POLICY "remove" ON "freezes" AS PERMISSIVE FOR DELETE TO "almanac_app" USING (almanac_works("freezes"."service_id"));--> statement-breakpoint
CREATE POLICY "see" ON "incident_impacts" AS PERMISSIVE FOR SELECT TO "almanac_app" USING (exists (select from incidents i where i.id = "incident_impacts"."incident_id"));--> statement-breakpoint
CREATE POLICY "add" ON "incident_impacts" AS PERMISSIVE FOR INSERT TO "almanac_app" WITH CHECK (exists (select from incidents i where i.id = "incident_impacts"."incident_id" and almanac_works(i.service_id)));--> statement-breakpoint
CREATE POLICY "change" ON "incident_impacts" AS PERMISSIVE FOR UPDATE TO "almanac_app" USING (exists (select from incidents i where i.id = "incident_impacts"."incident_id" and almanac_works(i.service_id))) WITH CHECK (exists (select from incidents i where i.id = "incident_impacts"."incident_id" and almanac_works(i.service_id)));--> statement-breakpoint
CREATE POLICY "remove" ON "incident_impacts" AS PERMISSIVE FOR DELETE TO "almanac_app" USING (exists (select from incidents i where i.id = "incident_impacts"."incident_id" and almanac_works(i.service_id)));--> statement-breakpoint
CREATE POLICY "see" ON "incident_messages" AS PERMISSIVE FOR SELECT TO "almanac_app" USING (exists (select from incidents i where i.id = "incident_messages"."incident_id"));--> statement-breakpoint
CREATE POLICY "add" ON "incident_messages" AS PERMISSIVE FOR INSERT TO "almanac_app" WITH CHECK (exists (select from incidents i where i.id = "incident_messages"."incident_id" and almanac_works(i.service_id)));--> statement-breakpoint
CREATE POLICY "change" ON "incident_messages" AS PERMISSIVE FOR UPDATE TO "almanac_app" USING (exists (select from incidents i where i.id = "incident_messages"."incident_id" and almanac_works(i.service_id))) WITH CHECK (exists (select from incidents i where i.id = "incident_messages"."incident_id" and almanac_works(i.service_id)));--> statement-breakpoint
CREATE POLICY "remove" ON "incident_messages" AS PERMISSIVE FOR DELETE TO "almanac_app" USING (exists (select from incidents i where i.id = "incident_messages"."incident_id" and almanac_works(i.service_id)));--> statement-breakpoint
CREATE POLICY "see" ON "incidents" AS PERMISSIVE FOR SELECT TO "almanac_app" USING (almanac_reads("incidents"."service_id") or (true and ("incidents"."audience" = 'public' or ("incidents"."audience" = 'tenants' and "incidents"."tenants" && (select almanac_tenants())))));--> statement-breakpoint
CREATE POLICY "add" ON "incidents" AS PERMISSIVE FOR INSERT TO "almanac_app" WITH CHECK (almanac_works("incidents"."service_id"));--> statement-breakpoint
CREATE POLICY "change" ON "incidents" AS PERMISSIVE FOR UPDATE TO "almanac_app" USING (almanac_works("incidents"."service_id")) WITH CHECK (almanac_works("incidents"."service_id"));--> statement-breakpoint
CREATE POLICY "remove" ON "incidents" AS PERMISSIVE FOR DELETE TO "almanac_app" USING (almanac_works("incidents"."service_id"));--> statement-breakpoint
CREATE POLICY "see" ON "deliveries" AS PERMISSIVE FOR SELECT TO "almanac_app" USING (exists (select from notices n where n.id = "deliveries"."notice_id"));--> statement-breakpoint
CREATE POLICY "add" ON "deliveries" AS PERMISSIVE FOR INSERT TO "almanac_app" WITH CHECK (exists (select from notices n where n.id = "deliveries"."notice_id"));--> statement-breakpoint
CREATE POLICY "change" ON "deliveries" AS PERMISSIVE FOR UPDATE TO "almanac_app" USING (exists (select from notices n where n.id = "deliveries"."notice_id")) WITH CHECK (exists (select from notices n where n.id = "deliveries"."notice_id"));--> statement-breakpoint
CREATE POLICY "remove" ON "deliveries" AS PERMISSIVE FOR DELETE TO "almanac_app" USING (exists (select from notices n where n.id = "deliveries"."notice_id"));--> statement-breakpoint
CREATE POLICY "see" ON "notice_subjects" AS PERMISSIVE FOR SELECT TO "almanac_app" USING (exists (select from notices n where n.id = "notice_subjects"."notice_id"));--> statement-breakpoint
CREATE POLICY "add" ON "notice_subjects" AS PERMISSIVE FOR INSERT TO "almanac_app" WITH CHECK (exists (select from notices n where n.id = "notice_subjects"."notice_id"));--> statement-breakpoint
CREATE POLICY "change" ON "notice_subjects" AS PERMISSIVE FOR UPDATE TO "almanac_app" USING (exists (select from notices n where n.id = "notice_subjects"."notice_id")) WITH CHECK (exists (select from notices n where n.id = "notice_subjects"."notice_id"));--> statement-breakpoint
CREATE POLICY "remove" ON "notice_subjects" AS PERMISSIVE FOR DELETE TO "almanac_app" USING (exists (select from notices n where n.id = "notice_subjects"."notice_id"));--> statement-breakpoint
CREATE POLICY "see" ON "notices" AS PERMISSIVE FOR SELECT TO "almanac_app" USING (almanac_reads(coalesce("notices"."service_id", '*')));--> statement-breakpoint
CREATE POLICY "add" ON "notices" AS PERMISSIVE FOR INSERT TO "almanac_app" WITH CHECK (almanac_works(coalesce("notices"."service_id", '*')));--> statement-breakpoint
CREATE POLICY "change" ON "notices" AS PERMISSIVE FOR UPDATE TO "almanac_app" USING (almanac_works(coalesce("notices"."service_id", '*'))) WITH CHECK (almanac_works(coalesce("notices"."service_id", '*')));--> statement-breakpoint
CREATE POLICY "remove" ON "notices" AS PERMISSIVE FOR DELETE TO "almanac_app" USING (almanac_works(coalesce("notices"."service_id", '*')));--> statement-breakpoint
CREATE POLICY "see" ON "subscribers" AS PERMISSIVE FOR SELECT TO "almanac_app" USING (almanac_reads('*'));--> statement-breakpoint
CREATE POLICY "add" ON "subscribers" AS PERMISSIVE FOR INSERT TO "almanac_app" WITH CHECK (almanac_works('*'));--> statement-breakpoint
CREATE POLICY "change" ON "subscribers" AS PERMISSIVE FOR UPDATE TO "almanac_app" USING (almanac_works('*')) WITH CHECK (almanac_works('*'));--> statement-breakpoint
CREATE POLICY "remove" ON "subscribers" AS PERMISSIVE FOR DELETE TO "almanac_app" USING (almanac_works('*'));--> statement-breakpoint
CREATE POLICY "see" ON "memberships" AS PERMISSIVE FOR SELECT TO "almanac_app" USING ("memberships"."user_id" = almanac_user() or almanac_reads('*'));--> statement-breakpoint
CREATE POLICY "add" ON "memberships" AS PERMISSIVE FOR INSERT TO "almanac_app" WITH CHECK (almanac_works('*'));--> statement-breakpoint
CREATE POLICY "change" ON "memberships" AS PERMISSIVE FOR UPDATE TO "almanac_app" USING (almanac_works('*')) WITH CHECK (almanac_works('*'));--> statement-breakpoint
CREATE POLICY "remove" ON "memberships" AS PERMISSIVE FOR DELETE TO "almanac_app" USING (almanac_works('*'));--> statement-breakpoint
CREATE POLICY "see" ON "rate_limits" AS PERMISSIVE FOR SELECT TO "almanac_app" USING (almanac_reads('*'));--> statement-breakpoint
CREATE POLICY "add" ON "rate_limits" AS PERMISSIVE FOR INSERT TO "almanac_app" WITH CHECK (almanac_works('*'));--> statement-breakpoint
CREATE POLICY "change" ON "rate_limits" AS PERMISSIVE FOR UPDATE TO "almanac_app" USING (almanac_works('*')) WITH CHECK (almanac_works('*'));--> statement-breakpoint
CREATE POLICY "remove" ON "rate_limits" AS PERMISSIVE FOR DELETE TO "almanac_app" USING (almanac_works('*'));--> statement-breakpoint
CREATE POLICY "see" ON "tenants" AS PERMISSIVE FOR SELECT TO "almanac_app" USING (almanac_reads("tenants"."service_id") or "tenants"."id" = any (almanac_tenants()));--> statement-breakpoint
CREATE POLICY "add" ON "tenants" AS PERMISSIVE FOR INSERT TO "almanac_app" WITH CHECK (almanac_works("tenants"."service_id"));--> statement-breakpoint
CREATE POLICY "change" ON "tenants" AS PERMISSIVE FOR UPDATE TO "almanac_app" USING (almanac_works("tenants"."service_id")) WITH CHECK (almanac_works("tenants"."service_id"));--> statement-breakpoint
CREATE POLICY "remove" ON "tenants" AS PERMISSIVE FOR DELETE TO "almanac_app" USING (almanac_works("tenants"."service_id"));--> statement-breakpoint
CREATE POLICY "see" ON "users" AS PERMISSIVE FOR SELECT TO "almanac_app" USING ("users"."id" = almanac_user() or current_setting('almanac.reads', true) <> '');--> statement-breakpoint
CREATE POLICY "change_oneself" ON "users" AS PERMISSIVE FOR UPDATE TO "almanac_app" USING ("users"."id" = almanac_user());--> statement-breakpoint
CREATE POLICY "add" ON "users" AS PERMISSIVE FOR INSERT TO "almanac_app" WITH CHECK (almanac_works('*'));--> statement-breakpoint
CREATE POLICY "change" ON "users" AS PERMISSIVE FOR UPDATE TO "almanac_app" USING (almanac_works('*')) WITH CHECK (almanac_works('*'));--> statement-breakpoint
CREATE POLICY "remove" ON "users" AS PERMISSIVE FOR DELETE TO "almanac_app" USING (almanac_works('*'));--> statement-breakpoint
CREATE POLICY "see" ON "portal" AS PERMISSIVE FOR SELECT TO "almanac_app" USING (true);--> statement-breakpoint
CREATE POLICY "add" ON "portal" AS PERMISSIVE FOR INSERT TO "almanac_app" WITH CHECK (almanac_works('*'));--> statement-breakpoint
CREATE POLICY "change" ON "portal" AS PERMISSIVE FOR UPDATE TO "almanac_app" USING (almanac_works('*')) WITH CHECK (almanac_works('*'));--> statement-breakpoint
CREATE POLICY "remove" ON "portal" AS PERMISSIVE FOR DELETE TO "almanac_app" USING (almanac_works('*'));--> statement-breakpoint
CREATE POLICY "see" ON "releases" AS PERMISSIVE FOR SELECT TO "almanac_app" USING (almanac_reads("releases"."service_id") or ("releases"."reference" is not null and ("releases"."audience" = 'public' or ("releases"."audience" = 'tenants' and "releases"."tenants" && (select almanac_tenants())))));--> statement-breakpoint
CREATE POLICY "add" ON "releases" AS PERMISSIVE FOR INSERT TO "almanac_app" WITH CHECK (almanac_works("releases"."service_id"));--> statement-breakpoint
CREATE POLICY "change" ON "releases" AS PERMISSIVE FOR UPDATE TO "almanac_app" USING (almanac_works("releases"."service_id")) WITH CHECK (almanac_works("releases"."service_id"));--> statement-breakpoint
CREATE POLICY "remove" ON "releases" AS PERMISSIVE FOR DELETE TO "almanac_app" USING (almanac_works("releases"."service_id"));--> statement-breakpoint
CREATE POLICY "see" ON "components" AS PERMISSIVE FOR SELECT TO "almanac_app" USING (true);--> statement-breakpoint
CREATE POLICY "add" ON "components" AS PERMISSIVE FOR INSERT TO "almanac_app" WITH CHECK (almanac_works("components"."service_id"));--> statement-breakpoint
CREATE POLICY "change" ON "components" AS PERMISSIVE FOR UPDATE TO "almanac_app" USING (almanac_works("components"."service_id")) WITH CHECK (almanac_works("components"."service_id"));--> statement-breakpoint
CREATE POLICY "remove" ON "components" AS PERMISSIVE FOR DELETE TO "almanac_app" USING (almanac_works("components"."service_id"));--> statement-breakpoint
CREATE POLICY "see" ON "environments" AS PERMISSIVE FOR SELECT TO "almanac_app" USING (almanac_reads("environments"."service_id") or (true and ("environments"."audience" = 'public' or ("environments"."audience" = 'tenants' and "environments"."tenants" && (select almanac_tenants())))));--> statement-breakpoint
CREATE POLICY "add" ON "environments" AS PERMISSIVE FOR INSERT TO "almanac_app" WITH CHECK (almanac_works("environments"."service_id"));--> statement-breakpoint
CREATE POLICY "change" ON "environments" AS PERMISSIVE FOR UPDATE TO "almanac_app" USING (almanac_works("environments"."service_id")) WITH CHECK (almanac_works("environments"."service_id"));--> statement-breakpoint
CREATE POLICY "remove" ON "environments" AS PERMISSIVE FOR DELETE TO "almanac_app" USING (almanac_works("environments"."service_id"));--> statement-breakpoint
CREATE POLICY "see" ON "holidays" AS PERMISSIVE FOR SELECT TO "almanac_app" USING (true);--> statement-breakpoint
CREATE POLICY "add" ON "holidays" AS PERMISSIVE FOR INSERT TO "almanac_app" WITH CHECK (almanac_works('*'));--> statement-breakpoint
CREATE POLICY "change" ON "holidays" AS PERMISSIVE FOR UPDATE TO "almanac_app" USING (almanac_works('*')) WITH CHECK (almanac_works('*'));--> statement-breakpoint
CREATE POLICY "remove" ON "holidays" AS PERMISSIVE FOR DELETE TO "almanac_app" USING (almanac_works('*'));--> statement-breakpoint
CREATE POLICY "see" ON "policies" AS PERMISSIVE FOR SELECT TO "almanac_app" USING (true);--> statement-breakpoint
CREATE POLICY "add" ON "policies" AS PERMISSIVE FOR INSERT TO "almanac_app" WITH CHECK (almanac_works("policies"."service_id"));--> statement-breakpoint
CREATE POLICY "change" ON "policies" AS PERMISSIVE FOR UPDATE TO "almanac_app" USING (almanac_works("policies"."service_id")) WITH CHECK (almanac_works("policies"."service_id"));--> statement-breakpoint
CREATE POLICY "remove" ON "policies" AS PERMISSIVE FOR DELETE TO "almanac_app" USING (almanac_works("policies"."service_id"));--> statement-breakpoint
CREATE POLICY "see" ON "providers" AS PERMISSIVE FOR SELECT TO "almanac_app" USING (true);--> statement-breakpoint
CREATE POLICY "add" ON "providers" AS PERMISSIVE FOR INSERT TO "almanac_app" WITH CHECK (almanac_works('*'));--> statement-breakpoint
CREATE POLICY "change" ON "providers" AS PERMISSIVE FOR UPDATE TO "almanac_app" USING (almanac_works('*')) WITH CHECK (almanac_works('*'));--> statement-breakpoint
CREATE POLICY "remove" ON "providers" AS PERMISSIVE FOR DELETE TO "almanac_app" USING (almanac_works('*'));--> statement-breakpoint
CREATE POLICY "see" ON "services" AS PERMISSIVE FOR SELECT TO "almanac_app" USING (true);--> statement-breakpoint
CREATE POLICY "add" ON "services" AS PERMISSIVE FOR INSERT TO "almanac_app" WITH CHECK (almanac_works("services"."id"));--> statement-breakpoint
CREATE POLICY "change" ON "services" AS PERMISSIVE FOR UPDATE TO "almanac_app" USING (almanac_works("services"."id")) WITH CHECK (almanac_works("services"."id"));--> statement-breakpoint
CREATE POLICY "remove" ON "services" AS PERMISSIVE FOR DELETE TO "almanac_app" USING (almanac_works("services"."id"));--> statement-breakpoint
CREATE POLICY "see" ON "statuses" AS PERMISSIVE FOR SELECT TO "almanac_app" USING (exists (select from environments e where e.id = "statuses"."environment_id"));--> statement-breakpoint
CREATE POLICY "add" ON "statuses" AS PERMISSIVE FOR INSERT TO "almanac_app" WITH CHECK (exists (select from environments e where e.id = "statuses"."environment_id" and almanac_works(e.service_id)));--> statement-breakpoint
CREATE POLICY "change" ON "statuses" AS PERMISSIVE FOR UPDATE TO "almanac_app" USING (exists (select from environments e where e.id = "statuses"."environment_id" and almanac_works(e.service_id))) WITH CHECK (exists (select from environments e where e.id = "statuses"."environment_id" and almanac_works(e.service_id)));--> statement-breakpoint
CREATE POLICY "remove" ON "statuses" AS PERMISSIVE FOR DELETE TO "almanac_app" USING (exists (select from environments e where e.id = "statuses"."environment_id" and almanac_works(e.service_id)));--> statement-breakpoint
CREATE POLICY "see" ON "stream_environments" AS PERMISSIVE FOR SELECT TO "almanac_app" USING (exists (select from environments e where e.id = "stream_environments"."environment_id"));--> statement-breakpoint
CREATE POLICY "add" ON "stream_environments" AS PERMISSIVE FOR INSERT TO "almanac_app" WITH CHECK (exists (select from streams s where s.id = "stream_environments"."stream_id" and almanac_works(s.service_id)));--> statement-breakpoint
CREATE POLICY "change" ON "stream_environments" AS PERMISSIVE FOR UPDATE TO "almanac_app" USING (exists (select from streams s where s.id = "stream_environments"."stream_id" and almanac_works(s.service_id))) WITH CHECK (exists (select from streams s where s.id = "stream_environments"."stream_id" and almanac_works(s.service_id)));--> statement-breakpoint
CREATE POLICY "remove" ON "stream_environments" AS PERMISSIVE FOR DELETE TO "almanac_app" USING (exists (select from streams s where s.id = "stream_environments"."stream_id" and almanac_works(s.service_id)));--> statement-breakpoint
CREATE POLICY "see" ON "streams" AS PERMISSIVE FOR SELECT TO "almanac_app" USING (true);--> statement-breakpoint
CREATE POLICY "add" ON "streams" AS PERMISSIVE FOR INSERT TO "almanac_app" WITH CHECK (almanac_works("streams"."service_id"));--> statement-breakpoint
CREATE POLICY "change" ON "streams" AS PERMISSIVE FOR UPDATE TO "almanac_app" USING (almanac_works("streams"."service_id")) WITH CHECK (almanac_works("streams"."service_id"));--> statement-breakpoint
CREATE POLICY "remove" ON "streams" AS PERMISSIVE FOR DELETE TO "almanac_app" USING (almanac_works("streams"."service_id"));--> statement-breakpoint
CREATE POLICY "see" ON "changes" AS PERMISSIVE FOR SELECT TO "almanac_app" USING (exists (select from windows w where w.id = "changes"."window_id"));--> statement-breakpoint
CREATE POLICY "add" ON "changes" AS PERMISSIVE FOR INSERT TO "almanac_app" WITH CHECK (exists (select from windows w where w.id = "changes"."window_id" and almanac_works(w.service_id)));--> statement-breakpoint
CREATE POLICY "change" ON "changes" AS PERMISSIVE FOR UPDATE TO "almanac_app" USING (exists (select from windows w where w.id = "changes"."window_id" and almanac_works(w.service_id))) WITH CHECK (exists (select from windows w where w.id = "changes"."window_id" and almanac_works(w.service_id)));--> statement-breakpoint
CREATE POLICY "remove" ON "changes" AS PERMISSIVE FOR DELETE TO "almanac_app" USING (exists (select from windows w where w.id = "changes"."window_id" and almanac_works(w.service_id)));--> statement-breakpoint
CREATE POLICY "staff" ON "reference_series" AS PERMISSIVE FOR ALL TO "almanac_app" USING (current_setting('almanac.works', true) <> '');--> statement-breakpoint
CREATE POLICY "see" ON "window_impacts" AS PERMISSIVE FOR SELECT TO "almanac_app" USING (exists (select from windows w where w.id = "window_impacts"."window_id"));--> statement-breakpoint
CREATE POLICY "add" ON "window_impacts" AS PERMISSIVE FOR INSERT TO "almanac_app" WITH CHECK (exists (select from windows w where w.id = "window_impacts"."window_id" and almanac_works(w.service_id)));--> statement-breakpoint
CREATE POLICY "change" ON "window_impacts" AS PERMISSIVE FOR UPDATE TO "almanac_app" USING (exists (select from windows w where w.id = "window_impacts"."window_id" and almanac_works(w.service_id))) WITH CHECK (exists (select from windows w where w.id = "window_impacts"."window_id" and almanac_works(w.service_id)));--> statement-breakpoint
CREATE POLICY "remove" ON "window_impacts" AS PERMISSIVE FOR DELETE TO "almanac_app" USING (exists (select from windows w where w.id = "window_impacts"."window_id" and almanac_works(w.service_id)));--> statement-breakpoint
CREATE POLICY "see" ON "window_messages" AS PERMISSIVE FOR SELECT TO "almanac_app" USING (exists (select from windows w where w.id = "window_messages"."window_id"));--> statement-breakpoint
CREATE POLICY "add" ON "window_messages" AS PERMISSIVE FOR INSERT TO "almanac_app" WITH CHECK (exists (select from windows w where w.id = "window_messages"."window_id" and almanac_works(w.service_id)));--> statement-breakpoint
CREATE POLICY "change" ON "window_messages" AS PERMISSIVE FOR UPDATE TO "almanac_app" USING (exists (select from windows w where w.id = "window_messages"."window_id" and almanac_works(w.service_id))) WITH CHECK (exists (select from windows w where w.id = "window_messages"."window_id" and almanac_works(w.service_id)));--> statement-breakpoint
CREATE POLICY "remove" ON "window_messages" AS PERMISSIVE FOR DELETE TO "almanac_app" USING (exists (select from windows w where w.id = "window_messages"."window_id" and almanac_works(w.service_id)));--> statement-breakpoint
CREATE POLICY "see" ON "windows" AS PERMISSIVE FOR SELECT TO "almanac_app" USING (almanac_reads("windows"."service_id") or ("windows"."state" <> 'draft' and ("windows"."audience" = 'public' or ("windows"."audience" = 'tenants' and "windows"."tenants" && (select almanac_tenants())))));--> statement-breakpoint
CREATE POLICY "add" ON "windows" AS PERMISSIVE FOR INSERT TO "almanac_app" WITH CHECK (almanac_works("windows"."service_id"));--> statement-breakpoint
CREATE POLICY "change" ON "windows" AS PERMISSIVE FOR UPDATE TO "almanac_app" USING (almanac_works("windows"."service_id")) WITH CHECK (almanac_works("windows"."service_id"));--> statement-breakpoint
CREATE POLICY "remove" ON "windows" AS PERMISSIVE FOR DELETE TO "almanac_app" USING (almanac_works("windows"."service_id"));