import { join } from 'node:path'
import { publishWindows } from '#e2e/support/many-windows.ts'
import { freshFolder, removeFolder, startServer } from '#e2e/support/server.ts'
import { compare } from './compare.ts'

const count = 5000

/**
 * How fast the status page and a schedule of many windows are given, and how long the schedule takes to make anew. Both
 * are finished bytes, so beside others that give the same bytes they stand alike; the larger a page, the more its bytes
 * decide and the nearer all come to each other.
 */
export async function benchSchedule(): Promise<void> {
  const folder = await freshFolder()
  const almanac = await startServer({}, join(folder, 'data'))
  try {
    await publishWindows(await almanac.databaseUrl(), count)
    console.log(`${count} windows published over two years\n`)
    // An address that nobody has asked for yet: its first answer is made while the reader waits.
    const began = performance.now()
    const first = await fetch(`${almanac.url}/schedule?zone=Asia/Kolkata`)
    await first.text()
    console.log(`/schedule is made anew in ${(performance.now() - began).toFixed(0)} ms\n`)
    await compare(`${almanac.url}/`, folder)
    console.log()
    await compare(`${almanac.url}/schedule`, folder)
  } finally {
    await almanac.stop()
    await removeFolder(folder)
  }
}
