import { execFileSync } from 'node:child_process'
import { appendFile, chmod, readdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import pg from 'pg'
import { type EmbeddedPostgres, startPostgres } from '#lib/server/embedded-postgres.ts'
import { temporaryFolder } from '#lib/server/temporary-folder.ts'
import { ports } from './support/ports.ts'
import { freshFolder, postgresIn, removeFolder, runCommand, runStart, startServer } from './support/server.ts'

const folders: string[] = []
const folder = async () => {
  const made = await freshFolder()
  folders.push(made)
  return made
}
test.afterAll(async () => {
  for (const made of folders) await removeFolder(made)
})

/** A start that fails says one sentence and nothing else, no stack, and leaves nothing running. */
async function expectSentence(env: Record<string, string>, sentence: RegExp): Promise<void> {
  const dataDir = env.DATA_DIR ?? (await folder())
  const { code, output } = await runStart({ PORT: '0', DATA_DIR: dataDir, ...env })
  const said = output.split('\n').filter((line) => line && !line.startsWith('  ✓'))
  expect(said, output).toHaveLength(1)
  expect(said[0]).toMatch(sentence)
  expect(code).toBe(1)
  expect(await postgresIn(dataDir)).toEqual([])
}

test.describe('what keeps it from starting is one sentence', () => {
  test('a port in use', () =>
    expectSentence({ PORT: String(ports.site) }, /: Port \d+ is in use: stop .* or set PORT\.$/))
  test('a port that is none', () => expectSentence({ PORT: '70000' }, /: PORT is “70000”: it must be a number up to/))
  for (const address of ['https://a.example/status', 'a.example', 'https://a.example/?x=1', 'ftp://a.example'])
    test(`a site's address that is none: ${address}`, () =>
      expectSentence(
        { BASE_URL: address },
        /: BASE_URL is “.*”: it must be the address of a whole site, without a path/,
      ))
  test('a host that this machine is not', () =>
    expectSentence({ HOST: '192.0.2.1' }, /: HOST is “192\.0\.2\.1”: it must be an address or a name of this machine/))
  test('a seed that is none', () => expectSentence({ SEED: 'lots' }, /: SEED is “lots”: it can be demo or none\.$/))
  test('a worker mode that is none', () =>
    expectSentence({ WORKER: 'yes' }, /: WORKER is “yes”: it can be on, off or only/))
  test('a data folder that cannot be written', async () => {
    const file = join(await folder(), 'file')
    await writeFile(file, '')
    await expectSentence({ DATA_DIR: join(file, 'data') }, /: The data folder .* cannot be written: /)
  })
  test('a database address that is none', () =>
    expectSentence({ DATABASE_URL: 'the usual one', AUTH_SECRET: 'x' }, /: DATABASE_URL is no address of a PostgreSQL/))
  test('a database that is away, with nothing kept to show', () =>
    expectSentence(
      { DATABASE_URL: 'postgres://a@127.0.0.1:9/almanac', AUTH_SECRET: 'x' },
      /: PostgreSQL at 127\.0\.0\.1 can’t be reached, and no edition was kept/,
    ))

  test.describe('of a database of one’s own', () => {
    let postgres: EmbeddedPostgres
    const named = (name: string, user = 'almanac') =>
      postgres.url.replace('/almanac?', `/${name}?`).replace('//almanac@', `//${user}@`)

    async function query(url: string, ...statements: string[]): Promise<void> {
      const client = new pg.Client({ connectionString: url })
      await client.connect()
      for (const statement of statements) await client.query(statement)
      await client.end()
    }

    test.beforeAll(async () => {
      const data = await folder()
      postgres = await startPostgres(data)
      const hba = join(data, 'postgres/pg_hba.conf')
      await writeFile(hba, `local all guarded scram-sha-256\n${await readFile(hba, 'utf8')}`)
      await query(
        named('postgres', 'postgres'),
        `create role guarded login password 'right'`,
        'select pg_reload_conf()',
      )
    })
    test.afterAll(() => postgres.stop())

    test('a wrong password', () =>
      expectSentence(
        { DATABASE_URL: named('almanac', 'guarded:wrong'), AUTH_SECRET: 'x' },
        /: PostgreSQL at localhost refused the password or the user “guarded”: check DATABASE_URL\.$/,
      ))
    test('a database that there is not', () =>
      expectSentence(
        { DATABASE_URL: named('nowhere'), AUTH_SECRET: 'x' },
        /: There is no database “nowhere” at localhost: create it, or check DATABASE_URL\.$/,
      ))
    test('no secret', () =>
      expectSentence({ DATABASE_URL: postgres.url, AUTH_SECRET: '' }, /: AUTH_SECRET is not set: /))
    test('a database newer than the code', async () => {
      await query(
        postgres.url,
        'create schema drizzle',
        'create table drizzle.__drizzle_migrations (id serial primary key, hash text, created_at bigint)',
        `insert into drizzle.__drizzle_migrations (hash, created_at) values ('x', 9999999999999)`,
      )
      await expectSentence(
        { DATABASE_URL: postgres.url, AUTH_SECRET: 'x' },
        /: The database is newer than this code: start the version that migrated it, or a later one\.$/,
      )
    })
  })

  test('a disk without room', async () => {
    const full = await folder()
    // Whatever is written to this device finds no room, on any machine.
    await symlink('/dev/full', join(full, '.probe'))
    await expectSentence({ DATA_DIR: full }, /: The disk is full: there is no room in /)
  })

  // That the database runs out of room midway takes a small disk: only root may mount one, and not in every container.
  const disk = temporaryFolder('disk')
  const mounts = (size: string) => {
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'none', disk], { stdio: 'ignore' })
      return true
    } catch {
      return false
    }
  }
  const unmount = () => execFileSync('umount', ['--lazy', disk])
  if (!mounts('4k')) console.log('Mounting is refused here: the starts on disks of 20 and 42 MB are not tried.')
  else {
    unmount()
    for (const size of ['20m', '42m']) {
      test(`a disk of ${size}`, async () => {
        mounts(size)
        try {
          await expectSentence({ DATA_DIR: disk }, /: The disk (of the database )?is full/)
        } finally {
          unmount()
        }
      })
    }
  }
})

