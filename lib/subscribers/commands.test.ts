import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, test } from 'vitest'
import { deliveries, notices, subscribers } from '#db/schema/notices.ts'
import { memberships } from '#db/schema/people.ts'
import { users } from '#db/schema/users.ts'
import { asSystem } from '#db/scope.ts'
import { makeKey, readKey } from '#lib/auth/links.ts'
import { addressNotice } from '#lib/channels/address-notice.ts'
import { mailRenderer } from '#lib/channels/mail/render-mail.tsx'
import { allZones, zoneNamed } from '#lib/i18n/zones.ts'
import { tidy } from '#lib/jobs/tidy.ts'
import type { Payload } from '#lib/notices/registry.ts'
import { readableAddress } from '#lib/readable-address.ts'
import { auditOf, makeWorld, planFor, subscribe, type World } from '#lib/testing/world.ts'
import { isTimeZone } from '#lib/time.ts'
import { announceWindow } from '#lib/windows/announce-window.ts'
import { draftWindow } from '#lib/windows/draft-window.ts'
import { changeMemberMail } from './change-member-mail.ts'
import { changeSubscription } from './change-subscription.ts'
import { confirmSubscription } from './confirm-subscription.ts'
import { endSubscription } from './end-subscription.ts'
import type { SubscriptionInput } from './input.ts'
import { getMemberMail } from './queries.ts'
import { removeSubscriber } from './remove-subscriber.ts'
import { requestSubscription } from './request-subscription.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
const now = new Date('2026-11-01T09:00:00Z')
const later = new Date('2026-11-01T15:00:00Z')
const wish = (email: string, changes: Partial<SubscriptionInput> = {}): SubscriptionInput =>
  ({
    email,
    everything: true,
    kinds: ['windows'],
    language: 'en',
    timeZone: 'Europe/London',
    ...changes,
  }) as SubscriptionInput
const rowOf = async (email: string) =>
  (await asSystem((tx) => tx.select().from(subscribers).where(eq(subscribers.email, email))))[0]
const events = async () => (await asSystem((tx) => tx.select().from(notices))).map((notice) => notice.event)
const announce = async (service = world.smart) => {
  const { id } = await draftWindow(world.operator, planFor(service), now)
  await announceWindow(world.operator, { id }, now)
  while (await addressNotice());
  return (
    await asSystem((tx) =>
      tx
        .select({ email: deliveries.email, subject: notices.payload })
        .from(deliveries)
        .innerJoin(notices, eq(notices.id, deliveries.noticeId))
        .where(eq(notices.event, 'window-announced')),
    )
  ).map((row) => row.email)
}

