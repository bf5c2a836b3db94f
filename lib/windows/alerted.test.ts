import { beforeAll, expect, test } from 'vitest'
import { asReader, asSystem } from '#db/scope.ts'
import { listVersions } from '#lib/judging/policy-in-force.ts'
import { mashme } from '#lib/policies/presets/mashme.ts'
import { revisePolicy } from '#lib/policies/revise-policy.ts'
import { editOf } from '#lib/policies/rules.ts'
import { alertLines } from '#lib/portal/alerts.ts'
import { getFrame } from '#lib/portal/queries.ts'
import { makeService } from '#lib/services/make-service.ts'
import { makeWorld, planFor, type World } from '#lib/testing/world.ts'
import { announceWindow } from './announce-window.ts'
import { cancelWindow } from './cancel-window.ts'
import { draftWindow } from './draft-window.ts'
import type { PlanInput } from './input.ts'
import { planWindow } from './plan-window.ts'
import { startWindow } from './start-window.ts'

const now = new Date('2026-11-01T09:00:00Z')
let world: World
let mash: Awaited<ReturnType<typeof makeService>>
beforeAll(async () => {
  world = await makeWorld()
  mash = await asSystem((tx) => makeService(tx, mashme, 3, new Date('2026-01-01T00:00:00Z')))
})

const draft = async (service: World['smart'], changes: Partial<PlanInput>) =>
  (await draftWindow(world.operator, planFor(service, changes), now)).id
const untouched = ({ components }: World['smart']): PlanInput['impacts'] => [
  { componentId: Object.values(components)[0] ?? '', impact: 'no_impact' },
]
const alerted = (at = now, reader: string | null = null) =>
  asReader(reader, async (tx) => {
    const line = alertLines(await getFrame(tx, at)).windows
    return [line?.count ?? 0, line?.running ?? 0, line?.next.title.en ?? null]
  })

test('from the announcement to the end, several counted with the next named; tentative, internal and routine ones are not', async () => {
  expect(await alerted()).toEqual([0, 0, null])
  const far = await draft(world.smart, {
    title: { en: 'Far' },
    startsLocal: '2027-01-10T20:00',
    endsLocal: '2027-01-11T02:00',
  })
  await planWindow(world.operator, { id: far }, now)
  expect(await alerted()).toEqual([0, 0, null])
  await announceWindow(world.operator, { id: far }, now)
  // Ten weeks ahead: the policy holds it back for no day.
  expect(await alerted()).toEqual([1, 0, 'Far'])

  const near = await draft(world.smart, { title: { en: 'Near' } })
  await announceWindow(world.operator, { id: near }, now)
  expect(await alerted()).toEqual([2, 0, 'Near'])

  const internal = await draft(world.smart, {
    ...{ title: { en: 'Internal' }, audience: 'internal' },
    ...{ startsLocal: '2026-11-20T20:00', endsLocal: '2026-11-20T22:00', downtime: { from: '20:00', minutes: 60 } },
  })
  await announceWindow(world.operator, { id: internal }, now)
  expect(await alerted()).toEqual([2, 0, 'Near'])
  expect(await alerted(now, world.operator)).toEqual([3, 0, 'Internal'])

  const routine = await draft(mash, {
    ...{
      title: { en: 'Routine' },
      kind: 'routine',
      impacts: untouched(mash),
      downtime: null,
      effect: { en: 'Nothing is felt.' },
    },
    ...{
      startsLocal: '2026-11-02T22:00',
      endsLocal: '2026-11-02T23:00',
      environmentId: mash.environments.production ?? '',
    },
  })
  await announceWindow(world.operator, { id: routine }, now)
  expect(await alerted()).toEqual([2, 0, 'Near'])

  const start = new Date('2026-11-29T20:00:00Z')
  await startWindow(world.operator, { id: near }, start)
  expect(await alerted(start)).toEqual([2, 1, 'Far'])
  await cancelWindow(world.operator, { id: far, reason: { en: 'Not needed.' } }, start)
  expect(await alerted(start)).toEqual([1, 1, 'Near'])
})

test('a policy may hold the alert back until so many days before the start', async () => {
  const city = {
    kind: 'change',
    environmentId: world.demo.environments['city-b'] ?? '',
    impacts: untouched(world.demo),
  }
  const id = await draft(world.demo, {
    ...{ ...city, title: { en: 'City' }, downtime: null, effect: { en: 'Nothing is felt.' } },
    ...{ startsLocal: '2026-11-12T20:00', endsLocal: '2026-11-12T22:00' },
  })
  await announceWindow(world.operator, { id }, now)
  const [count] = await alerted()

  const [latest] = await asSystem((tx) => listVersions(tx, world.demo.id))
  await revisePolicy(
    world.operator,
    {
      ...{ serviceId: world.demo.id, version: latest.version, inForceFrom: '2026-11-01', source: 'Board' },
      edit: { ...editOf(latest.rules), alertLeadDays: 8 },
    },
    now,
  )
  expect((await alerted())[0]).toBe(Number(count) - 1)
  expect((await alerted(new Date('2026-11-05T09:00:00Z')))[0]).toBe(count)
})
