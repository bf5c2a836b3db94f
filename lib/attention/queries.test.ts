import { beforeAll, expect, test } from 'vitest'
import { asActor, asReader } from '#db/scope.ts'
import { addHoliday } from '#lib/holidays/add-holiday.ts'
import { breachesByService } from '#lib/judging/breaches-ahead.ts'
import { makeWorld, planFor, type World } from '#lib/testing/world.ts'
import { plus } from '#lib/time.ts'
import { askWaiver } from '#lib/waivers/ask-waiver.ts'
import { decideWaiver } from '#lib/waivers/decide-waiver.ts'
import { announceWindow } from '#lib/windows/announce-window.ts'
import { draftWindow } from '#lib/windows/draft-window.ts'
import { planWindow } from '#lib/windows/plan-window.ts'
import { needsAttention } from './queries.ts'

/** Twenty business days before the window of 29 November 2026, to the day. */
const told = new Date('2026-11-02T09:00:00Z')
const now = new Date('2026-11-10T09:00:00Z')
const reason = { en: 'It must be.' }
let world: World
beforeAll(async () => {
  world = await makeWorld({ strict: true })
})
const kinds = async (person: string, at = now) =>
  (await asReader(person, (tx) => needsAttention(tx, person, at)))
    .map(({ kind }) => kind)
    .filter((kind) => kind.startsWith('waiver'))

test('who asked for a waiver hears what was decided, until something follows from it', async () => {
  const noon = { startsLocal: '2027-01-13T12:00', endsLocal: '2027-01-13T15:00', downtime: null, effect: reason }
  const { id: windowId } = await draftWindow(world.scheduler, planFor(world.smart, noon), now)
  const ask = async (code: 'peak-hours' | 'outside-permitted-hours', at = now) =>
    (await askWaiver(world.scheduler, { windowId, code, reason }, at)).ids[0] ?? ''
  const refused = await ask('peak-hours')
  expect([await kinds(world.scheduler), await kinds(world.approver)]).toEqual([['waiver-asked'], ['waiver-asked']])
  await decideWaiver(world.approver, { id: refused, granted: false, note: reason }, now)
  expect([await kinds(world.scheduler), await kinds(world.approver)]).toEqual([['waiver-refused'], []])
  expect(await kinds(world.scheduler, new Date('2026-11-25T09:00:00Z'))).toEqual([])

  const granted = await ask('peak-hours', plus(now, 1))
  expect(await kinds(world.scheduler)).toEqual(['waiver-asked'])
  await decideWaiver(world.approver, { id: granted, granted: true }, now)
  await decideWaiver(world.approver, { id: await ask('outside-permitted-hours'), granted: true }, now)
  expect(await kinds(world.scheduler)).toEqual(['waiver-granted', 'waiver-granted'])
  await planWindow(world.scheduler, { id: windowId }, now)
  expect(await kinds(world.scheduler)).toEqual([])
})

test('published windows that break a rule are counted for who reads the policy of their service', async () => {
  const { id } = await draftWindow(world.scheduler, planFor(world.smart), told)
  await announceWindow(world.scheduler, { id }, told)
  const counted = (person: string) =>
    asActor(person, async (tx, roles) =>
      (await breachesByService(tx, roles, now)).map(({ service, count }) => [service.id, count]),
    )
  expect(await counted(world.scheduler)).toEqual([])
  await addHoliday(world.operator, { serviceId: world.smart.id, day: '2026-11-16', name: { en: 'Mourning' } }, now)
  expect(await counted(world.scheduler)).toEqual([[world.smart.id, 1]])
  expect(await counted(world.memberA)).toEqual([])
})
