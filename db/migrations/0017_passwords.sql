CREATE TABLE "passwords" (
	"user_id" text PRIMARY KEY NOT NULL,
	"hash" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "passwords" ADD CONSTRAINT "passwords_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "users" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
INSERT INTO "passwords" SELECT "id", "password_hash" FROM "users" WHERE "password_hash" IS NOT NULL;--> statement-breakpoint
ALTER TABLE "users" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "users" DROP COLUMN "password_hash";--> statement-breakpoint
REVOKE ALL ON "passwords" FROM almanac_app;--> statement-breakpoint

-- Whoever is signed in knows only their own password; the portal itself signs people in.
CREATE FUNCTION almanac_demand_password_of(person text, setting boolean) RETURNS void STABLE LANGUAGE plpgsql AS $$
BEGIN
  IF almanac_is_system() OR person = almanac_user() OR setting AND almanac_may('administer') && ARRAY['*'] THEN RETURN; END IF;
  RAISE EXCEPTION 'one knows only one''s own password' USING ERRCODE = 'insufficient_privilege';
END $$;--> statement-breakpoint

-- Algorithm, costs and salt: what a password is hashed with to be compared. The hash itself never leaves.
CREATE FUNCTION almanac_password_asks(person text) RETURNS text STABLE LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM almanac_demand_password_of(person, false);
  RETURN (SELECT regexp_replace(hash, '[$][^$]*$', '') FROM passwords WHERE user_id = person);
END $$;--> statement-breakpoint

CREATE FUNCTION almanac_password_fits(person text, hashed text) RETURNS boolean STABLE LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM almanac_demand_password_of(person, false);
  RETURN EXISTS (SELECT FROM passwords WHERE user_id = person AND hash = hashed);
END $$;--> statement-breakpoint

CREATE FUNCTION almanac_set_password(person text, hashed text) RETURNS void VOLATILE LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM almanac_demand_password_of(person, true);
  INSERT INTO passwords VALUES (person, hashed) ON CONFLICT (user_id) DO UPDATE SET hash = excluded.hash;
END $$;
