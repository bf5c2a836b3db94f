import { and, eq, isNull } from 'drizzle-orm'
import { beforeAll, describe, expect, test } from 'vitest'
import { incidentMessages, incidents } from '#db/schema/incidents.ts'
import { statuses } from '#db/schema/statuses.ts'
import { windowMessages } from '#db/schema/windows.ts'
import { asSystem } from '#db/scope.ts'
import { watchWindows } from '#lib/jobs/watch-windows.ts'
import { makeWorld, noticesOf, planFor, type World } from '#lib/testing/world.ts'
import { announceWindow } from '#lib/windows/announce-window.ts'
import { draftWindow } from '#lib/windows/draft-window.ts'
import { startWindow } from '#lib/windows/start-window.ts'
import { declareIncident } from './declare-incident.ts'
import { updateIncident } from './update-incident.ts'

let world: World
const start = new Date('2026-11-29T20:00:00Z')
const at = (minutes: number) => new Date(start.getTime() + minutes * 60_000)
beforeAll(async () => {
  world = await makeWorld()
})

const running = async () => {
  const plan = planFor(world.smart, { downtime: { from: '20:00', minutes: 60 } })
  const { id } = await draftWindow(world.scheduler, plan, at(-40000))
  await announceWindow(world.scheduler, { id }, at(-40000))
  await startWindow(world.scheduler, { id }, start)
  return id
}
const of = (component: string) => ({
  componentId: world.smart.components[component] ?? '',
  environmentId: world.smart.environments.production ?? '',
})
const declare = (windowId: string | null, minutes: number, changes = {}) =>
  declareIncident(
    world.scheduler,
    {
      serviceId: world.smart.id,
      windowId,
      title: { en: 'Sign-in fails after the update' },
      severity: 'medium',
      text: { en: 'A certificate is missing.' },
      advice: { en: 'Use the telephone.' },
      ...changes,
    },
    at(minutes),
  )
const ofWindow = (id: string) => asSystem((tx) => tx.select().from(incidents).where(eq(incidents.windowId, id)))
const end = async (id: string) => {
  for (const incident of await ofWindow(id))
    if (incident.state !== 'resolved')
      await updateIncident(world.scheduler, { id: incident.id, state: 'resolved', text: { en: 'Back.' } }, at(200))
}
const stateOf = async (component: string) => {
  const { componentId, environmentId } = of(component)
  const [row] = await asSystem((tx) =>
    tx
      .select()
      .from(statuses)
      .where(
        and(eq(statuses.componentId, componentId), eq(statuses.environmentId, environmentId), isNull(statuses.until)),
      ),
  )
  return { state: row?.state, incidentId: row?.incidentId }
}

describe('one trouble is one story', () => {
  test('an incident declared from a window takes over the one that the portal opened: title, message, components, one update', async () => {
    const id = await running()
    await watchWindows(at(60))
    const [own] = await ofWindow(id)
    const taken = await declare(id, 65, { impacts: [{ ...of('dsp'), state: 'degraded' as const }] })
    const [after, ...others] = await ofWindow(id)
    expect(others).toEqual([])
    expect(taken).toEqual({ id: own?.id, reference: own?.reference })
    expect(after).toMatchObject({
      title: { en: 'Sign-in fails after the update' },
      severity: 'medium',
      advice: { en: 'Use the telephone.' },
      openedBySystem: true,
    })
    expect(await noticesOf('incident', taken.id)).toEqual(['incident-declared', 'incident-updated'])
    expect(await stateOf('ssi')).toEqual({ state: 'major', incidentId: taken.id })
    expect(await stateOf('dsp')).toEqual({ state: 'degraded', incidentId: taken.id })
    const said = await asSystem((tx) =>
      tx.select().from(incidentMessages).where(eq(incidentMessages.incidentId, taken.id)),
    )
    expect(said.map(({ text }) => text.en)).toContain('A certificate is missing.')
    const onWindow = await asSystem((tx) =>
      tx
        .select()
        .from(windowMessages)
        .where(and(eq(windowMessages.windowId, id), eq(windowMessages.kind, 'incident'))),
    )
    expect(onWindow).toHaveLength(1)
    await end(id)
  })

  test('one that was declared goes on when the announced downtime ends: no second one is opened', async () => {
    const id = await running()
    const declared = await declare(id, 30)
    await Promise.all([watchWindows(at(60)), watchWindows(at(61))])
    const [after, ...others] = await ofWindow(id)
    expect(others).toEqual([])
    expect(after).toMatchObject({ id: declared.id, severity: 'high', title: { en: 'Sign-in fails after the update' } })
    expect(await noticesOf('incident', declared.id)).toEqual(['incident-declared', 'incident-updated'])
    expect(await stateOf('ssi')).toEqual({ state: 'major', incidentId: declared.id })
    await watchWindows(at(90))
    expect(await noticesOf('incident', declared.id)).toHaveLength(2)
    await end(id)
  })

  test('both at the same moment leave one', async () => {
    const id = await running()
    await Promise.all([watchWindows(at(60)), declare(id, 60), watchWindows(at(60))])
    const all = await ofWindow(id)
    expect(all).toHaveLength(1)
    expect(await noticesOf('incident', all[0]?.id ?? '')).toHaveLength(2)
    await end(id)
  })

  test.each([
    ['one declared by hand is another story', false],
    ['one of a window whose own is resolved is a new one', true],
  ])('%s', async (_, resolved) => {
    const id = await running()
    await watchWindows(at(60))
    const [own] = await ofWindow(id)
    if (resolved) await end(id)
    const other = await declare(resolved ? id : null, 70)
    expect(other.id).not.toBe(own?.id)
    await updateIncident(world.scheduler, { id: other.id, state: 'resolved', text: { en: 'Back.' } }, at(200))
    await end(id)
  })
})

describe('what people can do while it lasts', () => {
  const adviceOf = async (id: string) =>
    (await asSystem((tx) => tx.select().from(incidents).where(eq(incidents.id, id))))[0]?.advice
  test('is said, stays when an update does not touch it, and is gone when it is emptied or all is over', async () => {
    const { id } = await declare(null, 0)
    const update = (changes = {}) =>
      updateIncident(world.scheduler, { id, state: 'identified', text: { en: 'Found.' }, ...changes }, at(1))
    await update()
    expect(await adviceOf(id)).toEqual({ en: 'Use the telephone.' })
    await update({ advice: { en: 'Use the other site.', hi: 'दूसरी साइट का उपयोग करें।' } })
    expect(await adviceOf(id)).toEqual({ en: 'Use the other site.', hi: 'दूसरी साइट का उपयोग करें।' })
    await update({ advice: {} })
    expect(await adviceOf(id)).toBeNull()
    await update({ advice: { en: 'Wait.' } })
    await update({ state: 'resolved' })
    expect(await adviceOf(id)).toBeNull()
  })
})