describe('asking, confirming, changing, ending', () => {
  test('nothing is sent before the confirmation but the mail that asks for it', async () => {
    await requestSubscription('1.1.1.1', wish('Reader@One.example'), now)
    const row = await rowOf('reader@one.example')
    expect(row).toMatchObject({ confirmedAt: null, kinds: ['windows'] })
    expect(await events()).toEqual(['subscription-confirm'])
    expect(await announce()).not.toContain('reader@one.example')

    const key = makeKey('confirm', row?.id ?? '', now.getTime() / 1000 + 3600)
    await confirmSubscription(key, now)
    await confirmSubscription(key, now)
    expect((await rowOf('reader@one.example'))?.confirmedAt).toEqual(now)
    expect(await announce()).toContain('reader@one.example')
    expect((await auditOf(row?.id ?? '')).map((entry) => entry.action)).toEqual([
      'subscription.request',
      'subscription.confirm',
    ])
  })

  test('who asks again unconfirmed changes the wish; who is confirmed is told so and keeps theirs', async () => {
    await requestSubscription('1.1.1.2', wish('again@one.example'), now)
    await requestSubscription('1.1.1.2', wish('again@one.example', { kinds: ['incidents'], language: 'hi' }), now)
    expect(await rowOf('again@one.example')).toMatchObject({ kinds: ['incidents'], language: 'hi', confirmedAt: null })
    const id = await subscribe('settled@one.example')
    await requestSubscription('1.1.1.2', wish('settled@one.example', { kinds: ['freezes'] }), now)
    expect((await rowOf('settled@one.example'))?.kinds).toEqual(['windows', 'changes', 'incidents', 'freezes'])
    expect((await events()).at(-1)).toBe('subscription-known')
    expect(id).toBeTruthy()
  })

  test('a choice of services and kinds decides what comes', async () => {
    const smart = await subscribe('smart@two.example', { everything: false, services: [world.smart.id] })
    await subscribe('demo@two.example', { everything: false, services: [world.demo.id] })
    await subscribe('incidents@two.example', { kinds: ['incidents'] })
    const told = await announce()
    expect(told).toContain('smart@two.example')
    expect(told).not.toContain('demo@two.example')
    expect(told).not.toContain('incidents@two.example')
    await changeSubscription(makeKey('subscription', smart), {
      everything: false,
      services: [world.demo.id],
      kinds: ['changes'],
      language: 'hi',
      timeZone: 'Asia/Kolkata',
    })
    expect(await rowOf('smart@two.example')).toMatchObject({
      services: [world.demo.id],
      kinds: ['changes'],
      language: 'hi',
      timeZone: 'Asia/Kolkata',
    })
  })

  test('ending deletes the address and what still waits; doing it twice is no error', async () => {
    const id = await subscribe('leaver@three.example')
    await announce()
    await endSubscription(makeKey('subscription', id))
    await endSubscription(makeKey('subscription', id))
    expect(await rowOf('leaver@three.example')).toBeUndefined()
    expect(await asSystem((tx) => tx.select().from(deliveries).where(eq(deliveries.recipient, id)))).toEqual([])
    expect(await announce()).not.toContain('leaver@three.example')
  })

  test('a member’s key ends their mail, not their account', async () => {
    const [membership] = await asSystem((tx) =>
      tx.select().from(memberships).where(eq(memberships.userId, world.memberA)),
    )
    await endSubscription(makeKey('membership', membership?.id ?? ''))
    expect((await asSystem((tx) => tx.select().from(users).where(eq(users.id, world.memberA))))[0]).toMatchObject({
      wantsMail: false,
    })
  })

  test('staff who administer remove an address; a scheduler may not', async () => {
    const id = await subscribe('bounces@four.example')
    await expect(removeSubscriber(world.scheduler, id)).rejects.toMatchObject({ kind: 'forbidden' })
    await removeSubscriber(world.operator, id)
    expect(await rowOf('bounces@four.example')).toBeUndefined()
  })
})