test('killed, it starts again where it was; told to stop, it leaves nothing running and nothing behind', async () => {
  const dataDir = await folder()
  const TMPDIR = await folder()
  const env = { SEED: 'none', ADMIN_EMAIL: 'me@here.example', TMPDIR, HOST: '127.0.0.1' }
  // The database enters the folder as a user of its own.
  await chmod(TMPDIR, 0o755)
  const first = await startServer(env, dataDir)
  expect(first.log()).toMatch(/me@here\.example\s+\S+\s+operator; shown this once/)
  await first.stop('SIGKILL')
  await expect.poll(() => postgresIn(dataDir)).toEqual([])

  const second = await startServer(env, dataDir)
  expect(second.log()).not.toContain('shown this once')
  expect(
    (await readdir(TMPDIR)).filter((name) => name.startsWith('almanac-')),
    'sockets of pages and of data',
  ).toHaveLength(2)
  const { port } = new URL(second.url)
  // It listens where it was told to, and on no other address of this machine.
  if (process.platform === 'linux') await expect(fetch(`http://127.0.0.2:${port}/`)).rejects.toThrow()
  expect(await second.stop('SIGINT')).toBe(0)
  expect(await postgresIn(dataDir)).toEqual([])
  expect((await readdir(TMPDIR)).filter((name) => name.startsWith('almanac-'))).toEqual([])
})

test('two run side by side; a second one with the same data is refused, by whatever name the folder is called', async () => {
  const dataDir = await folder()
  const [one, other] = await Promise.all([
    startServer({ SEED: 'none' }, dataDir),
    startServer({ SEED: 'none' }, await folder()),
  ])
  try {
    for (const server of [one, other]) expect((await fetch(server.url)).status).toBe(200)
    const alias = join(await folder(), 'alias')
    await symlink(dataDir, alias)
    const { code, output } = await runStart({ PORT: '0', DATA_DIR: alias })
    expect(output).toMatch(/: Another Almanac \(process \d+\) is running with .*: stop it, or set DATA_DIR/)
    expect(code).toBe(1)
    expect((await fetch(one.url)).status).toBe(200)
  } finally {
    await Promise.all([one.stop(), other.stop()])
  }
})

test('an empty portal says what to do first, and takes a schedule in from the command line while it runs and when it does not', async () => {
  const dataDir = await folder()
  const file = join(await folder(), 'schedule.csv')
  await writeFile(
    file,
    `service,title,starts_local,ends_local,time_zone,kind
Meter reading,Yearly service,2027-03-01T20:00,2027-03-02T02:00,Asia/Kolkata,planned
Meter reading,Broken,2027-03-01T20:00,2027-03-01T02:00,Asia/Kolkata,planned
`,
  )
  const importing = (...args: string[]) => runCommand('lib/server/import.ts', [file, ...args], { DATA_DIR: dataDir })
  expect(await importing()).toMatchObject({ code: 1, output: expect.stringContaining('Line 3: ends_local: The end') })

  const server = await startServer({ SEED: 'none' }, dataDir)
  try {
    expect(await (await fetch(server.url)).text()).toContain('No service is shown here yet.')
    const refused = await importing()
    expect(refused.code).toBe(1)
    expect(refused.output).toContain('Nothing was imported. 1 lines are good')
    expect(await importing('--good')).toEqual({
      code: 0,
      output: expect.stringContaining('Imported: 1 windows, 0 freezes, 1 new services. 0 were known already, 1 bad'),
    })
    await expect.poll(async () => (await fetch(`${server.url}/schedule`)).text()).toContain('Yearly service')
  } finally {
    await server.stop()
  }
  expect(await importing('--good')).toMatchObject({ code: 0, output: expect.stringContaining('1 were known already') })
  expect(await postgresIn(dataDir)).toEqual([])

  await appendFile(file, 'a line that is none\n')
  expect((await importing()).output).toContain('Line 4: ')
  expect((await runCommand('lib/server/import.ts', [], {})).output).toMatch(/^One file is needed: npm run import/)
  expect((await runCommand('lib/server/import.ts', ['/nowhere.csv'], {})).output).toMatch(
    /^\/nowhere\.csv cannot be read/,
  )
})

test('for developers it serves pages and feeds as they are edited', async () => {
  const server = await startServer({ NODE_ENV: 'development' }, await folder(), ['--dev'])
  try {
    for (const [path, type] of [
      ['/', 'text/html'],
      ['/hi/schedule', 'text/html'],
      ['/schedule.ics', 'text/calendar'],
      ['/icon.svg', 'image/svg+xml'],
    ]) {
      const answer = await fetch(`${server.url}${path}`)
      expect([path, answer.status, answer.headers.get('content-type')]).toEqual([
        path,
        200,
        expect.stringContaining(type ?? ''),
      ])
    }
  } finally {
    await server.stop()
  }
})
