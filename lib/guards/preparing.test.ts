import { spawn } from 'node:child_process'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, onTestFinished, test } from 'vitest'
import { BeingPrepared } from '#db/migrate.ts'
import { newId } from '#db/schema/columns.ts'
import { servingLogin } from '#db/serving.ts'
import { demoPeople } from '#lib/demo/demo-people.ts'
import { presets } from '#lib/policies/presets/all.ts'
import { databaseFailure } from '#lib/server/prepare-database.ts'
import { temporaryFolder } from '#lib/server/temporary-folder.ts'

// Several processes that start at once, and one that was killed while it started. On an empty database each of them must
// come up, and what one of them printed must hold; a folder is one process's; what was half done is done.

const names = [`fresh_${newId()}`, `demo_${newId()}`] as const
const url = (name: string = names[0]) => inject('postgres').replace('/almanac?', `/${name}?`)
const root = fileURLToPath(new URL('../..', import.meta.url))

async function inCluster(...statements: string[]) {
  // As a superuser, who may end what is still connected.
  const client = new pg.Client({ connectionString: inject('postgres').replace('//almanac@', '//postgres@') })
  await client.connect()
  for (const statement of statements) await client.query(statement)
  await client.end()
}

beforeAll(() => inCluster(...names.map((name) => `create database ${name} owner almanac`)))
afterAll(() =>
  inCluster(
    ...names.flatMap((name) => [`drop database ${name} with (force)`, `drop role if exists ${servingLogin(name)}`]),
  ),
)

const prepare = `
  import { firstOperator, prepareDatabase } from '#lib/server/prepare-database.ts'
  import { endPool } from '#db/pool.ts'
  const url = process.env.DATABASE_URL
  const signIns = await prepareDatabase(url, process.env.SEED, async (make) => make())
  await firstOperator(url, (operator) => {
    if (process.env.KILLED_WHILE_PRINTING && operator.length) process.kill(process.pid, 'SIGKILL')
    console.log('SIGN-INS ' + JSON.stringify([...operator, ...signIns]))
  })
  await endPool()
`

/** Runs a script in a process of its own. */
function elsewhere(script: string, env: Record<string, string>) {
  const { ADMIN_EMAIL: _, ADMIN_PASSWORD: __, ...inherited } = process.env
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', script], {
    cwd: root,
    env: { ...inherited, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (part) => {
      output += part
    })
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  return { child, ended, output: () => output }
}

/** Prepares the database in a process of its own; gives the sign-ins that it would print. */
async function prepareElsewhere(env: Record<string, string> = { SEED: 'none', DATABASE_URL: url() }) {
  const { ended, output } = elsewhere(prepare, env)
  const code = await ended
  const found = /SIGN-INS (.*)/.exec(output())?.[1]
  if (code !== 0 || !found) throw new Error(`it ended with ${code}: ${output()}`)
  return JSON.parse(found) as { email: string; password: string }[]
}

test('a start that is killed before it has printed the operator’s password has made nobody', async () => {
  const killed = { SEED: 'none', DATABASE_URL: url(), KILLED_WHILE_PRINTING: 'yes' }
  await expect(prepareElsewhere(killed)).rejects.toThrow(/ended with null/)
  const client = new pg.Client({ connectionString: url().replace('//almanac@', '//postgres@') })
  await client.connect()
  onTestFinished(() => client.end())
  expect((await client.query('select email from users')).rows).toEqual([])
  expect((await client.query('select demo from portal')).rows).toHaveLength(1)
})

