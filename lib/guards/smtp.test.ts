import { asc, eq, sql } from 'drizzle-orm'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { deliveries, notices, subscribers } from '#db/schema/notices.ts'
import { asSystem } from '#db/scope.ts'
import { addressNotice } from '#lib/channels/address-notice.ts'
import { claimSeconds } from '#lib/channels/claim.ts'
import { answered, deliver } from '#lib/channels/deliver.ts'
import type { Mail } from '#lib/channels/mail/render-mail.tsx'
import { closeSmtp, smtpTransport } from '#lib/channels/mail/smtp.ts'
import { readSmtpAddress } from '#lib/channels/mail/smtp-address.ts'
import { attemptSeconds } from '#lib/channels/mail/transport.ts'
import { type Fickle, type Stage, stages, startFickleMailServer, type Whim } from '#lib/testing/fickle-mail-server.ts'
import { makeWorld, planFor, subscribe, type World } from '#lib/testing/world.ts'
import { announceWindow } from '#lib/windows/announce-window.ts'
import { draftWindow } from '#lib/windows/draft-window.ts'

/** What a mail server can do to us: nobody is missed, nobody is told again and again, and one keeps no other waiting. */
let world: World
let server: Fickle
beforeAll(async () => {
  world = await makeWorld()
})
beforeEach(async () => {
  server = await startFickleMailServer()
  await asSystem(async (tx) => {
    await tx.delete(deliveries)
    await tx.delete(notices)
    await tx.delete(subscribers)
  })
})
afterEach(async () => {
  server.stop()
  closeSmtp()
  await answered()
})

const mail = (to: string): Mail => ({
  to,
  from: 'Almanac <notices@almanac.example>',
  subject: 'Announced',
  html: '<p>It is.</p>',
  text: 'It is.',
  headers: {},
})
const never = () => new AbortController().signal
const now = new Date('2026-11-01T09:00:00Z')

async function announceTo(addresses: string[]): Promise<void> {
  for (const address of addresses) await subscribe(address)
  const { id } = await draftWindow(world.operator, planFor(world.smart), now)
  await announceWindow(world.operator, { id }, now)
  while (await addressNotice(now));
}
const people = (count: number, domain: string) => Array.from({ length: count }, (_, index) => `r${index}@${domain}`)
const states = async (domain: string) =>
  (
    await asSystem((tx) =>
      tx
        .select()
        .from(deliveries)
        .where(sql`email like ${`%@${domain}`}`)
        .orderBy(asc(deliveries.email)),
    )
  ).map((row) => row.state)
/** As the worker does: several lanes, until nothing is due. */
async function run(patience?: number): Promise<void> {
  const via = smtpTransport(server.url)
  const lane = async () => {
    while (await deliver(via, now, patience));
  }
  await Promise.all(Array.from({ length: via.lanes }, lane))
}
const dueNow = () => asSystem((tx) => tx.update(deliveries).set({ nextTryAt: sql`now()` }))
const timesTaken = () =>
  Math.max(...Object.values(Object.groupBy(server.taken, ({ to }) => to)).map((mails) => mails?.length ?? 0))

describe('the address', () => {
  test.each([
    ['smtp://mail.example', { host: 'mail.example', port: 587, secure: false }],
    ['smtps://mail.example', { host: 'mail.example', port: 465, secure: true }],
    ['smtp://mail.example:25?secure=true', { host: 'mail.example', port: 25, secure: true }],
    ['smtp://[2001:db8::1]:2525', { host: '2001:db8::1', port: 2525 }],
    ['smtp://user%40corp:p%2Fa%3As%40s@mail.example', { auth: { user: 'user@corp', pass: 'p/a:s@s' } }],
    ['smtp://mail.example?requireTLS=true&name=us.example', { requireTLS: true, name: 'us.example' }],
    ['smtp://mail.example?tls.rejectUnauthorized=false', { tls: { rejectUnauthorized: false } }],
    ['smtp://mail.example?socketTimeout=5000&maxConnections=3', { socketTimeout: 5000, connections: 3 }],
    ['smtp://mail.example?pool=false', { perConnection: 1 }],
    ['smtp://mail.example?pool=true&maxMessages=50', { perConnection: 50 }],
  ])('%s', (address, options) => expect(readSmtpAddress(address)).toMatchObject(options))

  test.each(['mail.example', 'http://mail.example', 'smtp://', 'smtp:///x'])(
    '%s is refused with a sentence',
    (address) => expect(() => readSmtpAddress(address)).toThrow(/^SMTP_URL is not understood/),
  )

  test('its name and password are those of the server', async () => {
    const via = smtpTransport(`smtp://us%40corp:p%2Fa%3As@127.0.0.1:${server.port}`)
    expect(await via.sendOne('k', mail('a@one.example'), never())).toMatchObject({ result: 'sent' })
    expect(server.names).toEqual(['us@corp p/a:s'])
  })
})

