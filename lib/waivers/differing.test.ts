import { beforeAll, describe, expect, test } from 'vitest'
import { asReader } from '#db/scope.ts'
import { findWindow } from '#lib/judging/stored-window.ts'
import { makeWorld, planFor, type World } from '#lib/testing/world.ts'
import { draftWindow, editWindow } from '#lib/windows/draft-window.ts'
import type { PlanInput } from '#lib/windows/input.ts'
import { askWaiver } from './ask-waiver.ts'
import { decideWaiver } from './decide-waiver.ts'
import { differingFrom } from './differing.ts'
import { listWaivers } from './queries.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld({ strict: true })
})
const now = new Date('2026-11-21T12:00:00Z')
const reason = { en: 'The supplier ends support that week.' }
const plan = (changes: Partial<PlanInput> = {}) =>
  planFor(world.smart, {
    ...{ startsLocal: '2026-11-29T20:00', endsLocal: '2026-11-29T23:00', downtime: null, effect: { en: 'Nothing' } },
    ...changes,
  })
const ask = (id: string) => askWaiver(world.scheduler, { windowId: id, code: 'notice-too-short', reason }, now)
const approve = async ({ ids }: { ids: string[] }) =>
  decideWaiver(world.approver, { id: ids[0] ?? '', granted: true }, now)
/** What an approver is shown beside each request that waits. */
const shown = (id: string) =>
  asReader(world.approver, async (tx) => {
    const window = await findWindow(tx, id)
    if (!window) throw new Error('no window')
    return [...(await differingFrom(tx, window, await listWaivers(tx, id))).values()]
  })
const approved = async () => {
  const { id } = await draftWindow(world.scheduler, plan(), now)
  await approve(await ask(id))
  return id
}

describe('who decides again sees what differs from what was approved', () => {
  test('asked for the first time there is nothing to compare with', async () => {
    const { id } = await draftWindow(world.scheduler, plan(), now)
    await ask(id)
    expect(await shown(id)).toEqual([])
  })
  test('each part as it was and as it is, with names', async () => {
    const id = await approved()
    const uit = world.smart.environments['uit-a'] ?? ''
    const changes = {
      ...{ startsLocal: '2026-11-29T21:00' as const, downtime: { from: '21:00', minutes: 60 }, environmentId: uit },
      ...{ effect: { en: 'It is out.' }, changes: [{ en: 'A fail-over' }], impacts: [] },
    }
    await editWindow(world.scheduler, { id }, plan(changes), now)
    await ask(id)
    const [one] = await shown(id)
    expect(one?.parts.toSorted()).toEqual(
      ['changes', 'components', 'downtimeAfter', 'downtimeMinutes', 'effect', 'environment', 'times'].toSorted(),
    )
    expect(one?.before).toMatchObject({
      effect: { en: 'Nothing' },
      environment: { en: 'Production' },
      components: [{ impact: 'degraded' }],
      downtimeMinutes: null,
    })
    expect(one?.after).toMatchObject({
      effect: { en: 'It is out.' },
      environment: { en: 'UIT-A' },
      downtimeMinutes: 60,
    })
    expect(one?.after.times.startsAt).toEqual(new Date('2026-11-29T21:00Z'))
  })
  test('a text alone is one of them; what was changed back differs in nothing', async () => {
    const id = await approved()
    const texts = { title: plan().title, description: { en: 'All is replaced.' }, effect: { en: 'Nothing' } }
    await editWindow(world.scheduler, { id }, plan({ description: texts.description }), now)
    const second = await ask(id)
    expect((await shown(id)).map(({ parts }) => parts)).toEqual([['description']])
    await approve(second)
    await editWindow(world.scheduler, { id }, plan({ migration: true }), now)
    await editWindow(world.scheduler, { id }, plan({ description: texts.description }), now)
    await ask(id)
    expect((await shown(id)).map(({ parts }) => parts)).toEqual([[]])
  })
  test('a request that nobody approved is nothing to compare with', async () => {
    const { id } = await draftWindow(world.scheduler, plan(), now)
    await ask(id)
    await editWindow(world.scheduler, { id }, plan({ migration: true }), now)
    await ask(id)
    expect(await shown(id)).toEqual([])
  })
})
