import { rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Listener } from '#db/listen.ts'
import { endPool } from '#db/pool.ts'
import { Unavailable } from '#db/unavailable.ts'
import { closeSmtp } from '#lib/channels/mail/smtp.ts'
import { readSmtpAddress } from '#lib/channels/mail/smtp-address.ts'
import { makeFront } from '#lib/front/front.ts'
import { KeptEditions } from '#lib/front/kept-editions.ts'
import { LiveChannel } from '#lib/front/live-channel.ts'
import { PageCache } from '#lib/front/page-cache.ts'
import { openRenderer } from '#lib/front/render.ts'
import { keepAliveSeconds } from '#lib/front/send.ts'
import type { Worker } from '#lib/jobs/worker.ts'
import { log, writeFaultsOnce } from '#lib/log.ts'
import { settings } from '#lib/settings.ts'
import { build, builtActions } from './build.ts'
import { authSecret, keptSecret, lockDataFolder, openDataFolder } from './data-folder.ts'
import { type EmbeddedPostgres, startPostgres } from './embedded-postgres.ts'
import { checkAddress, databaseFailure, firstOperator, prepareDatabase, type SignIns } from './prepare-database.ts'
import { step } from './progress.ts'
import { StartFailure } from './start-failure.ts'
import { removeUnused, temporaryFolder } from './temporary-folder.ts'

const development = process.argv.includes('--dev')

/** What was started, undone in the opposite order when the process is told to stop. */
const undo: (() => Promise<unknown> | unknown)[] = []
let stopping = false

async function stop(code: number): Promise<void> {
  if (stopping) process.exit(code)
  stopping = true
  setTimeout(() => process.exit(code), 20_000).unref()
  for (const last of undo.reverse())
    await Promise.resolve(last()).catch((error) => log(`while stopping: ${error.message}`))
  process.exit(code)
}

// Whoever read our output may be gone before us: what cannot be said is not said, instead of failing over it again and again.
for (const output of [process.stdout, process.stderr]) output.on('error', () => {})
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(0))

try {
  await start()
} catch (error) {
  console.error(error instanceof StartFailure ? `Almanac does not start: ${error.message}` : error)
  await stop(1)
}

async function start(): Promise<void> {
  process.title = 'almanac'
  const workerMode = process.env.WORKER ?? 'on'
  if (!['on', 'off', 'only'].includes(workerMode))
    throw new StartFailure(`WORKER is “${workerMode}”: it can be on, off or only.`)
  const serves = workerMode !== 'only'
  process.env.BASE_URL &&= siteAddress(process.env.BASE_URL)
  if (process.env.DATABASE_URL) checkAddress(process.env.DATABASE_URL)
  if (process.env.SMTP_URL) checkSmtpAddress(process.env.SMTP_URL)
  const folder = await openDataFolder()
  const server = serves ? await listen() : null

  const embedded = !process.env.DATABASE_URL
  if (embedded) {
    undo.push(await lockDataFolder(folder))
    const postgres: EmbeddedPostgres = await step('database started', () => startPostgres(folder))
    undo.push(postgres.stop)
    process.env.DATABASE_URL = postgres.url
  }
  process.env.AUTH_SECRET ||= await authSecret(embedded ? folder : null)
  process.env.NEXTAUTH_SECRET = process.env.AUTH_SECRET
  process.env.NEXTAUTH_URL = settings.baseUrl()
  undo.push(endPool)

  const url = process.env.DATABASE_URL ?? ''
  const kept = new KeptEditions(join(folder, 'editions'))
  const seed = process.env.SEED ?? (embedded ? 'demo' : 'none')
  if (seed !== 'demo' && seed !== 'none') throw new StartFailure(`SEED is “${seed}”: it can be demo or none.`)
  const prepare = () =>
    prepareDatabase(url, seed, (make) =>
      keptSecret(folder, 'demo-password', () => process.env.ADMIN_PASSWORD || make()),
    )
  const prepared = await prepare().catch((error) => unreachable(error, url))
  if (!prepared && !(server && (await kept.load()).size)) {
    throw new StartFailure(
      `PostgreSQL at ${new URL(url).hostname} can’t be reached, and no edition was kept to show meanwhile: start it, or check DATABASE_URL.`,
    )
  }

  const listener = new Listener()
  undo.push(() => listener.stop())
  let worker: Worker | undefined
  const work = async () => {
    if (workerMode === 'off') return
    // What makes mails takes a second to load: not before it is needed.
    const { startWorker } = await import('#lib/jobs/worker.ts')
    worker = startWorker(log)
    listener.on('notice', () => worker?.wake())
    undo.push(async () => {
      await worker?.stop()
      closeSmtp()
    })
  }
  const begin = async (signIns: SignIns) => {
    await firstOperator(url, (operator) => announce(serves, [...operator, ...signIns]))
    await work()
  }
  if (server) await serve(server, listener, kept, Boolean(prepared))
  await removeUnused()
  if (
    prepared &&
    (await begin(prepared).then(
      () => true,
      (error) => unreachable(error, url),
    ))
  )
    return
  announce(serves, null)
  void prepareLater(prepare, begin)
}

function checkSmtpAddress(address: string): void {
  try {
    readSmtpAddress(address)
  } catch (error) {
    throw new StartFailure((error as Error).message)
  }
}

