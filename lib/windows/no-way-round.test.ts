import { eq, sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { policies } from '#db/schema/policies.ts'
import { windows } from '#db/schema/windows.ts'
import { asSystem } from '#db/scope.ts'
import type { Refusal } from '#lib/errors.ts'
import { publishFreeze } from '#lib/freezes/publish-freeze.ts'
import { listBreaches } from '#lib/judging/list-breaches.ts'
import { publishPlan } from '#lib/planner/publish-plan.ts'
import { makeWorld, planFor, type World } from '#lib/testing/world.ts'
import { askWaiver } from '#lib/waivers/ask-waiver.ts'
import { decideWaiver } from '#lib/waivers/decide-waiver.ts'
import { announceWindow } from './announce-window.ts'
import { checkMove } from './check-move.ts'
import { checkPlan } from './check-plan.ts'
import { draftWindow, editWindow } from './draft-window.ts'
import type { PlanInput } from './input.ts'
import { planWindow } from './plan-window.ts'
import { rescheduleWindow } from './reschedule-window.ts'
import { startWindow } from './start-window.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld({ strict: true })
})
const now = new Date('2026-11-21T12:00:00Z')
const codes = (promise: Promise<unknown>) =>
  promise.then(
    () => [],
    (error: Refusal) => error.reasons.map(({ code, field }) => `${field}:${code}`),
  )
const plan = (startsLocal: string, endsLocal: string, changes: Partial<PlanInput> = {}) =>
  planFor(world.smart, { startsLocal, endsLocal, downtime: null, effect: { en: 'Nothing' }, ...changes })
const draft = async (...of: Parameters<typeof plan>) => (await draftWindow(world.scheduler, plan(...of), now)).id
const freeze = (firstDay: string, lastDay = firstDay, environments: string[] = []) =>
  publishFreeze(
    world.scheduler,
    {
      serviceId: world.smart.id,
      kind: 'annual',
      title: { en: `Freeze ${firstDay}` },
      firstDay,
      lastDay,
      environments,
    },
    now,
  )
const reason = { en: 'It must be.' }

test('an edit keeps published times to the minute, in the night in which clocks go back too', async () => {
  const id = await draft('2027-10-30T22:00', '2027-10-31T02:30')
  await planWindow(world.scheduler, { id }, now)
  // 02:30 BST lies an hour before 02:30 GMT: the window as it was meant ends at 01:30 GMT, which clocks show twice.
  const endsAt = new Date('2027-10-31T01:30Z')
  await asSystem((tx) => tx.update(windows).set({ endsAt, minutes: 270 }).where(eq(windows.id, id)))
  await editWindow(
    world.scheduler,
    { id },
    plan('2027-10-30T22:00', '2027-10-31T01:30', { title: { en: 'New name' } }),
    now,
  )
  const [row] = await asSystem((tx) => tx.select().from(windows).where(eq(windows.id, id)))
  expect([row?.title, row?.endsAt, row?.minutes]).toEqual([{ en: 'New name' }, endsAt, 270])
})

test('a window may end in the second of two equal hours, and stays so when only its start is moved', async () => {
  const id = await draft('2028-10-29T01:45', '2028-10-29T01:15')
  const times = async () => {
    const [row] = await asSystem((tx) => tx.select().from(windows).where(eq(windows.id, id)))
    return [row?.startsAt, row?.endsAt, row?.minutes]
  }
  expect(await times()).toEqual([new Date('2028-10-29T00:45Z'), new Date('2028-10-29T01:15Z'), 30])
  await planWindow(world.scheduler, { id }, now)
  const move = (startsLocal: string, endsLocal: string) =>
    codes(rescheduleWindow(world.scheduler, { id, startsLocal, endsLocal, reason }, now))
  expect(await move('2028-10-29T01:45', '2028-10-29T01:15')).toEqual(['startsLocal:same-times'])
  expect(await move('2028-10-28T23:00', '2028-10-29T01:15')).toEqual([])
  expect(await times()).toEqual([new Date('2028-10-28T22:00Z'), new Date('2028-10-29T01:15Z'), 195])
  expect(await codes(draft('2028-10-29T01:45', '2028-10-29T00:45'))).toEqual(['endsLocal:ends-before-start'])
  expect(await codes(draft('2028-10-28T01:45', '2028-10-28T01:15'))).toEqual(['endsLocal:ends-before-start'])
})

