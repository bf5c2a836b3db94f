import { rm } from 'node:fs/promises'
import { migrate, whilePreparing } from '#db/migrate.ts'
import { endPool } from '#db/pool.ts'
import { startPostgres } from '#lib/server/embedded-postgres.ts'
import { temporaryFolder } from '#lib/server/temporary-folder.ts'
import { killWorkers } from '#lib/testing/kill-workers.ts'
import { makeWorld } from '#lib/testing/world.ts'

/**
 * Killed ten times with SIGKILL while it sends by SMTP, beside a dropping, a silent and a refusing server: who got how
 * many mails. Nobody may be missed; what comes twice is at most what was in flight, one mail per open connection and kill.
 */
export async function trialKills(): Promise<void> {
  const folder = temporaryFolder('trial')
  const postgres = await startPostgres(folder)
  process.env.DATABASE_URL = postgres.url
  process.env.AUTH_SECRET ??= 'of the trial'
  process.env.BASE_URL ??= 'https://almanac.example'
  try {
    await whilePreparing(postgres.url, migrate)
    const kills = 10
    const started = performance.now()
    const counts = await killWorkers(await makeWorld(), {
      ...{ kills, good: 3000, others: 20, seed: 1, impatient: false, folder },
    })
    console.log(`  ${kills} kills, 3,000 good addresses, ${Math.round((performance.now() - started) / 1000)} s`)
    console.log(`  missed ${counts.missed}, once ${counts.once}, twice ${counts.twice}, oftener ${counts.oftener}`)
    console.log(`  connections open at the kills ${counts.inFlightAtMost}`)
    console.log(
      `  of one address a dropping server took ${counts.mostFromDropping}, a silent one ${counts.mostFromSilent}`,
    )
    console.log(`  states ${JSON.stringify(counts.states)}`)
    if (counts.missed || counts.twice > counts.inFlightAtMost || counts.oftener)
      throw new Error('somebody was missed, or told more often than a kill explains')
  } finally {
    await endPool()
    await postgres.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