describe('an address', () => {
  test.each([
    ['user@b\u00fccher.example', 'user@xn--bcher-kva.example'],
    ['user@BU\u0308CHER.example', 'user@xn--bcher-kva.example'],
    ['reader@\u0909\u0926\u093e\u0939\u0930\u0923.\u092d\u093e\u0930\u0924', 'reader@xn--p1b6ci4b4b3a.xn--h2brj9c'],
    [' R&D@Example.ORG ', 'r&d@example.org'],
    ["o'neil+news/{a}|~!#$%*=?^_`@one.example", "o'neil+news/{a}|~!#$%*=?^_`@one.example"],
    ['a$&b@one.example', 'a$&b@one.example'],
  ])('%j is kept as %j, asked for again or not, and its mail names it', async (typed, kept) => {
    await requestSubscription('6.6.6.6', wish(typed), later)
    await requestSubscription('6.6.6.6', wish(kept.toUpperCase()), later)
    const row = await rowOf(kept)
    expect(row?.email).toBe(kept)
    const [confirmation] = (await asSystem((tx) => tx.select().from(notices))).filter(
      (notice) => (notice.payload as { email?: string }).email === kept,
    )
    const mail = await mailRenderer(
      confirmation?.payload as Payload,
      { en: 'Almanac' },
      null,
    )({
      id: row?.id ?? '',
      email: kept,
      language: 'en',
      timeZone: 'UTC',
      member: false,
    })
    const written = readableAddress(kept)
    expect(mail.to).toBe(kept)
    expect(mail.text).toContain(written)
    expect(mail.html).toContain(written.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`))
  })

  test.each([
    'a b@one.example',
    'a@b',
    'a@@one.example',
    '.a@one.example',
    'a..b@one.example',
    'a@one..example',
    'a@-one.example',
    'a@1.2.3.4',
    'a@one.example/x',
    'a@one.example\nBcc: b@two.example',
    'a@one.example\u0000',
    'a@\ud83d.example',
    `${'a'.repeat(65)}@one.example`,
    `a@${'b.'.repeat(130)}example`,
  ])('%j is none', (typed) =>
    expect(requestSubscription('6.6.6.7', wish(typed), later)).rejects.toMatchObject({
      reasons: [{ code: 'not-an-address', field: 'email' }],
    }),
  )
})

describe('a zone', () => {
  test.each([
    ['Asia/Kolkata', 'Asia/Kolkata'],
    ['kolkata', 'Asia/Kolkata'],
    ['\u0915\u094b\u0932\u0915\u093e\u0924\u093e', 'Asia/Kolkata'],
    [' new york ', 'America/New_York'],
    ['europe/kyiv', 'Europe/Kyiv'],
    ['utc', 'UTC'],
    ['Asia/Calcutta', 'Asia/Calcutta'],
  ])('%j is %s', async (typed, zone) => {
    const id = await subscribe(`${crypto.randomUUID()}@zone.example`)
    await changeSubscription(makeKey('subscription', id), {
      everything: true,
      kinds: ['windows'],
      language: 'en',
      timeZone: typed,
    })
    const [row] = await asSystem((tx) => tx.select().from(subscribers).where(eq(subscribers.id, id)))
    expect(row?.timeZone).toBe(zone)
  })

  test('of the IANA database can all be chosen', () => {
    expect(allZones.length).toBeGreaterThan(400)
    expect(new Set(allZones).size).toBe(allZones.length)
    for (const zone of allZones) expect(zoneNamed(zone)).toBe(zone)
    for (const zone of Intl.supportedValuesOf('timeZone')) expect(isTimeZone(zoneNamed(zone)), zone).toBe(true)
  })
})

describe('a member’s mail', () => {
  test('is changed and ended by the key of any of it; each link of a mail does what it says', async () => {
    const [membership] = await asSystem((tx) =>
      tx.select().from(memberships).where(eq(memberships.userId, world.memberB)),
    )
    const key = makeKey('membership', membership?.id ?? '')
    await changeMemberMail(key, { wantsMail: true, language: 'hi', timeZone: 'Kolkata' })
    expect(await getMemberMail(key)).toMatchObject({ wantsMail: true, language: 'hi', timeZone: 'Asia/Kolkata' })
    await expect(changeMemberMail(key, { wantsMail: true, language: 'hi', timeZone: 'x' })).rejects.toMatchObject({
      reasons: [{ code: 'unknown-zone', field: 'timeZone' }],
    })
    await expect(
      changeMemberMail(makeKey('subscription', membership?.id ?? ''), { language: 'hi', timeZone: 'UTC' }),
    ).rejects.toMatchObject({ kind: 'missing' })
    expect((await auditOf(world.memberB)).map((entry) => entry.action)).toContain('mail.change')
  })

  test.each([true, false])('its links differ: one ends, one changes (member: %s)', async (member) => {
    const { id } = await draftWindow(world.operator, planFor(world.smart), now)
    await announceWindow(world.operator, { id }, now)
    const [notice] = (await asSystem((tx) => tx.select().from(notices))).filter(
      ({ event }) => event === 'window-announced',
    )
    const render = mailRenderer(notice?.payload as Payload, { en: 'Almanac' }, null)
    const mail = await render({ id: 'abcdefghijkm', email: 'a@b.example', language: 'hi', timeZone: 'UTC', member })
    const key = makeKey(member ? 'membership' : 'subscription', 'abcdefghijkm')
    const base = process.env.BASE_URL
    expect(mail.html).toContain(`href="${base}/hi/subscription/end/${key}"`)
    expect(mail.html).toContain(`href="${base}/hi/subscription/${key}"`)
    expect(mail.text).toContain(`${base}/hi/subscription/end/${key}`)
    expect(mail.headers['List-Unsubscribe']).toBe(`<${base}/api/unsubscribe/${key}>`)
    expect(mail.html + mail.text).not.toContain('recipient.invalid')
  })
})

describe('refusals', () => {
  test.each([
    ['no address', { email: 'not an address' }, 'email:not-an-address'],
    ['no kind', { kinds: [] }, 'kinds:no-kind'],
    ['no service', { everything: false, services: [] }, 'services:no-service'],
    ['a service that is none', { everything: false, services: ['x'] }, 'services:unknown-service'],
    ['a zone that is none', { timeZone: 'Mars/Base' }, 'timeZone:unknown-zone'],
    ['an offset', { timeZone: '+05:30' }, 'timeZone:unknown-zone'],
    ['all and some', { everything: true, services: ['x'] }, 'services:all-or-some'],
  ])('%s', async (_, changes, expected) => {
    const outcome = await requestSubscription(
      '2.2.2.2',
      wish('refused@five.example', changes as Partial<SubscriptionInput>),
      now,
    ).catch((error) => error)
    expect(outcome.reasons?.map((reason: { field: string; code: string }) => `${reason.field}:${reason.code}`)).toEqual(
      [expected],
    )
    expect(await rowOf('refused@five.example')).toBeUndefined()
  })

  test('three mails an hour to one address, silently; twenty requests an hour from one place', async () => {
    const before = (await events()).length
    for (let count = 0; count < 5; count++)
      await requestSubscription(`3.3.3.${count}`, wish('popular@six.example'), now)
    expect((await events()).length - before).toBe(3)
    for (let count = 0; count < 20; count++) await requestSubscription('4.4.4.4', wish(`a${count}@six.example`), now)
    await expect(requestSubscription('4.4.4.4', wish('a21@six.example'), now)).rejects.toMatchObject({
      kind: 'too-many',
    })
    await requestSubscription('4.4.4.4', wish('later@six.example'), new Date(now.getTime() + 3_600_000))
  })

  test('who asks again has the whole time again', async () => {
    await requestSubscription('5.5.5.6', wish('again@seven.example'), new Date(now.getTime() - 23 * 3_600_000))
    await requestSubscription('5.5.5.6', wish('again@seven.example'), now)
    await tidy(new Date(now.getTime() + 20 * 3_600_000))
    expect(await rowOf('again@seven.example')).toBeDefined()
  })

  test('who never confirms is forgotten a day after the link expired', async () => {
    await requestSubscription('5.5.5.5', wish('forgotten@seven.example'), now)
    await tidy(new Date(now.getTime() + 24 * 3_600_000))
    expect(await rowOf('forgotten@seven.example')).toBeDefined()
    await tidy(new Date(now.getTime() + 26 * 3_600_000))
    expect(await rowOf('forgotten@seven.example')).toBeUndefined()
  })
})

describe('keys', () => {
  const key = makeKey('confirm', 'abcdefghijkm', now.getTime() / 1000 + 60)
  test('are good for one purpose, for their time, and as they were made', () => {
    expect(readKey('confirm', key, now)).toBe('abcdefghijkm')
    expect(readKey('subscription', key, now)).toBeNull()
    expect(readKey('confirm', key, new Date(now.getTime() + 61_000))).toBeNull()
    expect(readKey('confirm', key.replace('abc', 'abd'), now)).toBeNull()
    for (const nonsense of ['', '.', 'abcdefghijkm', 'a.b.c.d', '%00'])
      expect(readKey('confirm', nonsense, now)).toBeNull()
  })
})
