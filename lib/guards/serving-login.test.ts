import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { migrate, whilePreparing } from '#db/migrate.ts'
import { endPool } from '#db/pool.ts'
import { portal } from '#db/schema/portal.ts'
import { asSystem } from '#db/scope.ts'
import { servingConnection, servingLogin } from '#db/serving.ts'
import { type EmbeddedPostgres, startPostgres } from '#lib/server/embedded-postgres.ts'
import { databaseFailure } from '#lib/server/prepare-database.ts'
import { prompt } from '#lib/testing/prompt.ts'

// What serves connects as a login of its own: made at the start, its password derived from AUTH_SECRET, owning nothing.
// A PostgreSQL of its own, which asks logins that serve for their password.

let folder: string
let postgres: EmbeddedPostgres
const { AUTH_SECRET, DATABASE_URL } = process.env
const at = (database: string, user = 'almanac') =>
  postgres.url.replace('/almanac?', `/${database}?`).replace('//almanac@', `//${user}@`)

async function run(url: string, ...statements: string[]): Promise<pg.QueryResult[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const results = []
    for (const statement of statements) results.push(await client.query(statement))
    return results
  } finally {
    await client.end()
  }
}
const asAdministrator = (...statements: string[]) => run(at('postgres', 'postgres'), ...statements)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'almanac-serving-'))
  postgres = await startPostgres(folder)
  const rules = join(folder, 'postgres/pg_hba.conf')
  await writeFile(rules, `local all /_serving$ scram-sha-256\n${await readFile(rules, 'utf8')}`)
  await asAdministrator('select pg_reload_conf()')
}, 60_000)
afterEach(async () => {
  await endPool()
  process.env.AUTH_SECRET = AUTH_SECRET
  process.env.DATABASE_URL = DATABASE_URL
})
afterAll(async () => {
  await postgres.stop()
  await rm(folder, { recursive: true, force: true })
})

/** As a process that starts with this address and secret. */
async function start(url: string, secret: string): Promise<void> {
  await endPool()
  process.env.DATABASE_URL = url
  process.env.AUTH_SECRET = secret
  await whilePreparing(url, migrate)
}
const serves = () => asSystem((tx) => tx.select().from(portal))
const sentence = (error: unknown) => databaseFailure(error, process.env.DATABASE_URL ?? '')?.message

test('one address is enough; the password follows AUTH_SECRET', async () => {
  await start(at('almanac'), 'first')
  expect(await serves()).toEqual([])
  const first = servingConnection()
  await start(at('almanac'), 'second')
  expect(await serves()).toEqual([])
  await expect(new pg.Client(first).connect()).rejects.toThrow(/password authentication failed/)
}, 60_000)

test('it stays who it is and owns nothing', async () => {
  await start(at('almanac'), 'second')
  await prompt(async (client) => {
    for (const way of ['set role none', 'reset role', 'reset session authorization', 'discard temp']) {
      await client.query(way)
      expect((await client.query('select current_user as who')).rows[0].who).toBe('almanac_serving')
    }
    for (const statement of [
      'set role almanac',
      'set session authorization almanac',
      'create table t (id int)',
      'alter table windows no force row level security',
      'drop policy see on windows',
      'create role mighty',
      `copy windows to program 'cat'`,
    ]) {
      await client.query('savepoint s')
      await expect(client.query(statement), statement).rejects.toThrow(/permission denied|must be owner/)
      await client.query('rollback to s')
    }
  })
  const [owned] = await run(at('almanac'), `select from pg_class where relowner = 'almanac_serving'::regrole`)
  expect(owned?.rowCount).toBe(0)
})

test('where the owner may not make roles the sentence says what an administrator runs; then it starts', async () => {
  await asAdministrator('create role plain login', 'create database modest owner plain', 'grant almanac_app to plain')
  const refused = await start(at('modest', 'plain'), 'first').catch((error) => error)
  const said = sentence(refused) ?? ''
  expect(said).toMatch(
    /^The database user “plain” may not make the login “modest_serving”: an administrator runs: create role "modest_serving" login password 'SCRAM-SHA-256\$/,
  )
  expect(said).not.toMatch(/\n/)
  await asAdministrator(said.split('an administrator runs: ')[1] ?? '')
  await start(at('modest', 'plain'), 'first')
  expect(await serves()).toEqual([])
}, 60_000)

test.each([
  [
    'somebody else by the time it is connected',
    ['create role another', 'grant another to almanac_serving', 'alter role almanac_serving set role to another'],
    ['alter role almanac_serving reset role', 'drop role another'],
    /connects as “almanac_serving” and is “another” then: a pooler/,
  ],
  [
    'bound by no policy',
    ['alter role almanac_serving bypassrls'],
    ['alter role almanac_serving nobypassrls'],
    /can do more than it should/,
  ],
  [
    'without the rights of the application',
    ['revoke almanac_app from almanac_serving granted by almanac'],
    ['grant almanac_app to almanac_serving granted by almanac'],
    /has not the role almanac_app: an administrator runs: grant almanac_app to "almanac_serving";$/,
  ],
])('who is %s does not start', async (_, before, after, expected) => {
  await start(at('almanac'), 'second')
  await asAdministrator(...before)
  try {
    expect(sentence(await start(at('almanac'), 'second').catch((error) => error))).toMatch(expected)
  } finally {
    await asAdministrator(...after)
  }
})

test('no setting is asked for when connecting: poolers drop them', () => {
  expect(servingConnection()).not.toHaveProperty('options')
  expect(Buffer.byteLength(servingLogin('a'.repeat(63)))).toBeLessThanOrEqual(63)
})
