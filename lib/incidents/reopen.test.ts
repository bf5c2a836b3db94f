import { and, eq, isNull } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { statuses } from '#db/schema/statuses.ts'
import { asReader, asSystem } from '#db/scope.ts'
import { headline } from '#lib/rules/statuses.ts'
import { getStatus } from '#lib/status/queries.ts'
import { makeWorld, type World } from '#lib/testing/world.ts'
import { declareIncident } from './declare-incident.ts'
import { updateIncident } from './update-incident.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
const at = (minutes: number) => new Date(new Date('2026-11-29T20:00:00Z').getTime() + minutes * 60_000)
const text = { en: 'Word' }
const parts = () => Object.values(world.smart.components)
const impact = (index: number, state: 'major' | 'degraded' | 'working') => ({
  componentId: parts()[index] ?? '',
  environmentId: world.smart.environments.production ?? '',
  state,
})
const stateOf = async (index: number) => {
  const { componentId, environmentId } = impact(index, 'working')
  const [row] = await asSystem((tx) =>
    tx
      .select({ state: statuses.state })
      .from(statuses)
      .where(
        and(eq(statuses.componentId, componentId), eq(statuses.environmentId, environmentId), isNull(statuses.until)),
      ),
  )
  return row?.state
}

test('an incident that is opened again holds what it held, but for what is said anew', async () => {
  const { id } = await declareIncident(
    world.scheduler,
    {
      ...{ serviceId: world.smart.id, title: text, text, severity: 'high' },
      impacts: [impact(0, 'major'), impact(1, 'degraded'), impact(2, 'major')],
    },
    at(0),
  )
  await updateIncident(world.scheduler, { id, state: 'resolved', text }, at(10))
  expect([await stateOf(0), await stateOf(1), await stateOf(2)]).toEqual(['working', 'working', 'working'])
  const again = { id, state: 'identified' as const, text, impacts: [impact(1, 'major'), impact(2, 'working')] }
  await updateIncident(world.scheduler, again, at(20))
  expect([await stateOf(0), await stateOf(1), await stateOf(2)]).toEqual(['major', 'major', 'working'])
  await updateIncident(world.scheduler, { id, state: 'resolved', text }, at(30))
})

test('while an incident is open it is never said that all work, also where it names no component', async () => {
  const answer = async (minutes: number) => {
    const status = await asReader(null, (tx) => getStatus(tx, 'Europe/London', at(minutes)))
    return headline(
      status.services.map(({ state }) => state),
      status.incidents.length,
    ).kind
  }
  expect(await answer(40)).toBe('all')
  const { id } = await declareIncident(
    world.scheduler,
    { serviceId: world.smart.id, title: text, text, severity: 'high' },
    at(41),
  )
  expect(await answer(42)).toBe('incident')
  await updateIncident(world.scheduler, { id, state: 'resolved', text }, at(43))
  expect(await answer(44)).toBe('all')
})