/** The port is taken first: a start that cannot serve should say so at once. */
async function listen(): Promise<Server> {
  const server = createServer({ keepAliveTimeout: keepAliveSeconds * 1000, optimizeEmptyRequests: true })
  server.on('request', (_, response) => {
    if (server.listenerCount('request') === 1)
      response.writeHead(503, { 'Retry-After': '2' }).end('Almanac is starting.')
  })
  const port = settings.port()
  const host = process.env.HOST?.trim()
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new StartFailure(`PORT is “${process.env.PORT}”: it must be a number up to 65535.`)
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        new StartFailure(
          error.code === 'EADDRINUSE'
            ? `Port ${port} is in use: stop what uses it, or set PORT.`
            : ['EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN', 'EINVAL'].includes(error.code ?? '')
              ? `HOST is “${host}”: it must be an address or a name of this machine.`
              : error.code === 'EACCES'
                ? `Port ${port} needs rights that this user does not have: set PORT to 1024 or more.`
                : error.message,
        ),
      ),
    )
    server.listen({ port, ...(host && { host }) }, resolve)
  })
  undo.push(
    () =>
      new Promise((resolve) => {
        server.close(resolve)
        server.closeIdleConnections()
        setTimeout(() => server.closeAllConnections(), 1000).unref()
      }),
  )
  return server
}

/** The site's address as links begin: it cannot lie below a path of another site. */
function siteAddress(said: string): string {
  const address = URL.canParse(said) ? new URL(said) : null
  if (!address || !/^https?:$/.test(address.protocol) || address.href !== `${address.origin}/`)
    throw new StartFailure(
      `BASE_URL is “${said}”: it must be the address of a whole site, without a path, like https://status.example.org.`,
    )
  return address.origin
}

/** Brings Next up behind the front, and the pages that must always be there. */
async function serve(server: Server, listener: Listener, kept: KeptEditions, prepared: boolean): Promise<void> {
  if (!development)
    await step('site up to date', async (note) => {
      if (await build()) note('site built')
    })
  writeFaultsOnce()
  const { default: next } = await import('next')
  process.env.NEXT_TELEMETRY_DISABLED = '1'
  const app = next({
    dev: development,
    dir: join(import.meta.dirname, '../..'),
    hostname: 'localhost',
    port: settings.port(),
    ...(development && { httpServer: server }),
  })
  await step('site started', () => app.prepare())
  undo.push(() => app.close())
  const application = app.getRequestHandler()

  const folder = temporaryFolder()
  undo.push(() => rm(folder, { recursive: true, force: true }))
  const { render, close } = await openRenderer(join(folder, 'next'), application, () => listener.edition)
  undo.push(close)

  const isUp = () => listener.isUp === true
  const cache = new PageCache({ render, edition: () => listener.edition, isUp, log }, kept)
  const live = new LiveChannel()
  undo.push(
    () => live.close(),
    () => kept.flush(),
    () => cache.close(),
  )
  await cache.restore()

  let refreshing = Promise.resolve()
  const refresh = () => {
    refreshing = refreshing.then(() => cache.refresh()).catch((error) => log(error.message))
  }
  const tell = () => live.tell({ edition: listener.edition, up: isUp() })
  listener.on('restored', () => {
    cache.outdate()
    log('the database was restored: its pages are made anew')
  })
  listener.on('edition', () => {
    tell()
    refresh()
  })
  listener.on('up', () => {
    tell()
    refresh()
    log('the database is there')
  })
  listener.on('down', () => {
    tell()
    log('the database is away: the last edition is served')
  })
  const minutely = setInterval(refresh, 60_000)
  undo.push(() => clearInterval(minutely))

  if (prepared && !development) {
    await step('pages ready', async () => {
      const deadline = Date.now() + 10_000
      while (!isUp() && Date.now() < deadline) await sleep(20)
      refresh()
      await refreshing
    })
  }
  const actions = development ? null : await builtActions()
  const front = makeFront({ cache, live, application, isUp, edition: () => listener.edition, actions, development })
  server.removeAllListeners('request')
  server.on('request', front)
}

/** The database was away at the start: what must be done before work begins is done when it is back. */
async function prepareLater(
  prepare: () => Promise<SignIns>,
  begin: (signIns: SignIns) => Promise<void>,
): Promise<void> {
  while (!stopping) {
    await sleep(2000)
    try {
      return await begin(await prepare())
    } catch (error) {
      const failure = databaseFailure(error, process.env.DATABASE_URL ?? '')
      if (failure) log(failure.message)
    }
  }
}

/** Null when the database may come back by itself; otherwise the sentence that says what is wrong. */
function unreachable(error: unknown, url: string): null {
  const failure = databaseFailure(error, url)
  if (failure) throw failure
  if (error instanceof StartFailure) throw error
  if (error instanceof Unavailable) return null
  const text = String((error as { code?: string }).code ?? '') + String(error)
  if (!/ECONN|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|ENOENT|timeout|terminated|57P0/i.test(text)) throw error
  return null
}

/** Where it is and how to get in, in one piece. */
function announce(serves: boolean, signIns: SignIns | null): void {
  const lines = serves ? ['', `  Almanac is at ${settings.baseUrl()}`] : ['', '  The worker is running.']
  if (!signIns)
    lines.push('  The database can’t be reached: the last edition is served, and the database is tried again.')
  if (signIns?.length) {
    const width = Math.max(...signIns.map((one) => one.email.length))
    lines.push(
      `  Sign in at ${settings.baseUrl()}/admin`,
      '',
      ...signIns.map(({ email, password, who }) => `    ${email.padEnd(width)}   ${password}   ${who}`),
    )
  }
  console.log(`${lines.join('\n')}\n`)
}
