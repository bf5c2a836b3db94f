import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { endPool, shares } from '#db/pool.ts'
import { asReader, asSystem } from '#db/scope.ts'
import { asUnavailable, Unavailable } from '#db/unavailable.ts'
import { refusalOf } from '#lib/errors.ts'
import { forForm } from '#lib/forms/form-state.ts'
import { forOneReader } from '#lib/front/for-one-reader.ts'
import { writeFaultsOnce } from '#lib/log.ts'
import { problem } from '#lib/problem.ts'
import { makeWorld, planFor, type World } from '#lib/testing/world.ts'
import { draftWindow, editWindow } from '#lib/windows/draft-window.ts'

// Too many at once: whoever acts is told to try again, in a form and by a status that says so, and nothing is a fault.
// However many read, somebody can act.

let world: World
const now = new Date('2026-11-01T09:00:00Z')
const { DATABASE_POOL } = process.env

beforeAll(async () => {
  world = await makeWorld()
})
beforeEach(async () => {
  await endPool()
  process.env.DATABASE_POOL = '5'
})
afterEach(async () => {
  await endPool()
  if (DATABASE_POOL === undefined) delete process.env.DATABASE_POOL
})

/** Holds as many transactions open as there are connections, until it is let go. */
async function holdAll(open: typeof asSystem | typeof readAll, count: number) {
  let letGo = () => {}
  const gate = new Promise<void>((resolve) => {
    letGo = resolve
  })
  const held: Promise<unknown>[] = []
  await Promise.all(
    Array.from(
      { length: count },
      () =>
        new Promise<void>((resolve) => {
          held.push(
            open(async () => {
              resolve()
              await gate
            }),
          )
        }),
    ),
  )
  return async () => {
    letGo()
    await Promise.all(held)
  }
}
const readAll = (read: () => Promise<void>) => asReader(null, read)
const book = () => draftWindow(world.scheduler, planFor(world.smart), now)

test('of all connections some are kept for commands', () => {
  expect(shares(10)).toEqual({ reads: 6, commands: 4 })
  for (let all = 2; all < 50; all++) {
    const { reads, commands } = shares(all)
    expect([reads + commands, reads > 0, commands > 0], `${all}`).toEqual([all, true, true])
  }
})

test('while readers hold all that they may have, somebody can still act', async () => {
  const letGo = await holdAll(readAll, shares(5).reads)
  expect((await book()).id).toBeTruthy()
  await letGo()
})

describe('200 bookings where none gets through', () => {
  let outcomes: PromiseSettledResult<unknown>[]
  beforeAll(async () => {
    process.env.DATABASE_POOL = '5'
    const letGo = await holdAll(asSystem, shares(5).commands)
    outcomes = await Promise.allSettled(Array.from({ length: 200 }, book))
    await letGo()
  })

  test('each is refused for being too many, and afterwards one can book', async () => {
    for (const outcome of outcomes)
      expect(outcome.status === 'rejected' && refusalOf(outcome.reason)).toMatchObject({
        kind: 'unavailable',
        reasons: [{ code: 'busy' }],
      })
    expect((await book()).id).toBeTruthy()
  })

  test('an interface answers 503 and when to try again; a form keeps what was typed', async () => {
    const [outcome] = outcomes
    const error = outcome?.status === 'rejected' ? outcome.reason : null
    const answer = problem(error)
    expect([answer.status, answer.headers.get('Retry-After'), answer.headers.get('Content-Type')]).toEqual([
      503,
      '3',
      'application/problem+json',
    ])
    const form = new FormData()
    form.set('title.en', 'Typed')
    expect(await forForm(form, () => Promise.reject(error))).toMatchObject({
      reasons: [{ code: 'busy' }],
      typed: { 'title.en': 'Typed' },
    })
  })
})

test('200 bookings at once: each is done or told to try again', async () => {
  const outcomes = await Promise.allSettled(Array.from({ length: 200 }, book))
  const faults = outcomes.filter((one) => one.status === 'rejected' && !refusalOf(one.reason))
  expect(faults).toEqual([])
  expect(outcomes.some((one) => one.status === 'fulfilled')).toBe(true)
}, 60_000)

