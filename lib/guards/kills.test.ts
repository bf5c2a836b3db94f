import { rm } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { temporaryFolder } from '#lib/server/temporary-folder.ts'
import { killWorkers } from '#lib/testing/kill-workers.ts'
import { makeWorld } from '#lib/testing/world.ts'

/** The short version of `npm run trial -- kills`. */
test('killed twice while it sends by SMTP: nobody is missed, and at most what was in flight comes twice', async () => {
  const folder = temporaryFolder('test')
  try {
    const counts = await killWorkers(await makeWorld(), {
      ...{ kills: 2, good: 100, others: 2, seed: 8, impatient: true, folder },
    })
    expect(counts.missed).toBe(0)
    expect(counts.oftener).toBe(0)
    expect(counts.twice).toBeLessThanOrEqual(counts.inFlightAtMost)
    expect(counts.mostFromDropping).toBeLessThanOrEqual(2 + 2)
    expect(counts.states['good.example']).toEqual({ sent: 100 })
    expect(counts.states['refusing.example']).toEqual({ failed: 2 })
    expect(counts.states['dropping.example']).toEqual({ unknown: 2 })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}, 120_000)