test('all come up; one of them made the operator, and the password it printed is the one that holds', async () => {
  const printed = (await Promise.all(Array.from({ length: 5 }, () => prepareElsewhere()))).flat()
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

test('a start that was killed while it put the demo in leaves no half of it: the next one begins again', async () => {
  const [, name] = names
  const env = { SEED: 'demo', DATABASE_URL: url(name) }
  const client = new pg.Client({ connectionString: url(name).replace('//almanac@', '//postgres@') })
  await client.connect()
  onTestFinished(() => client.end())
  const count = async (table: string) =>
    Number((await client.query(`select count(*) from ${table}`).catch(() => null))?.rows[0].count ?? 0)

  const killed = elsewhere(prepare, env)
  await expect.poll(() => count('windows'), { timeout: 60_000, interval: 20 }).toBeGreaterThan(3)
  killed.child.kill('SIGKILL')
  await killed.ended
  expect(killed.output()).not.toContain('SIGN-INS')
  const edition = async () => Number((await client.query('select number from edition')).rows[0].number)
  const reached = await edition()

  const printed = await prepareElsewhere(env)
  expect(printed.map(({ email }) => email)).toEqual(demoPeople.map(({ email }) => email))
  expect([
    await count('portal where demo = 1'),
    await count('services where imported_as is null'),
    await count('users'),
  ]).toEqual([...[1, presets.length, demoPeople.length]])
  expect(await count(`notices where addressed_at is null`)).toBe(0)
  // Whoever knew an edition of the first one hears of this one.
  expect(await edition()).toBeGreaterThan(reached)
  const before = await count('windows')
  await prepareElsewhere(env)
  expect(await count('windows'), 'a whole demo stays').toBe(before)
})

test('of those that start at once one makes what all need, and the others use it; killed, it keeps nobody waiting', async () => {
  const folder = temporaryFolder('made')
  const make = `
    import { existsSync, writeFileSync } from 'node:fs'
    import { setTimeout as sleep } from 'node:timers/promises'
    import { unlessDone } from '#lib/server/build.ts'
    const made = process.env.FOLDER + '/made'
    const isDone = async () => existsSync(made)
    const make = async () => {
      console.log('MAKES')
      while (process.env.HANGS) await sleep(1000)
      writeFileSync(made, '', { flag: 'wx' })
    }
    await unlessDone(process.env.FOLDER + '/lock', isDone, make)
    console.log('ENDS')
  `
  const hangs = elsewhere(make, { FOLDER: folder, HANGS: 'yes' })
  try {
    await expect.poll(hangs.output, { timeout: 60_000 }).toBe('MAKES\n')
    const others = Array.from({ length: 3 }, () => elsewhere(make, { FOLDER: folder }))
    hangs.child.kill('SIGKILL')
    expect(await Promise.all(others.map(({ ended }) => ended))).toEqual([0, 0, 0])
    const said = others.map(({ output }) => output()).sort()
    expect(said).toEqual(['ENDS\n', 'ENDS\n', 'MAKES\nENDS\n'])
  } finally {
    hangs.child.kill('SIGKILL')
    await rm(folder, { recursive: true })
  }
})

test('of those that start at once where one was killed, one has the folder; killed too, it keeps nobody out', async () => {
  const folder = temporaryFolder('taken')
  // What is left of one that was killed, by a number that nobody has.
  await writeFile(join(folder, 'almanac.pid'), '4194304')
  const take = `
    import { lockDataFolder } from '#lib/server/data-folder.ts'
    await lockDataFolder(process.env.FOLDER).then(() => console.log('TAKEN'), (error) => console.log(error.message))
    process.stdin.resume()
    process.stdin.on('end', () => process.exit())
  `
  const start = () => elsewhere(take, { FOLDER: folder })
  const processes = Array.from({ length: 6 }, start)
  try {
    for (const { output } of processes) await expect.poll(output, { timeout: 60_000 }).toMatch(/\n/)
    const first = processes.filter(({ output }) => output() === 'TAKEN\n')
    expect(first).toHaveLength(1)
    for (const { output } of processes)
      expect(output()).toMatch(
        /^(TAKEN|Another Almanac (\(process \d+\) )?is running with .*: stop it, or set DATA_DIR.*)\n$/,
      )
    first[0]?.child.kill('SIGKILL')
    await first[0]?.ended
    const next = start()
    processes.push(next)
    await expect.poll(next.output, { timeout: 60_000 }).toBe('TAKEN\n')
  } finally {
    for (const { child } of processes) child.stdin.end()
    await Promise.all(processes.map(({ ended }) => ended))
    await rm(folder, { recursive: true })
  }
})
