import { beforeAll, expect, test } from 'vitest'
import { deliveries } from '#db/schema/notices.ts'
import { asSystem } from '#db/scope.ts'
import { addressNotice } from '#lib/channels/address-notice.ts'
import { foretellPlan } from '#lib/channels/foretell.ts'
import type { Refusal } from '#lib/errors.ts'
import { planLike } from '#lib/planner/plan-like.ts'
import { publishPlan } from '#lib/planner/publish-plan.ts'
import { withdrawPlan } from '#lib/planner/withdraw-plan.ts'
import { mashme } from '#lib/policies/presets/mashme.ts'
import { makeService } from '#lib/services/make-service.ts'
import { makeWorld, noticesOf, planFor, subscribe, type World } from '#lib/testing/world.ts'
import { alertedWindows } from './alerted.ts'
import { announceWindow } from './announce-window.ts'
import { cancelWindow } from './cancel-window.ts'
import { draftWindow, editWindow } from './draft-window.ts'
import { extendWindow } from './extend-window.ts'
import { finishWindow } from './finish-window.ts'
import { postUpdate } from './post-update.ts'
import { remindWindow } from './remind-window.ts'
import { rescheduleWindow } from './reschedule-window.ts'
import { rollBackWindow } from './roll-back-window.ts'
import { startWindow } from './start-window.ts'
import { verifyWindow } from './verify-window.ts'

let world: World
let service: Awaited<ReturnType<typeof makeService>>
beforeAll(async () => {
  world = await makeWorld()
  service = await asSystem((tx) => makeService(tx, mashme, 3, new Date('2026-01-01T00:00:00Z')))
})
const routine = mashme.policy.kinds.find((kind) => kind.routine)?.code ?? ''
const text = { en: 'Word' }
const at = (day: number, clock: string) => new Date(`2026-11-${String(day).padStart(2, '0')}T${clock}:00Z`)
const drafted = at(1, '09:00').getTime()

async function announced() {
  const plan = planFor(service, {
    ...{ kind: routine, startsLocal: '2026-11-29T04:00', endsLocal: '2026-11-29T06:00' },
    ...{ environmentId: Object.values(service.environments)[0] ?? '' },
    downtime: { from: '04:00', minutes: 60 },
  })
  const { id } = await draftWindow(world.operator, plan, new Date(drafted))
  await announceWindow(world.operator, { id }, new Date(drafted))
  return id
}

test('a routine window is told to nobody, whatever happens to it: no notice, no alert, no reminder', async () => {
  const id = await announced()
  expect(await asSystem((tx) => alertedWindows(tx, at(2, '09:00')))).toEqual([])
  const plan = planFor(service, {
    ...{ kind: routine, environmentId: Object.values(service.environments)[0] ?? '' },
    ...{ startsLocal: '2026-11-29T04:00', endsLocal: '2026-11-29T06:00', downtime: { from: '04:00', minutes: 30 } },
  })
  await editWindow(world.operator, { id }, plan, at(2, '09:00'))
  await rescheduleWindow(
    world.operator,
    { id, startsLocal: '2026-11-29T05:00', endsLocal: '2026-11-29T07:00', reason: text },
    at(2, '09:00'),
  )
  const reminded = await remindWindow(id, at(29, '03:30')).then(
    () => [],
    (refusal: Refusal) => refusal.reasons.map(({ code }) => code),
  )
  expect(reminded).toEqual(['not-due-yet'])
  await startWindow(world.operator, { id, reason: text }, at(29, '03:50'))
  await postUpdate(world.operator, { id, text }, at(29, '04:30'))
  await verifyWindow(world.operator, { id }, at(29, '04:40'))
  await extendWindow(world.operator, { id, endsLocal: '2026-11-29T08:00', reason: text }, at(29, '04:50'))
  await rollBackWindow(world.operator, { id, reason: text }, at(29, '05:00'))
  await finishWindow(world.operator, { id }, at(29, '05:10'))
  const other = await announced()
  await cancelWindow(world.operator, { id: other, reason: text }, at(3, '09:00'))
  expect([...(await noticesOf('window', id)), ...(await noticesOf('window', other))]).toEqual([])
})

test('a plan of routine windows is told to nobody, published or taken back', async () => {
  const plan = {
    ...{ serviceId: service.id, environmentId: Object.values(service.environments)[0] ?? '', kind: routine },
    ...{ title: { en: 'Update' }, starts: '04:00', minutes: 60, days: ['2027-03-07', '2027-04-11'] },
  }
  await subscribe('reader@routine.example')
  expect(await foretellPlan({ id: world.operator, timeZone: 'UTC' }, plan)).toBeNull()
  const { noticeId } = await publishPlan(world.operator, plan)
  expect(await asSystem((tx) => planLike(tx, noticeId))).toMatchObject({
    ...{ kind: routine, starts: '04:00', minutes: 60, nights: [7], first: '2027-03-07', last: '2027-04-11', count: 2 },
    title: { en: 'Update' },
  })
  await withdrawPlan(world.operator, { notice: noticeId, reason: text })
  while (await addressNotice());
  expect(await asSystem((tx) => tx.select().from(deliveries))).toEqual([])
})
