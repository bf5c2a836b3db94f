import { asc, eq, inArray, sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { deliveries, noticeSubjects, notices } from '#db/schema/notices.ts'
import { releases } from '#db/schema/releases.ts'
import { windowMessages, windows } from '#db/schema/windows.ts'
import { asReader, asSystem } from '#db/scope.ts'
import { addressNotice } from '#lib/channels/address-notice.ts'
import { mailRenderer } from '#lib/channels/mail/render-mail.tsx'
import { Refusal } from '#lib/errors.ts'
import { publishFreeze } from '#lib/freezes/publish-freeze.ts'
import type { Payload } from '#lib/notices/registry.ts'
import { auditOf, editionNumber, makeWorld, noticesOf, subscribe, type World } from '#lib/testing/world.ts'
import type { PublishInput } from './input.ts'
import { publishPlan } from './publish-plan.ts'
import { plannerSurroundings } from './queries.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld({ strict: true })
})

const now = new Date('2026-11-21T09:00:00Z')
const sundays = ['2027-01-10', '2027-02-14', '2027-03-21']
const plan = (environment: string, changes: Partial<PublishInput> = {}): PublishInput => ({
  serviceId: world.smart.id,
  environmentId: world.smart.environments[environment] ?? '',
  kind: 'maintenance',
  title: { en: 'Maintenance', hi: 'रखरखाव' },
  starts: '20:00',
  minutes: 360,
  days: sundays,
  ...changes,
})
const stored = (environment: string) =>
  asSystem((tx) =>
    tx
      .select()
      .from(windows)
      .where(eq(windows.environmentId, world.smart.environments[environment] ?? ''))
      .orderBy(asc(windows.startsAt)),
  )
const reasonsOf = async (command: Promise<unknown>) => {
  const outcome = await command.catch((error) => error)
  if (!(outcome instanceof Refusal)) throw outcome
  return outcome.reasons.map(({ code, field, facts }) => [field, code, facts?.day])
}

test('all windows at once: rows in order, messages, audit, one notice, one mail each', async () => {
  await subscribe('one@reader.example')
  await subscribe('two@reader.example', { language: 'hi', timeZone: 'Asia/Kolkata' })
  await subscribe('changes@reader.example', { kinds: ['changes'] })
  const edition = await editionNumber()
  const days = ['2027-03-21', '2027-01-10', '2027-02-14', '2027-02-16']
  const { noticeId, windows: published } = await publishPlan(
    world.scheduler,
    plan('sit-a', { days, minutes: 240 }),
    now,
  )

  const rows = await stored('sit-a')
  expect(
    rows.map(({ reference, title, startsLocal, state }) => [reference, title.en, title.hi, startsLocal, state]),
  ).toEqual([
    ['M-2026-1', 'Maintenance 2027-01', 'रखरखाव 2027-01', '2027-01-10T20:00', 'planned'],
    ['M-2026-2', 'Maintenance 2027-02', 'रखरखाव 2027-02', '2027-02-14T20:00', 'planned'],
    ['M-2026-3', 'Maintenance 2027-02 (2)', 'रखरखाव 2027-02 (2)', '2027-02-16T20:00', 'planned'],
    ['M-2026-4', 'Maintenance 2027-03', 'रखरखाव 2027-03', '2027-03-21T20:00', 'planned'],
  ])
  expect(rows[0]).toMatchObject({
    endsAt: new Date('2027-01-11T00:00:00Z'),
    publishedAt: now,
    announcedAt: null,
    audience: 'public',
    version: 1,
  })
  expect(published.map(({ id }) => id)).toEqual(rows.map(({ id }) => id))
  const messages = await asSystem((tx) =>
    tx
      .select()
      .from(windowMessages)
      .where(
        inArray(
          windowMessages.windowId,
          rows.map(({ id }) => id),
        ),
      ),
  )
  expect(messages.map(({ kind, authorId }) => [kind, authorId])).toEqual(rows.map(() => ['planned', world.scheduler]))
  for (const { id } of rows) {
    expect((await auditOf(id)).map(({ action, actorId }) => [action, actorId])).toEqual([
      ['window.plan', world.scheduler],
    ])
    expect(await noticesOf('window', id)).toEqual(['schedule-published'])
  }
  expect(await auditOf(noticeId)).toMatchObject([{ action: 'schedule.publish', after: { windows: 4 } }])
  expect(await editionNumber()).toBe(edition + 1)

  while (await addressNotice());
  const [notice, ...more] = await asSystem((tx) => tx.select().from(notices))
  expect(more).toEqual([])
  expect(await asSystem((tx) => tx.select().from(noticeSubjects))).toHaveLength(4)
  const sent = await asSystem((tx) => tx.select().from(deliveries).orderBy(asc(deliveries.email)))
  expect(sent.map(({ email }) => email)).toEqual(['one@reader.example', 'two@reader.example'])

  const render = mailRenderer(notice?.payload as Payload, {}, null)
  const [english, hindi] = await Promise.all(sent.map((row) => render({ ...row, id: row.recipient, member: false })))
  expect(english?.subject).toBe('4 windows planned: DCC smart metering, 2027')
  expect(english?.text).toContain('4 windows are planned in SIT-A, 2 to 35 days apart.')
  expect(english?.text).toContain('Sun 10 Jan, 20:00–00:00 GMT')
  expect(english?.text).toContain('Each window is announced by a notice of its own')
  expect(english?.html).toContain('https://almanac.example/schedule?service=dcc')
  expect(hindi?.subject).toBe('4 विंडो नियोजित: DCC स्मार्ट मीटरिंग, 2027')
  expect(hindi?.html).toContain('20:00–00:00 GMT (सोम 11 जन॰, 01:30–05:30 IST, आपका समय)')
})

