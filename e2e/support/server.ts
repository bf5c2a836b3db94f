import { type ChildProcess, spawn } from 'node:child_process'
import { readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import pg from 'pg'
import { temporaryFolder } from '#lib/server/temporary-folder.ts'

/** An Almanac of a test's own, in a folder of its own. */
export type TestServer = {
  url: string
  dataDir: string
  process: ChildProcess
  log: () => string
  /** The embedded database's address, while it runs. */
  databaseUrl: () => Promise<string>
  stop: (signal?: NodeJS.Signals) => Promise<number | null>
}

export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
}

export const freshFolder = async () => temporaryFolder('own')
export const removeFolder = (folder: string) => rm(folder, { recursive: true, force: true, maxRetries: 5 })

/** Runs a command to its end and gives what it printed. */
export async function runCommand(path: string, args: string[], env: Record<string, string>) {
  const { child, output } = launch(env, [path, ...args])
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  return { code, output: output() }
}

/** Runs a start to its end and gives what it printed, for starts that are meant to fail. */
export const runStart = (env: Record<string, string>) => runCommand(main, [], env)

/** Starts a server and waits until it answers. */
export async function startServer(
  env: Record<string, string>,
  dataDir?: string,
  args: string[] = [],
): Promise<TestServer> {
  const port = Number(env.PORT ?? (await freePort()))
  const folder = dataDir ?? (await freshFolder())
  const { child, output } = launch({ SEED: 'demo', ...env, PORT: String(port), DATA_DIR: folder }, [main, ...args])
  const url = `http://localhost:${port}`
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  // Ends only what will never come: a slow machine takes minutes to put the demo in.
  const deadline = Date.now() + 600_000
  for (;;) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`the server ended: ${output()}`)
    const answer = await fetch(`${url}/api/health`).catch(() => null)
    if (answer?.ok && /Almanac is at/.test(output())) break
    if (Date.now() > deadline) {
      child.kill()
      throw new Error(`the server does not answer: ${output()}`)
    }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return {
    url,
    dataDir: folder,
    process: child,
    log: output,
    databaseUrl: async () => {
      const sockets = (await readFile(join(folder, 'postgres/postmaster.pid'), 'utf8')).split('\n')[4] ?? ''
      return `postgres://almanac@localhost/almanac?host=${encodeURIComponent(sockets)}`
    },
    stop: async (signal = 'SIGTERM') => {
      child.kill(signal)
      return ended
    },
  }
}

const main = 'lib/server/main.ts'

function launch(env: Record<string, string>, command = [main]) {
  const parts: string[] = []
  const { DATABASE_URL: _, ...inherited } = process.env
  const child = spawn('node_modules/.bin/node', ['--import', 'tsx', ...command], {
    env: { ...inherited, NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (part) => parts.push(String(part)))
  return { child, output: () => parts.join('') }
}

/** Numbers of the PostgreSQL processes that work in a folder. */
export async function postgresIn(dataDir: string): Promise<number[]> {
  const { readdir, readlink } = await import('node:fs/promises')
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const own = await Promise.all(
    pids.map(async (pid) => (await readlink(`/proc/${pid}/cwd`).catch(() => '')) === join(dataDir, 'postgres')),
  )
  return pids.filter((_, index) => own[index]).map(Number)
}

/** Changes something that everybody sees, as the portal itself; gives the edition that shows it. */
export async function raiseEdition(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query('begin')
  await client.query('select almanac_enter_as(null)')
  await client.query(`update portal set name = jsonb_build_object('en', 'Almanac ' || clock_timestamp())`)
  await client.query('commit')
  const { rows } = await client.query('select number from edition')
  await client.end()
  return Number(rows[0].number)
}