test('72 mails go over the few lines there are, which are kept', async () => {
  await announceTo(people(72, 'one.example'))
  await run()
  expect(server.taken).toHaveLength(72)
  expect(timesTaken()).toBe(1)
  expect(server.connections()).toBeLessThanOrEqual(4)
})

test('a line that the server has closed meanwhile costs nothing: the mail goes over another at once', async () => {
  const via = smtpTransport(server.url)
  await via.sendOne('k1', mail('a@one.example'), never())
  server.hangUp()
  expect(await via.sendOne('k2', mail('b@one.example'), never())).toMatchObject({ result: 'sent' })
  await via.sendOne('k3', mail('c@one.example'), never())
  server.obey((stage) => (stage === 'MAIL' && server.openConnections() === 1 ? 'drop' : 'on'))
  expect(await via.sendOne('k4', mail('d@one.example'), never())).toMatchObject({ result: 'later' })
  expect(server.taken.map(({ to }) => to[0])).toEqual(['a', 'b', 'c'])
})

describe('what it does at each stage, and what became of the mail', () => {
  const begun = (stage: Stage) => stage === 'text' || stage === 'answer'
  const cases = stages.flatMap((stage): [Stage, Whim, string][] => [
    [stage, 'drop', begun(stage) ? 'unclear' : 'later'],
    [stage, 'silent', begun(stage) ? 'unclear' : 'later'],
    ...(stage === 'text'
      ? []
      : [
          [stage, '451 try later', 'later'] as [Stage, Whim, string],
          // Only who it is for and what it says are the mail's own.
          [stage, '550 no', ['RCPT', 'DATA', 'answer'].includes(stage) ? 'refused' : 'later'] as [Stage, Whim, string],
        ]),
  ])
  test.each(cases)('%s: %s', async (at, does, result) => {
    const asked = Promise.withResolvers<void>()
    server.obey((stage) => {
      if (stage !== at) return 'on'
      asked.resolve()
      return does
    })
    const time = new AbortController()
    const attempt = smtpTransport(server.url).sendOne('k', mail('a@one.example'), time.signal)
    await asked.promise
    if (does === 'silent') time.abort()
    expect(await attempt).toMatchObject({ result })
    // Whatever it was, its line is not left behind.
    await expect.poll(() => server.openConnections()).toBe(0)
  })

  test('nobody is there', async () => {
    server.stop()
    expect(await smtpTransport(server.url).sendOne('k', mail('a@one.example'), never())).toMatchObject({
      result: 'later',
    })
  })
})

test('a server that takes each mail and hangs up: nobody gets it more than twice, and staff see that it is not known', async () => {
  server.obey((stage) => (stage === 'answer' ? 'drop' : 'on'))
  await announceTo(people(30, 'dropping.example'))
  await run()
  expect(await states('dropping.example')).toEqual(Array(30).fill('sending'))
  await run()
  expect(server.taken).toHaveLength(30)
  for (let again = 0; again < 3; again++) {
    await dueNow()
    await run()
  }
  expect(timesTaken()).toBe(2)
  expect(new Set(server.taken.map(({ messageId }) => messageId)).size).toBe(30)
  expect(await states('dropping.example')).toEqual(Array(30).fill('unknown'))
})

test('silent, dropping and refusing domains beside a good one keep it waiting for nothing', async () => {
  server.obey((stage, to) => {
    if (stage === 'answer' && to.endsWith('@silent.example')) return 'silent'
    if (stage === 'text' && to.endsWith('@dropping.example')) return 'drop'
    if (stage === 'RCPT' && to.endsWith('@refusing.example')) return '550 no such user'
    return 'on'
  })
  const others = ['silent', 'dropping', 'refusing'].flatMap((name) => people(12, `${name}.example`))
  await announceTo([...others, ...people(40, 'good.example')])
  await run(1000)
  expect(await states('good.example')).toEqual(Array(40).fill('sent'))
  expect(await states('refusing.example')).toEqual(Array(12).fill('failed'))
  expect(await states('dropping.example')).toEqual(Array(12).fill('sending'))
  // Those that it has taken without a word, and those that wait until it says one.
  expect((await states('silent.example')).filter((state) => state === 'sent')).toEqual([])
  expect(server.most()).toBeLessThanOrEqual(readSmtpAddress(server.url).connections)
})

test('a claim outlasts its attempt, and no other worker takes what is under way', async () => {
  expect(claimSeconds).toBeGreaterThan(attemptSeconds)
  server.obey((stage) => (stage === 'answer' ? 'silent' : 'on'))
  await announceTo(['a@silent.example'])
  await run(0)
  expect(await states('silent.example')).toEqual(['sending'])
  const [row] = await asSystem((tx) =>
    tx
      .select({ left: sql<number>`extract(epoch from claimed_until - now())::float` })
      .from(deliveries)
      .where(eq(deliveries.email, 'a@silent.example')),
  )
  expect(row?.left).toBeGreaterThan(attemptSeconds)
  await dueNow()
  const other = await startFickleMailServer()
  expect(await deliver(smtpTransport(other.url), now)).toBe(false)
  expect(other.taken).toEqual([])
  other.stop()
})
