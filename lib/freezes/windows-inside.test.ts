import { eq, like } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { environments } from '#db/schema/environments.ts'
import { freezes } from '#db/schema/freezes.ts'
import { releases } from '#db/schema/releases.ts'
import { streams } from '#db/schema/streams.ts'
import { windows } from '#db/schema/windows.ts'
import { asReader, asSystem, type Tx } from '#db/scope.ts'
import { freezesIn } from '#lib/judging/surroundings.ts'
import { freezesHolding } from '#lib/rules/freezes.ts'
import { auditOf, makeWorld, planFor, type World } from '#lib/testing/world.ts'
import { addDays, localOf, plus } from '#lib/time.ts'
import { askWaiver } from '#lib/waivers/ask-waiver.ts'
import { decideWaiver } from '#lib/waivers/decide-waiver.ts'
import { draftWindow } from '#lib/windows/draft-window.ts'
import type { PlanInput } from '#lib/windows/input.ts'
import { planWindow } from '#lib/windows/plan-window.ts'
import { changeFreeze } from './change-freeze.ts'
import { publishFreeze } from './publish-freeze.ts'
import { listExceptions } from './queries.ts'
import { holdsEnvironment } from './scope.ts'
import { heldWindows, type WindowInside, windowsInside } from './windows-inside.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld({ strict: true })
})
const now = new Date('2026-11-21T12:00:00Z')
const zone = 'Europe/London'

const sixHours = (day: string) => ({ startsLocal: `${day}T20:00`, endsLocal: `${addDays(day, 1)}T02:00` })
/** A published window of six hours from 20:00 on that day, which the rules of DCC allow. */
async function planned(day: string, changes: Partial<PlanInput> = {}): Promise<string> {
  const draft = await draftWindow(world.scheduler, planFor(world.smart, { ...sixHours(day), ...changes }), now)
  await planWindow(world.scheduler, { id: draft.id }, now)
  return draft.id
}
const publish = (changes: Partial<Parameters<typeof publishFreeze>[1]> = {}) =>
  publishFreeze(
    world.scheduler,
    {
      serviceId: world.smart.id,
      kind: 'annual',
      title: { en: 'Christmas freeze' },
      firstDay: '2027-12-18',
      lastDay: '2028-01-08',
      ...changes,
    },
    now,
  )
const suggested = ({ suggestion }: WindowInside) =>
  suggestion && [suggestion.startsAt, suggestion.endsAt].map((at) => localOf(at, zone))
const stored = async (tx: Tx, id: string) => {
  const [freeze] = await tx.select().from(freezes).where(eq(freezes.id, id))
  if (!freeze) throw new Error('no freeze')
  return freeze
}
const inside = (id: string) => asReader(world.scheduler, async (tx) => windowsInside(tx, await stored(tx, id), now))

test('a new freeze lists what is planned inside at once, with the nearest same weekday that works', async () => {
  const before = await planned('2027-11-28')
  const first = await planned('2027-12-19')
  const second = await planned('2028-01-02')
  const after = [await planned('2028-02-06'), await planned('2028-03-05')]
  await draftWindow(world.scheduler, planFor(world.smart, sixHours('2027-12-26')), now)

  const { id, windowsInside: count } = await publish()
  expect(count).toBe(2)
  expect((await auditOf(id)).at(-1)?.after).toMatchObject({ windowsInside: 2 })
  const listed = await inside(id)
  expect(listed.map(({ window }) => window.id)).toEqual([first, second])
  expect([before, ...after].some((other) => listed.some(({ window }) => window.id === other))).toBe(false)
  // Nearest to the first is the week before the freeze: a month has room for one window, and December has this.
  expect(listed.map(suggested)).toEqual([
    ['2027-12-12T20:00', '2027-12-13T02:00'],
    ['2028-01-09T20:00', '2028-01-10T02:00'],
  ])

  const shorter = { serviceId: world.smart.id, kind: 'annual' as const, title: { en: 'Short' } }
  const changed = await changeFreeze(
    world.scheduler,
    { id, ...shorter, firstDay: '2027-12-18', lastDay: '2027-12-31' },
    now,
  )
  expect(changed.windowsInside).toBe(1)
  expect((await inside(id)).map(({ window }) => window.id)).toEqual([first])
})

test('where no same weekday works, any day does; where none does, none is suggested', async () => {
  // The schedule reaches to 21 November 2028, and the half year before is held.
  await planned('2028-11-12')
  await publish({ kind: 'annual', firstDay: '2028-05-05', lastDay: '2028-08-10' })
  await publish({ kind: 'annual', firstDay: '2028-08-11', lastDay: '2028-11-11' })
  const late = { kind: 'annual' as const, firstDay: '2028-11-12' }
  const { id } = await publish({ ...late, lastDay: '2028-11-19' })
  expect((await inside(id)).map(suggested)).toEqual([['2028-11-20T20:00', '2028-11-21T02:00']])
  const { id: longer } = await publish({ ...late, lastDay: '2028-11-21' })
  expect((await inside(longer)).map(suggested)).toEqual([null])
})

test('of many inside, another start is looked for the first twenty; the others are listed all the same', async () => {
  const day = '2027-10-17'
  const windowId = await planned(day)
  const { id } = await publish({ kind: 'annual', firstDay: day, lastDay: day })
  await asSystem(async (tx) => {
    const [first] = await tx.select().from(windows).where(eq(windows.id, windowId))
    if (!first) throw new Error('no window')
    const { id: _, ...row } = first
    const later = (minutes: number) => ({ startsAt: plus(row.startsAt, minutes), endsAt: plus(row.endsAt, minutes) })
    const copies = Array.from({ length: 21 }, (_, nth) => ({ ...row, reference: `M-2027-9${nth}`, ...later(nth + 1) }))
    await tx.insert(windows).values(copies)
  })
  const listed = await inside(id)
  expect(listed).toHaveLength(22)
  expect(listed.slice(0, 20).every(({ suggestion }) => suggestion)).toBe(true)
  expect(listed.slice(20).map(({ suggestion }) => suggestion)).toEqual([undefined, undefined])
  await asSystem((tx) => tx.delete(windows).where(like(windows.reference, 'M-2027-9%')))
})