test('an early start runs into no freeze that the window itself avoids', async () => {
  await freeze('2027-01-10', '2027-01-16')
  const id = await draft('2027-01-17T20:00', '2027-01-17T23:00')
  await announceWindow(world.scheduler, { id }, now)
  const early = (at: string) => codes(startWindow(world.scheduler, { id, reason }, new Date(at)))
  expect(await early('2027-01-16T23:59:00Z')).toEqual(['reason.en:frozen'])
  expect(await early('2027-01-17T00:00:00Z')).toEqual([])
})

test('an exception to one freeze does not let an edit into another', async () => {
  const { 'uit-a': uit = '', production = '' } = world.smart.environments
  await freeze('2027-02-21', '2027-02-21', [uit])
  await freeze('2027-02-21', '2027-02-21', [production])
  const id = await draft('2027-02-21T20:00', '2027-02-21T22:00', { environmentId: uit, impacts: [] })
  const { ids } = await askWaiver(
    world.scheduler,
    { windowId: id, code: 'frozen', reason, risk: reason, checks: reason },
    now,
  )
  expect(ids).toHaveLength(1)
  for (const person of [world.approver, world.approver2])
    await decideWaiver(person, { id: ids[0] ?? '', granted: true }, now)
  await planWindow(world.scheduler, { id }, now)
  const moved = plan('2027-02-21T20:00', '2027-02-21T22:00', { environmentId: production, impacts: [] })
  expect(await codes(editWindow(world.scheduler, { id }, moved, now))).toEqual(['startsLocal:frozen'])
  // When the policy lets nobody waive it any more, the window is in breach, whoever granted what.
  expect(await asSystem((tx) => listBreaches(tx, world.smart.id, now))).toEqual([])
  await asSystem((tx) =>
    tx.execute(
      sql`update policies set rules = jsonb_set(rules, '{severities}', '{"frozen": "refused"}') where service_id = ${world.smart.id}`,
    ),
  )
  const breaches = await asSystem((tx) => listBreaches(tx, world.smart.id, now))
  expect(breaches.map(({ window }) => window.id)).toEqual([id])
  await asSystem((tx) =>
    tx.execute(
      sql`update policies set rules = jsonb_set(rules, '{severities}', '{}') where service_id = ${world.smart.id}`,
    ),
  )
})

test('a version of the policy that is not in force yet binds what lies beyond its day', async () => {
  const [policy] = await asSystem((tx) => tx.select().from(policies).where(eq(policies.serviceId, world.smart.id)))
  const rules = {
    ...(policy?.rules as object),
    permittedHours: { value: { from: '01:00', to: '05:00' }, source: 'New' },
  }
  await asSystem((tx) =>
    tx.insert(policies).values({ serviceId: world.smart.id, version: 2, inForceFrom: '2028-01-01', rules }),
  )
  const before = await draft('2027-12-12T20:00', '2027-12-12T22:00')
  expect(await codes(planWindow(world.scheduler, { id: before }, now))).toEqual([])
  const beyond = await draft('2028-02-13T20:00', '2028-02-13T22:00')
  expect(await codes(planWindow(world.scheduler, { id: beyond }, now))).toEqual(['startsLocal:outside-permitted-hours'])
  const whole = {
    serviceId: world.smart.id,
    environmentId: world.smart.environments['uit-b'] ?? '',
    kind: 'maintenance',
    title: { en: 'Maintenance' },
    starts: '20:00',
    minutes: 120,
    days: ['2027-11-14', '2028-03-12'],
  }
  expect(await codes(publishPlan(world.scheduler, whole, now))).toEqual(['days.1:outside-permitted-hours'])
})

test('times that are wrong in themselves are not judged, however long they are', async () => {
  const asked = { serviceId: world.smart.id, environmentId: null, kind: 'maintenance', startsLocal: '2027-01-01T20:00' }
  expect(await checkPlan(world.scheduler, { ...asked, endsLocal: '2199-01-01T20:00' }, now)).toEqual({
    violations: [],
    instead: null,
  })
})

test('asking whether a window may move says what moving it would say', async () => {
  const id = await draft('2027-03-07T20:00', '2027-03-07T23:00', { downtime: { from: '20:00', minutes: 120 } })
  await planWindow(world.scheduler, { id }, now)
  const ask = (startsLocal: string, endsLocal: string) =>
    codes(checkMove(world.scheduler, { id, startsLocal, endsLocal }, now))
  expect(await ask('2027-03-14T20:00', '2027-03-14T21:00')).toEqual(['endsLocal:downtime-outside'])
  expect(await ask('2027-03-07T20:00', '2027-03-07T23:00')).toEqual(['startsLocal:same-times'])
})
