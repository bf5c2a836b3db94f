import { asc, eq, sql } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { deliveries, notices, subscribers } from '#db/schema/notices.ts'
import { asSystem } from '#db/scope.ts'
import type { Mail } from '#lib/channels/mail/render-mail.tsx'
import type { Outcome, Transport } from '#lib/channels/mail/transport.ts'
import { makeWorld, planFor, subscribe, type World } from '#lib/testing/world.ts'
import { announceWindow } from '#lib/windows/announce-window.ts'
import { draftWindow } from '#lib/windows/draft-window.ts'
import { addressNotice } from './address-notice.ts'
import { deliver } from './deliver.ts'
import { retryDeliveries } from './retry-deliveries.ts'
import { backOff, mostAttempts } from './settle.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
beforeEach(() =>
  asSystem(async (tx) => {
    await tx.delete(deliveries)
    await tx.delete(notices)
    await tx.delete(subscribers)
  }),
)

const now = new Date('2026-11-01T09:00:00Z')

/** A transport that answers what it is told and remembers what it was handed. */
function transportThat(answer: (mail: Mail, call: number) => Outcome, batches = false) {
  const handed: { key: string; to: string[] }[] = []
  const via: Transport = {
    name: batches ? 'resend' : 'smtp',
    keyHours: 23,
    lanes: 2,
    aside: 0,
    sendOne: async (key, mail) => {
      handed.push({ key, to: [mail.to] })
      return answer(mail, handed.length)
    },
    ...(batches && {
      sendBatch: async (key: string, mails: Mail[]) => {
        handed.push({ key, to: mails.map((mail) => mail.to) })
        const outcomes = mails.map((mail) => answer(mail, handed.length))
        return outcomes.some((outcome) => outcome.result === 'refused') ? null : outcomes
      },
    }),
  }
  return { via, handed }
}

async function announceTo(count: number): Promise<string> {
  for (let index = 0; index < count; index++)
    await subscribe(`r${index}@many.example`, { language: index % 2 ? 'hi' : 'en' })
  const { id } = await draftWindow(world.operator, planFor(world.smart), now)
  await announceWindow(world.operator, { id }, now)
  while (await addressNotice());
  const [notice] = await asSystem((tx) => tx.select().from(notices))
  return notice?.id ?? ''
}
const states = async () =>
  await asSystem((tx) =>
    tx
      .select({
        email: deliveries.email,
        state: deliveries.state,
        attempts: deliveries.attempts,
        error: deliveries.error,
      })
      .from(deliveries)
      .orderBy(asc(deliveries.email)),
  )
const dueNow = () => asSystem((tx) => tx.update(deliveries).set({ nextTryAt: sql`now()`, claimedUntil: null }))
const drain = async (via: Transport) => {
  while (await deliver(via));
}

test('each recipient gets one mail, in their language, with their own way out', async () => {
  await announceTo(3)
  const mails: Mail[] = []
  await drain(
    transportThat((mail) => {
      mails.push(mail)
      return { result: 'sent' }
    }).via,
  )
  expect(mails.map((mail) => mail.to).sort()).toEqual(['r0@many.example', 'r1@many.example', 'r2@many.example'])
  expect(mails.find((mail) => mail.to === 'r0@many.example')?.subject).toMatch(
    /^Announced: Maintenance 2026-11, DCC smart metering, 29 Nov$/,
  )
  expect(mails.find((mail) => mail.to === 'r1@many.example')?.subject).toMatch(/^घोषित: रखरखाव 2026-11, /)
  expect(new Set(mails.map((mail) => mail.headers['List-Unsubscribe'])).size).toBe(3)
  expect(mails.every((mail) => !mail.html.includes('recipient.invalid') && !mail.text.includes('RECIPIENT'))).toBe(true)
  expect((await states()).map((row) => row.state)).toEqual(['sent', 'sent', 'sent'])
})

test('batches of a hundred under one key each; tried again after a lost answer with the same key and the same members', async () => {
  await announceTo(230)
  const lost = transportThat(() => ({ result: 'unclear', error: 'no answer' }), true)
  await drain(lost.via)
  expect(lost.handed.map((call) => call.to.length).sort()).toEqual([100, 100, 30])
  await asSystem((tx) => tx.delete(subscribers).where(eq(subscribers.email, 'r7@many.example')))
  await dueNow()
  const found = transportThat(() => ({ result: 'sent', providerId: 'p' }), true)
  await drain(found.via)
  const sorted = (calls: typeof found.handed) => [...calls].sort((one, other) => one.key.localeCompare(other.key))
  expect(sorted(found.handed)).toEqual(sorted(lost.handed))
  expect((await states()).every((row) => row.state === 'sent')).toBe(true)
})