test('the query and the rule agree on whom a freeze holds, for each scope', async () => {
  const day = '2027-04-11'
  const [aStream, bStream] = await asSystem((tx) =>
    tx.select().from(streams).where(eq(streams.serviceId, world.smart.id)).orderBy(streams.position),
  )
  const { production = '', 'uit-b': uitB = '' } = world.smart.environments
  const windowId = await planned(day)
  for (const [scope, expected] of [
    [{}, true],
    [{ environments: [production] }, true],
    [{ environments: [uitB] }, false],
    [{ streams: [aStream?.id ?? ''] }, true],
    [{ streams: [bStream?.id ?? ''] }, false],
    [{ streams: [bStream?.id ?? ''], environments: [production] }, true],
  ] as const) {
    const {
      id,
      reference,
      windowsInside: count,
    } = await publish({
      ...scope,
      environments: [...('environments' in scope ? scope.environments : [])],
      streams: [...('streams' in scope ? scope.streams : [])],
      kind: 'annual',
      firstDay: day,
      lastDay: day,
    })
    expect(count, JSON.stringify(scope)).toBe(expected ? 1 : 0)
    const { held, ruled } = await asReader(world.scheduler, async (tx) => {
      const [window] = await tx.select().from(windows).where(eq(windows.id, windowId))
      if (!window) throw new Error('no window')
      const around = await freezesIn(tx, world.smart.id, window.startsAt, window.endsAt)
      return { held: await heldWindows(tx, await stored(tx, id), now), ruled: freezesHolding(around, window) }
    })
    expect(ruled.some((freeze) => freeze.reference === reference)).toBe(held.length === 1)
    const holding = await asReader(null, (tx) =>
      tx
        .select({ name: environments.slug })
        .from(freezes)
        .innerJoin(environments, holdsEnvironment(environments.id))
        .where(eq(freezes.id, id)),
    )
    expect(holding.some(({ name }) => name === 'production')).toBe(expected)
    await asSystem((tx) => tx.delete(freezes).where(eq(freezes.id, id)))
  }
})

test('the window of its own release is not inside; without it, it is', async () => {
  const windowId = await planned('2027-06-27', { kind: 'sec-release' })
  const [release] = await asSystem((tx) =>
    tx
      .insert(releases)
      .values({
        serviceId: world.smart.id,
        title: { en: 'SEC Release June 2027' },
        version: 'June 2027',
        type: 'SEC',
        targetOn: '2027-06-27',
        windowId,
      })
      .returning(),
  )
  const around = { firstDay: '2027-06-17', lastDay: '2027-07-07' }
  expect((await publish({ kind: 'release', releaseId: release?.id ?? null, ...around })).windowsInside).toBe(0)
  expect((await publish({ kind: 'annual', ...around })).windowsInside).toBe(1)
})

test('exceptions: asked for, then granted; the public list names the window at the times that were granted', async () => {
  const windowId = await planned('2027-09-12')
  const { id } = await publish({ kind: 'annual', firstDay: '2027-09-10', lastDay: '2027-09-14' })
  const [window] = await asSystem((tx) => tx.select().from(windows).where(eq(windows.id, windowId)))
  if (!window) throw new Error('no window')
  const exception = async () => (await inside(id)).map(({ exception }) => exception)
  const named = () => asReader(null, (tx) => listExceptions(tx, [id]))
  expect(await exception()).toEqual([null])
  const said = { reason: { en: 'A certificate ends.' }, risk: { en: 'Low.' }, checks: { en: 'Twice.' } }
  const waiver = await askWaiver(world.scheduler, { windowId, code: 'frozen', ...said }, now)
  expect(await exception()).toEqual(['asked'])
  expect(await named()).toEqual([])
  for (const approver of [world.approver, world.approver2])
    await decideWaiver(approver, { id: waiver.ids[0] ?? '', granted: true }, now)
  expect(await exception()).toEqual(['granted'])
  expect(await named()).toMatchObject([
    { freezeId: id, reference: window.reference, reason: { en: 'A certificate ends.' } },
  ])

  await asSystem((tx) => tx.update(windows).set({ audience: 'internal' }).where(eq(windows.id, windowId)))
  expect(await named()).toEqual([])
  await asSystem((tx) => tx.update(windows).set({ audience: 'public' }).where(eq(windows.id, windowId)))
  // At other times it is covered no longer.
  const endsAt = new Date(window.endsAt.getTime() + 60_000)
  await asSystem((tx) => tx.update(windows).set({ endsAt }).where(eq(windows.id, windowId)))
  expect([await exception(), await named()]).toEqual([[null], []])
})

test('a code-merge freeze holds merges only: no window lies inside, by the query as by the rule', async () => {
  const day = '2028-02-13'
  const { id } = await draftWindow(
    world.scheduler,
    planFor(world.smart, {
      startsLocal: `${day}T20:00`,
      endsLocal: `${day}T23:00`,
      downtime: null,
      effect: { en: 'Slow' },
      environmentId: world.smart.environments['uit-b'] ?? '',
    }),
    now,
  )
  await planWindow(world.scheduler, { id }, now)
  expect((await publish({ kind: 'code_merge', firstDay: day, lastDay: day })).windowsInside).toBe(0)
  expect((await publish({ kind: 'annual', firstDay: day, lastDay: day })).windowsInside).toBe(1)
})