test('who may not plan the service publishes nothing', async () => {
  for (const person of [world.auditor, world.stranger, world.approver, world.memberB])
    await expect(publishPlan(person, plan('pit'), now)).rejects.toMatchObject({ kind: 'forbidden' })
  expect(await stored('pit')).toEqual([])
})

test('one conflict refuses all, at its day, and stores nothing', async () => {
  await publishFreeze(
    world.scheduler,
    {
      serviceId: world.smart.id,
      kind: 'annual',
      title: { en: 'Freeze' },
      environments: [world.smart.environments['sit-b'] ?? ''],
      firstDay: '2027-02-10',
      lastDay: '2027-02-20',
    },
    now,
  )
  const before = await asSystem((tx) => tx.select().from(notices))
  expect(await reasonsOf(publishPlan(world.scheduler, plan('sit-b'), now))).toEqual([
    ['days.1', 'frozen', '2027-02-14'],
    [undefined, 'waiver-in-form', undefined],
  ])
  expect(await stored('sit-b')).toEqual([])
  expect(await asSystem((tx) => tx.select().from(notices))).toEqual(before)
})

test.each<[string, Partial<PublishInput>, unknown[]]>([
  [
    'a time that clocks skip',
    { starts: '01:30', minutes: 240, days: ['2027-03-28'] },
    [['days.0', 'clock-change', '2027-03-28']],
  ],
  [
    'the past',
    { days: ['2026-11-15'] },
    [
      ['days.0', 'starts-in-past', '2026-11-15'],
      ['days.0', 'notice-too-short', '2026-11-15'],
      [undefined, 'waiver-in-form', undefined],
    ],
  ],
  ['beyond the horizon', { days: ['2028-11-26'] }, [['days.0', 'beyond-horizon', '2028-11-26']]],
  [
    'the limit of a month, with each other',
    { days: ['2027-05-02', '2027-05-09'] },
    [
      ['days.0', 'monthly-limit', '2027-05-02'],
      ['days.1', 'monthly-limit', '2027-05-09'],
      [undefined, 'waiver-in-form', undefined],
    ],
  ],
  [
    'each other',
    { minutes: 420, starts: '20:00', days: ['2027-05-02', '2027-05-02'] },
    [['days', 'same-day-twice', undefined]],
  ],
  ['no days', { days: [] }, [['days', 'no-days', undefined]]],
  ['an unknown kind', { kind: 'party' }, [['kind', 'unknown-kind', undefined]]],
  ['no title', { title: {} }, [['title.en', 'required', undefined]]],
])('refused with its reasons: %s', async (_, changes, reasons) => {
  expect(await reasonsOf(publishPlan(world.scheduler, plan('uit-b', changes), now))).toEqual(reasons)
  expect(await stored('uit-b')).toEqual([])
})

test('of two who publish overlapping days at the same instant one wins', async () => {
  const outcomes = await Promise.allSettled([
    publishPlan(world.scheduler, plan('production'), now),
    publishPlan(world.operator, plan('production', { days: ['2027-02-14', '2027-04-18'] }), now),
  ])
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  const lost = outcomes.find((one) => one.status === 'rejected')
  expect(lost?.reason.reasons).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ code: 'overlaps-window', facts: expect.objectContaining({ day: '2027-02-14' }) }),
    ]),
  )
  expect([2, 3]).toContain((await stored('production')).length)
})

