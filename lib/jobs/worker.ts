import { setTimeout as sleep } from 'node:timers/promises'
import { asSystem } from '#db/scope.ts'
import { addressNotice } from '#lib/channels/address-notice.ts'
import { answered, deliver } from '#lib/channels/deliver.ts'
import { transport } from '#lib/channels/mail/chosen-transport.ts'
import { releaseForgotten } from '#lib/channels/order.ts'
import { watchWindows } from '#lib/jobs/watch-windows.ts'
import { tidy } from './tidy.ts'

/**
 * Every job there is. What is to be done stands in rows, written in the transaction that caused it; a job looks for
 * what is due, does one piece and says whether there may be more. Any number of workers run them.
 */
const jobs: { name: string; everySeconds: number; lanes?: number; run: () => Promise<unknown> }[] = [
  { name: 'address-notices', everySeconds: 2, run: () => addressNotice() },
  // A transport says how many lanes it takes; those beyond have nothing to do.
  { name: 'deliver', everySeconds: 2, lanes: 4, run: () => deliver(transport()) },
  { name: 'release-deliveries', everySeconds: 15, run: () => asSystem(releaseForgotten) },
  { name: 'watch-windows', everySeconds: 2, run: watchWindows },
  { name: 'tidy', everySeconds: 3600, run: tidy },
]

export type Worker = { wake(): void; stop(): Promise<void> }

/**
 * Runs the jobs until stopped, each by its own clock; `wake` makes them look at once. A job that fails, for example
 * because the database is away, is tried again a little later and says so once.
 */
export function startWorker(log: (line: string) => void): Worker {
  let stopping = false
  let sleeping = new AbortController()
  const wake = () => {
    const before = sleeping
    sleeping = new AbortController()
    before.abort()
  }
  const loop = async (job: (typeof jobs)[number]) => {
    let failed = false
    while (!stopping) {
      let more: unknown = false
      try {
        more = await job.run()
        if (failed) log(`${job.name} works again`)
        failed = false
      } catch (error) {
        if (!failed) log(`${job.name} failed and is tried again: ${(error as Error).message.split('\n')[0]}`)
        failed = true
      }
      // What one job has done may be what another waits for: addressed notices are delivered at once.
      if (more === true) wake()
      else if (!stopping) await sleep(job.everySeconds * 1000, undefined, { signal: sleeping.signal }).catch(() => {})
    }
  }
  const running = jobs.flatMap((job) => Array.from({ length: job.lanes ?? 1 }, () => loop(job)))
  return {
    wake,
    async stop() {
      stopping = true
      wake()
      await Promise.race([Promise.all(running).then(answered), sleep(5000, undefined, { ref: false })])
    },
  }
}