test('one address that is not accepted holds up nobody else', async () => {
  await announceTo(5)
  const { via } = transportThat(
    (mail) => (mail.to === 'r3@many.example' ? { result: 'refused', error: '422 invalid' } : { result: 'sent' }),
    true,
  )
  await drain(via)
  expect((await states()).map((row) => row.state)).toEqual(['sent', 'sent', 'sent', 'failed', 'sent'])
})

describe('what is not sent at once', () => {
  test('waits longer each time and is given up after the eighth try, which staff see and can try again', async () => {
    const notice = await announceTo(1)
    const { via, handed } = transportThat(() => ({ result: 'later', error: '451 try later' }))
    for (let attempt = 0; attempt < mostAttempts; attempt++) {
      await drain(via)
      await dueNow()
    }
    await drain(via)
    expect(handed).toHaveLength(mostAttempts)
    expect(new Set(handed.map((call) => call.key)).size).toBe(1)
    expect(await states()).toEqual([
      { email: 'r0@many.example', state: 'failed', attempts: mostAttempts, error: '451 try later' },
    ])
    await expect(retryDeliveries(world.auditor, notice)).rejects.toMatchObject({ kind: 'forbidden' })
    expect(await retryDeliveries(world.operator, notice)).toBe(1)
    await drain(transportThat(() => ({ result: 'sent' })).via)
    expect((await states())[0]?.state).toBe('sent')
  })

  test('is not tried before its time', async () => {
    await announceTo(1)
    const { via, handed } = transportThat(() => ({ result: 'later', error: 'x' }))
    await drain(via)
    await drain(via)
    expect(handed).toHaveLength(1)
    expect([1, 2, 3, 4, 5, 9].map(backOff)).toEqual([5, 20, 80, 320, 1280, 3600])
  })

  test('is tried on while its key holds, however often', async () => {
    await announceTo(1)
    const { via, handed } = transportThat(() => ({ result: 'unclear', error: 'no answer' }))
    for (let attempt = 0; attempt <= mostAttempts; attempt++) {
      await drain(via)
      await dueNow()
    }
    expect(handed).toHaveLength(mostAttempts + 1)
    expect((await states())[0]?.state).toBe('sending')
  })

  test('is unknown, and not sent again, when the key that protected it has died', async () => {
    await announceTo(1)
    const { via, handed } = transportThat(() => ({ result: 'unclear', error: 'no answer' }))
    await drain(via)
    await dueNow()
    await asSystem((tx) => tx.update(deliveries).set({ firstTriedAt: sql`now() - interval '24 hours'` }))
    await drain(via)
    await dueNow()
    await drain(via)
    expect(handed).toHaveLength(1)
    expect((await states())[0]?.state).toBe('unknown')
  })
})

test('a worker that was killed while sending leaves a claim that another takes over; two workers never send the same', async () => {
  await announceTo(4)
  const stuck = transportThat(() => ({ result: 'sent' }))
  const gate = Promise.withResolvers<void>()
  const handed = Promise.withResolvers<void>()
  const slow: Transport = {
    ...stuck.via,
    sendOne: async (key, mail, signal) => {
      handed.resolve()
      await gate.promise
      return stuck.via.sendOne(key, mail, signal)
    },
  }
  const first = deliver(slow)
  await handed.promise
  const second = transportThat(() => ({ result: 'sent' }))
  await drain(second.via)
  expect(second.handed).toHaveLength(3)
  await asSystem((tx) => tx.update(deliveries).set({ claimedUntil: sql`now() - interval '1 second'` }))
  await drain(second.via)
  expect(second.handed).toHaveLength(4)
  expect(new Set(second.handed.map((call) => call.key)).size).toBe(4)
  gate.resolve()
  await first
  expect(stuck.handed).toEqual([second.handed[3]])
})

test('a notice of a command that is undone was never written', async () => {
  const { id } = await draftWindow(world.operator, planFor(world.smart, { description: {} }), now)
  await expect(announceWindow(world.operator, { id }, now)).rejects.toThrow()
  expect(await asSystem((tx) => tx.select().from(notices))).toEqual([])
})
