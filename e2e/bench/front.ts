import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freshFolder, raiseEdition, removeFolder, startServer, type TestServer } from '#e2e/support/server.ts'
import { compare } from './compare.ts'
import { load } from './wrk.ts'

const under = 15

/**
 * How fast the status page is given, beside a second Almanac that writes it with nothing but what Node documents; then the
 * age of what is answered while a change is committed every second.
 */
export async function benchFront(): Promise<void> {
  const folder = await freshFolder()
  const almanac = await startServer({}, join(folder, 'data'))
  try {
    const documented = await startServer(
      { NODE_OPTIONS: `--import ${join(import.meta.dirname, 'documented-send.ts')}` },
      join(folder, 'documented'),
    )
    try {
      await compare(`${almanac.url}/`, folder, [{ name: 'documented', url: `${documented.url}/` }])
    } finally {
      await documented.stop()
    }
    await whileChanging(almanac)
  } finally {
    await almanac.stop()
    await removeFolder(folder)
  }
}

/** Commits a change every second under load, and looks at every answer of a second reader: how old is its edition? */
async function whileChanging(almanac: TestServer): Promise<void> {
  const database = await almanac.databaseUrl()
  const commits: { edition: number; at: number }[] = []
  let done = false
  const changing = (async () => {
    while (!done) {
      const edition = await raiseEdition(database)
      commits.push({ edition, at: performance.now() })
      await sleep(1000)
    }
  })()
  let answers = 0
  let oldest = 0
  let failed = 0
  const looking = (async () => {
    while (!done) {
      const asked = performance.now()
      const answer = await fetch(almanac.url)
      await answer.arrayBuffer()
      answers++
      if (answer.status !== 200) failed++
      // What it should have known: the first commit that it does not show, if that lay before the question.
      const missed = commits.find((commit) => commit.edition > Number(answer.headers.get('x-edition')))
      if (missed && missed.at < asked) oldest = Math.max(oldest, asked - missed.at)
    }
  })()
  const measured = await load(almanac.url, 'gzip', under)
  done = true
  await Promise.all([changing, looking])
  console.log(
    `\nwith a commit every second for ${under} s: ${measured.requests} requests at ${measured.perSecond.toFixed(0)}/s, ` +
      `${measured.failed + failed} failed, p99 ${measured.p99.toFixed(1)} ms; of ${answers} answers looked at beside them ` +
      `the oldest was ${oldest.toFixed(0)} ms behind ${commits.length} commits`,
  )
}
