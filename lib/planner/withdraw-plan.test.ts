import { asc, eq, inArray } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { deliveries, notices } from '#db/schema/notices.ts'
import { windowMessages, windows } from '#db/schema/windows.ts'
import { asSystem } from '#db/scope.ts'
import { addressNotice } from '#lib/channels/address-notice.ts'
import { wordNotice } from '#lib/notices/registry.ts'
import { auditOf, makeWorld, noticesOf, subscribe, type World } from '#lib/testing/world.ts'
import { cancelWindow } from '#lib/windows/cancel-window.ts'
import { publishPlan } from './publish-plan.ts'
import { withdrawPlan } from './withdraw-plan.ts'

const now = new Date('2026-11-01T09:00:00Z')
const later = new Date('2026-11-02T09:00:00Z')
const reason = { en: 'The vendor moved.', hi: 'विक्रेता ने तारीख़ बदली।' }
let world: World
let plan: Awaited<ReturnType<typeof publishPlan>>
beforeAll(async () => {
  world = await makeWorld()
  await subscribe('reader@one.example')
  plan = await publishPlan(
    world.scheduler,
    {
      ...{ serviceId: world.smart.id, environmentId: world.smart.environments['sit-a'] ?? '', kind: 'maintenance' },
      ...{ title: { en: 'Maintenance' }, starts: '20:00', minutes: 240 },
      days: ['2027-01-10', '2027-02-14', '2027-03-21'],
    },
    now,
  )
})
const rows = () => asSystem((tx) => tx.select().from(windows).orderBy(asc(windows.startsAt)))

test('who may not plan the service takes nothing back, nor does anybody what is no plan', async () => {
  for (const person of [world.auditor, world.stranger, world.approver, world.memberB])
    await expect(withdrawPlan(person, { notice: plan.noticeId, reason }, later)).rejects.toMatchObject({
      kind: expect.stringMatching(/forbidden|missing/),
    })
  await expect(withdrawPlan(world.scheduler, { notice: 'none', reason }, later)).rejects.toMatchObject({
    kind: 'missing',
  })
  await expect(withdrawPlan(world.scheduler, { notice: plan.noticeId, reason: {} }, later)).rejects.toMatchObject({
    reasons: [{ code: 'required', field: 'reason.en' }],
  })
  expect((await rows()).map(({ state }) => state)).toEqual(['planned', 'planned', 'planned'])
})

test('what is still planned is cancelled with the reason on its record, told by one digest; what went its own way stays', async () => {
  const own = plan.windows[1]?.id ?? ''
  await cancelWindow(world.scheduler, { id: own, reason: { en: 'Not needed.' } }, now)
  const { noticeId, cancelled } = await withdrawPlan(world.scheduler, { notice: plan.noticeId, reason }, later)
  expect(cancelled).toBe(2)
  const ids = plan.windows.map(({ id }) => id).filter((id) => id !== own)
  expect((await rows()).map(({ state, sequence }) => [state, sequence])).toEqual([
    ['cancelled', 1],
    ['cancelled', 1],
    ['cancelled', 1],
  ])
  const said = await asSystem((tx) =>
    tx.select().from(windowMessages).where(inArray(windowMessages.windowId, ids)).orderBy(asc(windowMessages.at)),
  )
  expect(said.filter(({ kind }) => kind === 'cancelled').map(({ text }) => text)).toEqual([reason, reason])
  for (const id of ids) expect(await noticesOf('window', id)).toEqual(['schedule-published', 'schedule-withdrawn'])
  expect(await noticesOf('window', own)).toEqual(['schedule-published'])
  expect((await auditOf(plan.noticeId)).map(({ action }) => action)).toEqual(['schedule.publish', 'schedule.withdraw'])

  while (await addressNotice());
  const sent = await asSystem((tx) => tx.select().from(deliveries).where(eq(deliveries.noticeId, noticeId)))
  expect(sent.map(({ email }) => email)).toEqual(['reader@one.example'])
  const [notice] = await asSystem((tx) => tx.select().from(notices).where(eq(notices.id, noticeId)))
  const worded = (['en', 'hi'] as const).map((locale) => wordNotice(notice?.payload as never, locale, 'UTC', 'Almanac'))
  expect(worded.map(({ subject, paragraphs }) => [subject, paragraphs])).toEqual([
    ['2 planned windows withdrawn: DCC smart metering, 2027', [reason.en]],
    ['2 नियोजित विंडो वापस ली गईं: DCC स्मार्ट मीटरिंग, 2027', [reason.hi]],
  ])
  await expect(withdrawPlan(world.scheduler, { notice: plan.noticeId, reason }, later)).rejects.toMatchObject({
    reasons: [{ code: 'nothing-planned-left' }],
  })
})
