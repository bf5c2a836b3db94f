import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { Listener } from '#db/listen.ts'
import { KeptEditions } from '#lib/front/kept-editions.ts'
import { PageCache } from '#lib/front/page-cache.ts'
import { temporaryFolder } from '#lib/server/temporary-folder.ts'

// A database that is restored holds an earlier edition, or another one of the same number. What its table says replaces
// what was known: pages are made anew, and whoever listens hears it.

let folder: string
let listener: Listener
let cache: PageCache
let told: number[]
let owner: pg.Client

beforeAll(async () => {
  folder = temporaryFolder('restored')
  owner = new pg.Client({ connectionString: process.env.DATABASE_URL })
  await owner.connect()
  await restoreTo(40)
  listener = new Listener()
  listener.on('edition', (edition) => told.push(edition))
  listener.on('restored', () => cache.outdate())
  told = []
  await once(listener, 'up')
  cache = new PageCache(
    {
      edition: () => listener.edition,
      isUp: () => listener.isUp === true,
      log: () => {},
      // A page that says what the table holds when it is made, as pages of the site do.
      render: async () => {
        const renderedAt = Date.now()
        const { rows } = await owner.query('select number, raised_at::text as raised from edition')
        const body = Buffer.from(`${rows[0].number} of ${rows[0].raised}`)
        return {
          status: 200,
          contentType: 'text/plain',
          body,
          edition: Number(rows[0].number),
          renderedAt,
          mark: 'x',
          links: [],
        }
      },
    },
    new KeptEditions(folder),
  )
})

afterAll(async () => {
  await listener.stop()
  await owner.end()
  await rm(folder, { recursive: true, force: true })
})

beforeEach(() => {
  told = []
})

/** Puts the counter where a restore would, without a word on the channel. */
const restoreTo = (edition: number) =>
  owner.query(`update edition set number = $1, raised_at = clock_timestamp()`, [edition])

const shown = async () => {
  const found = await cache.find('/')
  return { text: found?.page.body.toString(), freshness: found?.freshness }
}

test.each([
  ['an earlier edition', 17],
  ['another edition of the same number', 17],
])('%s: pages are fresh again, and it is told', async (_, edition) => {
  const before = await shown()
  const heard = once(listener, 'edition')
  await restoreTo(edition)
  await heard
  const after = await shown()
  expect(after.text).toMatch(`${edition} of `)
  expect(after.text).not.toBe(before.text)
  expect(after.freshness).toBe('fresh')
  expect(told).toEqual([edition])
  expect(cache.ready('/')?.page.edition).toBe(edition)
})

test('from there on it rises as ever', async () => {
  const heard = once(listener, 'edition')
  await owner.query(`update edition set number = number + 1, raised_at = clock_timestamp()`)
  await owner.query(`select pg_notify('almanac_edition', number::text) from edition`)
  await heard
  expect(listener.edition).toBe(18)
  expect((await shown()).text).toMatch('18 of ')
})
