import { and, eq, isNull } from 'drizzle-orm'
import { beforeAll, describe, expect, test } from 'vitest'
import { type ComponentState, statuses } from '#db/schema/statuses.ts'
import { asSystem } from '#db/scope.ts'
import { declareIncident } from '#lib/incidents/declare-incident.ts'
import { raiseOverrun } from '#lib/incidents/raise-overrun.ts'
import { updateIncident } from '#lib/incidents/update-incident.ts'
import { makeWorld, planFor, type World } from '#lib/testing/world.ts'
import { announceWindow } from '#lib/windows/announce-window.ts'
import { draftWindow } from '#lib/windows/draft-window.ts'
import { finishWindow } from '#lib/windows/finish-window.ts'
import { rollBackWindow } from '#lib/windows/roll-back-window.ts'
import { startWindow } from '#lib/windows/start-window.ts'
import { setComponentStatus } from './set-component-status.ts'

/** What a person said of a component stands again, with its note, when what came over it is over. */
let world: World
beforeAll(async () => {
  world = await makeWorld()
})
const at = (minutes: number) => new Date(new Date('2026-11-29T20:00:00Z').getTime() + minutes * 60_000)
const text = { en: 'Word' }
const place = () => ({
  componentId: world.smart.components.ssi ?? '',
  environmentId: world.smart.environments.production ?? '',
})
async function now() {
  const { componentId, environmentId } = place()
  const [row] = await asSystem((tx) =>
    tx
      .select()
      .from(statuses)
      .where(
        and(eq(statuses.componentId, componentId), eq(statuses.environmentId, environmentId), isNull(statuses.until)),
      ),
  )
  return row && { state: row.state, note: row.note }
}
async function announced() {
  const { id } = await draftWindow(world.scheduler, planFor(world.smart), at(-9000))
  await announceWindow(world.scheduler, { id }, at(-8000))
  return { id }
}
const incident = async (minutes: number) =>
  declareIncident(
    world.scheduler,
    {
      ...{ serviceId: world.smart.id, title: text, text, severity: 'low' },
      impacts: [{ ...place(), state: 'major' as const }],
    },
    at(minutes),
  )
const resolve = ({ id }: { id: string }, minutes: number) =>
  updateIncident(world.scheduler, { id, state: 'resolved', text }, at(minutes))

/** What comes and goes, all within an hour from the start. */
const comings: [string, () => Promise<unknown>][] = [
  [
    'a window',
    async () => {
      const window = await announced()
      await startWindow(world.scheduler, window, at(0))
      await finishWindow(world.scheduler, window, at(20))
    },
  ],
  [
    'a window that is rolled back',
    async () => {
      const window = await announced()
      await startWindow(world.scheduler, window, at(0))
      await rollBackWindow(world.scheduler, { ...window, reason: text }, at(10))
      await finishWindow(world.scheduler, window, at(20))
    },
  ],
  ['an incident', async () => resolve(await incident(5), 20)],
  [
    'two windows that overlap',
    async () => {
      const [one, other] = [await announced(), await announced()]
      await startWindow(world.scheduler, one, at(0))
      await startWindow(world.scheduler, other, at(5))
      await finishWindow(world.scheduler, one, at(10))
      expect((await now())?.state).toBe('maintenance')
      await finishWindow(world.scheduler, other, at(20))
    },
  ],
  [
    'an incident within a window, resolved after it',
    async () => {
      const window = await announced()
      await startWindow(world.scheduler, window, at(0))
      const trouble = await incident(5)
      await finishWindow(world.scheduler, window, at(10))
      expect((await now())?.state).toBe('major')
      await resolve(trouble, 20)
    },
  ],
  [
    'a window past its announced downtime',
    async () => {
      const window = await announced()
      await startWindow(world.scheduler, window, at(0))
      const trouble = await raiseOverrun(window.id, at(361))
      expect((await now())?.state).toBe('major')
      await finishWindow(world.scheduler, window, at(370))
      if (trouble) await resolve(trouble, 380)
    },
  ],
]

describe.each<[ComponentState, { en: string } | null]>([
  ['working', null],
  ['degraded', { en: 'Slow since Tuesday' }],
  ['unknown', { en: 'Nobody measures it' }],
  ['maintenance', { en: 'By hand' }],
])('%s', (state, note) => {
  test.each(comings)('before and after %s', async (_, comeAndGo) => {
    await setComponentStatus(world.scheduler, { ...place(), state, ...(note && { note }) }, at(-60))
    await comeAndGo()
    expect(await now()).toEqual({ state, note })
  })
})