test('planning again later keeps what is published', async () => {
  const first = await publishPlan(world.scheduler, plan('uit-a'), now)
  const kept = await stored('uit-a')
  const ground = await asReader(world.scheduler, (tx) =>
    plannerSurroundings(tx, world.smart.id, world.smart.environments['uit-a'] ?? '', now),
  )
  expect(ground.usual).toEqual({
    starts: '20:00',
    minutes: 360,
    kind: 'maintenance',
    title: { en: 'Maintenance', hi: 'रखरखाव' },
  })
  await publishPlan(world.scheduler, plan('uit-a', { days: ['2027-04-25', '2027-05-30'] }), now)
  const rows = await stored('uit-a')
  expect(rows).toHaveLength(5)
  expect(rows.slice(0, 3)).toEqual(kept)
  expect(first.windows.map(({ id }) => id)).toEqual(kept.map(({ id }) => id))
})

test('a public digest and its titles tell of no window that the public may not see', async () => {
  const [hidden] = (await publishPlan(world.scheduler, plan('pit', { days: ['2027-02-14'], minutes: 60 }), now)).windows
  await asSystem((tx) =>
    tx
      .update(windows)
      .set({ audience: 'internal' })
      .where(eq(windows.id, hidden?.id ?? '')),
  )
  const days = ['2027-01-10', '2027-02-16', '2027-03-21']
  const { noticeId } = await publishPlan(world.scheduler, plan('pit', { days, minutes: 60 }), now)
  expect((await stored('pit')).map(({ title }) => title.en)).toEqual([
    'Maintenance 2027-01',
    'Maintenance 2027-02',
    'Maintenance 2027-02',
    'Maintenance 2027-03',
  ])
  const [notice] = await asSystem((tx) => tx.select().from(notices).where(eq(notices.id, noticeId)))
  expect(notice?.payload).toMatchObject({ apart: { smallest: 33, largest: 37 } })
})

test('what a policy asks for and nobody has published is foreseen; a release without a window is a pin', async () => {
  const look = () =>
    asReader(world.scheduler, (tx) =>
      plannerSurroundings(tx, world.smart.id, world.smart.environments['uit-a'] ?? '', now),
    )
  const foreseen = (ground: Awaited<ReturnType<typeof look>>) =>
    ground.foreseen.map(({ title, firstDay, lastDay }) => [title.en, firstDay, lastDay])
  const christmas = [
    ['Christmas freeze', '2026-12-18', '2027-01-08'],
    ['Christmas freeze', '2027-12-18', '2028-01-08'],
  ]
  const before = await look()
  expect(before).toMatchObject({ today: '2026-11-21', last: '2028-11-21', releases: [] })
  expect(foreseen(before)).toEqual(christmas)

  const [release] = await asSystem((tx) =>
    tx
      .insert(releases)
      .values({
        ...{ serviceId: world.smart.id, title: { en: 'SEC Release' }, version: '2027-06', type: 'SEC' },
        ...{ targetOn: '2027-06-27', pinned: true },
      })
      .returning(),
  )
  const pinned = await look()
  expect(pinned.releases).toEqual([
    { day: '2027-06-27', title: { en: 'SEC Release 2027-06', hi: 'SEC Release 2027-06' } },
  ])
  expect(foreseen(pinned)).toEqual([christmas[0], ['SEC Release 2027-06', '2027-06-17', '2027-07-07'], christmas[1]])

  await publishFreeze(
    world.scheduler,
    {
      ...{ serviceId: world.smart.id, kind: 'release', title: { en: 'Freeze' }, releaseId: release?.id ?? '' },
      ...{ firstDay: '2027-06-17', lastDay: '2027-07-07' },
    },
    now,
  )
  expect(foreseen(await look())).toEqual(christmas)
  await expect(
    asReader(world.scheduler, (tx) => plannerSurroundings(tx, world.smart.id, 'elsewhere', now)),
  ).rejects.toMatchObject({ kind: 'missing' })
})

test('what a window of a plan was only warned of is in its audit entry', async () => {
  await asSystem((tx) =>
    tx.execute(sql`update policies set rules = jsonb_set(rules, '{severities}', '{"monthly-limit": "warns"}'::jsonb)`),
  )
  const days = ['2027-05-02', '2027-05-09', '2027-06-13']
  const { windows: published } = await publishPlan(world.scheduler, plan('uit-b', { days }), now)
  const warned = await Promise.all(published.map(async ({ id }) => (await auditOf(id)).at(-1)?.after?.warned))
  expect(warned).toEqual([['monthly-limit'], ['monthly-limit'], undefined])
})
