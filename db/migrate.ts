import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { drizzle } from 'drizzle-orm/node-postgres'
import { migrate as runMigrations } from 'drizzle-orm/node-postgres/migrator'
import pg from 'pg'

const folder = join(import.meta.dirname, 'migrations')

/** The database has migrations that this code does not know: an older version must not write into it. */
export class NewerDatabase extends Error {}

/**
 * Brings the schema up to this code, as the owner of the database. Several processes may start at once: one migrates,
 * the others wait. Returns the number of migrations run.
 */
export async function migrate(url: string): Promise<number> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'almanac migrate',
    connectionTimeoutMillis: 5000,
  })
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query(`select pg_advisory_lock(hashtext('almanac migrate'))`)
    const journal = JSON.parse(await readFile(join(folder, 'meta/_journal.json'), 'utf8')) as {
      entries: { when: number }[]
    }
    const done = await doneMigrations(client)
    const known = new Set(journal.entries.map((entry) => entry.when))
    if (done.some((when) => !known.has(when))) throw new NewerDatabase()
    await ensureRole(client)
    await runMigrations(drizzle(client), { migrationsFolder: folder })
    return journal.entries.length - done.length
  } finally {
    await client.end()
  }
}

async function doneMigrations(client: pg.Client): Promise<number[]> {
  const exists = await client.query(`select to_regclass('drizzle.__drizzle_migrations') is not null as yes`)
  if (!exists.rows[0].yes) return []
  const { rows } = await client.query('select created_at from drizzle.__drizzle_migrations')
  return rows.map((row) => Number(row.created_at))
}

/** Roles belong to the whole cluster: another Almanac may have made it already, or be making it now. */
async function ensureRole(client: pg.Client): Promise<void> {
  await client.query(`do $$ begin
    if not exists (select from pg_roles where rolname = 'almanac_app') then create role almanac_app nologin; end if;
  exception when duplicate_object or unique_violation then null; end $$`)
  // Made by somebody else, it may be granted already: whether it can be taken on shows at the first connection.
  await client.query(`do $$ begin execute format('grant almanac_app to %I', current_user);
  exception when insufficient_privilege then null; end $$`)
}