test('a record that somebody holds: who waits is told in time, and leaves no query behind', async () => {
  const { id } = await book()
  const holder = new pg.Client({ connectionString: process.env.DATABASE_URL })
  await holder.connect()
  await holder.query('begin')
  await holder.query('lock table windows in exclusive mode')
  const refused = await editWindow(world.scheduler, { id }, planFor(world.smart), now).catch(refusalOf)
  expect(refused).toMatchObject({ kind: 'unavailable', reasons: [{ code: 'busy' }] })
  const { rows } = await holder.query(
    `select query from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
  )
  expect(rows).toEqual([])
  await holder.query('rollback')
  await holder.end()
  expect(await editWindow(world.scheduler, { id }, planFor(world.smart), now)).toBeTruthy()
})

test('a database that is away: said as such, changed nothing', async () => {
  const url = process.env.DATABASE_URL
  process.env.DATABASE_URL = 'postgres://almanac@127.0.0.1:9/almanac'
  try {
    expect(await book().catch(refusalOf)).toMatchObject({ kind: 'unavailable', reasons: [{ code: 'away' }] })
  } finally {
    process.env.DATABASE_URL = url
    await endPool()
  }
})

test.each([
  [{ code: '40P01' }, 'busy'],
  [{ code: '55P03' }, 'busy'],
  [{ code: '57014' }, 'busy'],
  [{ code: '53300' }, 'busy'],
  [{ message: 'timeout exceeded when trying to connect' }, 'busy'],
  [{ message: 'Query read timeout' }, 'busy'],
  [{ code: '57P01' }, 'away'],
  [{ code: '08006' }, 'away'],
  [{ code: 'ECONNREFUSED' }, 'away'],
  [{ message: 'Connection terminated unexpectedly' }, 'away'],
  [{ code: '23505' }, null],
  [{ message: 'x is not a function' }, null],
] as const)('%j is %s, also as the cause of another', (what, reason) => {
  const error = Object.assign(new Error(), what)
  for (const one of [error, new Error('Failed query', { cause: error })]) {
    const unavailable = asUnavailable(one)
    expect(unavailable instanceof Unavailable ? unavailable.reason : null).toBe(reason)
  }
})

describe('a page of one reader that could not be read', () => {
  let server: Server
  let fault: unknown
  const { error, warn } = console
  beforeAll(async () => {
    writeFaultsOnce()
    // As Next does it: the fault is written down where it arose, and answered with a page of its own.
    server = createServer((request, response) =>
      forOneReader(request, response, true, async () => {
        console.error(fault)
        response.writeHead(500, { 'Content-Type': 'text/html', 'x-powered-by': 'Next.js' }).end('<h1>A fault</h1>')
      }),
    )
    await new Promise<void>((resolve) => server.listen(0, resolve))
  })
  afterAll(() => {
    Object.assign(console, { error, warn })
    server.close()
  })
  const ask = (path: string, headers: Record<string, string> = {}) =>
    fetch(`http://localhost:${(server.address() as AddressInfo).port}${path}`, { headers })

  test.each([
    ['busy', '/admin/windows', 'Many people are reading just now.'],
    ['busy', '/hi/admin/windows', 'इस समय बहुत लोग पढ़ रहे हैं।'],
    ['away', '/admin', 'This page waits for the database.'],
    ['away', '/hi/admin', 'यह पृष्ठ डेटाबेस की प्रतीक्षा में है।'],
  ] as const)('%s at %s: 503, when to try again, and a page with the way to it', async (reason, path, words) => {
    const plain = new Unavailable(reason, new Error('canceling statement due to statement timeout'))
    // The application's class is a copy of ours, and what it throws may be wrapped.
    const copy = Object.assign(new Error(plain.message), { reason })
    for (const one of [plain, copy, new Error('Failed query', { cause: copy })]) {
      fault = one
      const answer = await ask(path)
      const text = await answer.text()
      expect([answer.status, answer.headers.get('Retry-After'), answer.headers.get('x-powered-by')]).toEqual([
        503,
        '5',
        null,
      ])
      expect(text).toContain(`<h1>${words}</h1>`)
      expect(text).toContain(`<a href="${path}">`)
    }
  })

  test('an interface says it by problem+json, and a fault of ours stays one', async () => {
    fault = new Unavailable('busy', null)
    const answer = await ask('/api/windows/check')
    expect([answer.status, answer.headers.get('Retry-After'), answer.headers.get('Content-Type')]).toEqual([
      503,
      '5',
      'application/problem+json',
    ])
    fault = new Error('x is not a function')
    expect((await ask('/admin')).status).toBe(500)
  })
})
