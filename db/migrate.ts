import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { drizzle } from 'drizzle-orm/node-postgres'
import { migrate as runMigrations } from 'drizzle-orm/node-postgres/migrator'
import pg from 'pg'
import { pads } from './entrance.ts'
import { prepareServing } from './serving.ts'

const folder = join(import.meta.dirname, 'migrations')

/** The database has migrations that this code does not know: an older version must not write into it. */
export class NewerDatabase extends Error {}

/** Another process has been preparing the database for longer than one waits. */
export class BeingPrepared extends Error {}

/** How long one process waits for another that prepares the same database, in milliseconds. */
const patience = 120_000

/**
 * Connects as the owner of the database and runs `prepare` while no other process prepares the same database: of
 * several that start at once, one does the work and the others find it done.
 *
 * @throws BeingPrepared when another process does not finish in two minutes, otherwise what PostgreSQL says
 */
export async function whilePreparing<T>(url: string, prepare: (owner: pg.Client) => Promise<T>): Promise<T> {
  const owner = new pg.Client({
    connectionString: url,
    application_name: 'almanac prepare',
    connectionTimeoutMillis: 5000,
  })
  owner.on('error', () => {})
  await owner.connect()
  try {
    await owner.query(`set lock_timeout = ${patience}`)
    await owner.query(`select pg_advisory_lock(hashtext('almanac migrate'))`).catch((error) => {
      throw error.code === '55P03' ? new BeingPrepared() : error
    })
    await owner.query(`reset lock_timeout`)
    return await prepare(owner)
  } finally {
    await owner.end()
  }
}

/**
 * Brings the schema up to this code, with the key and the login of what serves. Returns the number of migrations run.
 *
 * @throws NewerDatabase, NoServingLogin
 */
export async function migrate(owner: pg.Client): Promise<number> {
  const journal = JSON.parse(await readFile(join(folder, 'meta/_journal.json'), 'utf8')) as {
    entries: { when: number }[]
  }
  const done = await doneMigrations(owner)
  const known = new Set(journal.entries.map((entry) => entry.when))
  if (done.some((when) => !known.has(when))) throw new NewerDatabase()
  await ensureRole(owner)
  await runMigrations(drizzle(owner), { migrationsFolder: folder })
  await keepKey(owner)
  await prepareServing(owner)
  return journal.entries.length - done.length
}

/** Takes out everything that was put in; what migrations put in for themselves stays. */
export async function empty(owner: pg.Client): Promise<void> {
  const { rows } = await owner.query(
    `select string_agg(oid::regclass::text, ', ') as tables from pg_class
     where relkind = 'r' and relnamespace = 'public'::regnamespace and relowner = current_user::regrole
     and relname not in ('edition', 'entrance')`,
  )
  await owner.query(`truncate ${rows[0].tables}`)
}

async function doneMigrations(client: pg.Client): Promise<number[]> {
  const exists = await client.query(`select to_regclass('drizzle.__drizzle_migrations') is not null as yes`)
  if (!exists.rows[0].yes) return []
  const { rows } = await client.query('select created_at from drizzle.__drizzle_migrations')
  return rows.map((row) => Number(row.created_at))
}

/** Lets the database know who may name a viewer; where AUTH_SECRET is another than last time, it follows. */
async function keepKey(owner: pg.Client): Promise<void> {
  const { inner, outer } = pads()
  await owner.query(
    `insert into entrance as known (inner_pad, outer_pad) values ($1, $2)
     on conflict (id) do update set inner_pad = excluded.inner_pad, outer_pad = excluded.outer_pad
     where known.inner_pad <> excluded.inner_pad or known.outer_pad <> excluded.outer_pad`,
    [inner, outer],
  )
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
