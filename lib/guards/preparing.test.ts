import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { BeingPrepared } from '#db/migrate.ts'
import { newId } from '#db/schema/columns.ts'
import { servingLogin } from '#db/serving.ts'
import { databaseFailure } from '#lib/server/prepare-database.ts'

// Several processes that start at once on an empty database: each of them must come up, and what one of them printed
// must hold.

const name = `fresh_${newId()}`
const url = () => inject('postgres').replace('/almanac?', `/${name}?`)

async function inCluster(...statements: string[]) {
  // As a superuser, who may end what is still connected.
  const client = new pg.Client({ connectionString: inject('postgres').replace('//almanac@', '//postgres@') })
  await client.connect()
  for (const statement of statements) await client.query(statement)
  await client.end()
}

beforeAll(() => inCluster(`create database ${name} owner almanac`))
afterAll(() => inCluster(`drop database ${name} with (force)`, `drop role ${servingLogin(name)}`))

const prepare = `
  import { prepareDatabase } from '#lib/server/prepare-database.ts'
  import { endPool } from '#db/pool.ts'
  const signIns = await prepareDatabase(process.env.DATABASE_URL, 'none', async (make) => make())
  console.log('SIGN-INS ' + JSON.stringify(signIns))
  await endPool()
`

/** Prepares the database in a process of its own; gives the sign-ins that it would print. */
function prepareElsewhere(): Promise<{ email: string; password: string }[]> {
  const { ADMIN_EMAIL: _, ADMIN_PASSWORD: __, ...inherited } = process.env
  const child = spawn(process.execPath, ['--input-type=module', '--eval', prepare], {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    env: { ...inherited, DATABASE_URL: url() },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (output += part))
  return new Promise((resolve, reject) =>
    child.once('close', (code) => {
      const found = /SIGN-INS (.*)/.exec(output)?.[1]
      if (code === 0 && found) resolve(JSON.parse(found))
      else reject(new Error(`it ended with ${code}: ${output}`))
    }),
  )
}

test('all come up; one of them made the operator, and the password it printed is the one that holds', async () => {
  const printed = (await Promise.all(Array.from({ length: 5 }, prepareElsewhere))).flat()
  expect(printed).toHaveLength(1)
  const client = new pg.Client({ connectionString: url() })
  await client.connect()
  const { rows } = await client.query('select number from edition')
  expect(rows).toHaveLength(1)
  await client.end()
  process.env.DATABASE_URL = url()
  const { signIn } = await import('#lib/auth/sign-in.ts')
  const [operator] = printed
  const from = { place: '1.1.1.1', browser: 'Firefox' }
  expect(await signIn(from, operator?.email ?? '', operator?.password ?? '')).toMatchObject({ session: {} })
  const { endPool } = await import('#db/pool.ts')
  await endPool()
}, 60_000)

test('one that waits too long for another says so in a sentence', () => {
  const failure = databaseFailure(new BeingPrepared(), 'postgres://almanac@db.example/almanac')
  expect(failure?.message).toMatch(/^Another Almanac has been preparing the database at db\.example/)
})
