import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { newId } from '#db/schema/columns.ts'
import { asSystem } from '#db/scope.ts'
import { announceWindow } from '#lib/windows/announce-window.ts'
import { draftWindow } from '#lib/windows/draft-window.ts'
import { startFickleMailServer } from './fickle-mail-server.ts'
import { planFor, type World } from './world.ts'

/** How often each address got the mail, by what its server does, and what may have arrived twice at most. */
export type KilledCounts = {
  missed: number
  once: number
  twice: number
  oftener: number
  /** Connections that were open when a worker was killed, over all kills: each may have had one mail in flight. */
  inFlightAtMost: number
  /** Mails that dropping and silent servers took of one address at most. */
  mostFromDropping: number
  mostFromSilent: number
  states: Record<string, Record<string, number>>
}

/**
 * Announces a window to many addresses by SMTP, kills the worker with SIGKILL again and again while it sends, and starts
 * another each time; beside the good server there are one that takes mails and hangs up, one that takes them and falls
 * silent, and one that refuses. Ends when the good addresses have all been told. `impatient` takes the claims of the
 * killed over at once, instead of when they run out.
 */
export async function killWorkers(
  world: World,
  options: { kills: number; good: number; others: number; seed: number; impatient: boolean; folder: string },
): Promise<KilledCounts> {
  const server = await startFickleMailServer((stage, to) => {
    if (stage === 'answer' && to.endsWith('@dropping.example')) return 'drop'
    if (stage === 'answer' && to.endsWith('@silent.example')) return 'silent'
    if (stage === 'RCPT' && to.endsWith('@refusing.example')) return '550 no such user'
    return 'on'
  })
  const ofDomain = (domain: string) => server.taken.filter((mail) => mail.to.endsWith(`@${domain}.example`))
  const open = async (domain: string) => {
    const { rows } = await asSystem((tx) =>
      tx.execute<{ left: number }>(sql`select count(*)::int as left from deliveries
        where state in ('waiting', 'sending') and email like ${`%@${domain}.example`}`),
    )
    return rows[0]?.left ?? 0
  }
  let worker: ChildProcess | undefined
  try {
    await subscribeMany('good', options.good)
    for (const domain of ['dropping', 'silent', 'refusing']) await subscribeMany(domain, options.others)
    const early = new Date('2026-11-01T09:00:00Z')
    const { id } = await draftWindow(world.operator, planFor(world.smart), early)
    await announceWindow(world.operator, { id }, early)

    worker = startWorkerProcess(server.url, options.folder)
    let inFlightAtMost = 0
    for (const target of moments(options)) {
      while (server.taken.length < target && worker.exitCode === null) await sleep(2)
      inFlightAtMost += server.openConnections()
      worker.kill('SIGKILL')
      await once(worker, 'exit')
      if (options.impatient) await asSystem((tx) => tx.execute(sql`update deliveries set claimed_until = null`))
      worker = startWorkerProcess(server.url, options.folder)
    }
    while ((await open('good')) > 0) await sleep(200)
    // What a dropping server has taken is sent once more, after a pause that nobody waits for here.
    await asSystem((tx) =>
      tx.execute(sql`update deliveries set next_try_at = now() where email like '%@dropping.example'`),
    )
    while ((await open('dropping')) > 0 || (await open('refusing')) > 0) await sleep(200)

    const times = countBy(ofDomain('good').map((mail) => mail.to))
    const got = Array.from({ length: options.good }, (_, index) => times.get(`r${index}@good.example`) ?? 0)
    const most = (domain: string) => Math.max(0, ...countBy(ofDomain(domain).map((mail) => mail.to)).values())
    return {
      missed: got.filter((count) => count === 0).length,
      once: got.filter((count) => count === 1).length,
      twice: got.filter((count) => count === 2).length,
      oftener: got.filter((count) => count > 2).length,
      inFlightAtMost,
      mostFromDropping: most('dropping'),
      mostFromSilent: most('silent'),
      states: await states(),
    }
  } finally {
    worker?.kill('SIGKILL')
    server.stop()
  }
}

/** Counts of mails at which the worker is killed, spread over the good addresses: the same for the same seed. */
function moments({ kills, good, seed }: { kills: number; good: number; seed: number }): number[] {
  let state = seed
  const random = () => {
    // A linear congruential generator is enough to be repeatable.
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state / 2_147_483_648
  }
  return Array.from({ length: kills }, (_, index) => Math.floor(((index + random()) / kills) * good * 0.9) + 1)
}

function startWorkerProcess(smtpUrl: string, folder: string): ChildProcess {
  return spawn(process.execPath, ['--import', 'tsx', 'lib/server/main.ts'], {
    cwd: join(import.meta.dirname, '../..'),
    env: {
      ...process.env,
      ...{ NODE_ENV: 'production', WORKER: 'only', SEED: 'none', SMTP_URL: smtpUrl, DATA_DIR: join(folder, newId()) },
      RESEND_API_KEY: '',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
}

async function subscribeMany(domain: string, count: number): Promise<void> {
  await asSystem((tx) =>
    tx.execute(sql`insert into subscribers (id, email, language, time_zone, kinds, confirmed_at)
      select ${domain} || i, 'r' || i || '@' || ${domain} || '.example', 'en', 'Europe/London', '{windows}', now()
      from generate_series(0, ${count - 1}::int) i`),
  )
}

function countBy(addresses: string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const address of addresses) counts.set(address, (counts.get(address) ?? 0) + 1)
  return counts
}

async function states(): Promise<Record<string, Record<string, number>>> {
  const { rows } = await asSystem((tx) =>
    tx.execute<{ domain: string; state: string; count: number }>(
      sql`select split_part(email, '@', 2) as domain, state, count(*)::int from deliveries group by 1, 2 order by 1, 2`,
    ),
  )
  const found: Record<string, Record<string, number>> = {}
  for (const { domain, state, count } of rows) found[domain] = { ...found[domain], [state]: count }
  return found
}
