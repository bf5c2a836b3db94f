import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, test } from 'vitest'
import { asSystem } from '#db/scope.ts'
import { Unavailable } from '#db/unavailable.ts'
import type { Refusal, Severity } from '#lib/errors.ts'
import { auditOf, makeWorld, planFor, type World } from '#lib/testing/world.ts'
import { addDays } from '#lib/time.ts'
import { announceWindow } from './announce-window.ts'
import { draftWindow, editWindow } from './draft-window.ts'
import type { PlanInput } from './input.ts'
import { planWindow } from './plan-window.ts'
import { rescheduleWindow } from './reschedule-window.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld({ strict: true })
})
const now = new Date('2026-11-21T12:00:00Z')

/** Keeps the preset's rules but for these: a policy is data. */
const keep = (severities: Record<string, Severity>) =>
  asSystem((tx) =>
    tx.execute(
      sql`update policies set rules = jsonb_set(rules, '{severities}', ${JSON.stringify({ 'monthly-limit': 'warns', 'notice-too-short': 'warns', ...severities })}::jsonb)`,
    ),
  )
const draft = (day: string, changes: Partial<PlanInput> = {}, person = world.scheduler) =>
  draftWindow(
    person,
    planFor(world.smart, {
      startsLocal: `${day}T20:00`,
      endsLocal: `${day}T22:00`,
      downtime: { from: '20:00', minutes: 60 },
      ...changes,
    }),
    now,
  )
/** What comes of a command; on a slow machine the database may be busy, and it is tried again, as people are told to. */
const outcome = (run: () => Promise<unknown>): Promise<string> =>
  run().then(
    () => 'done',
    (error: Refusal | Unavailable) =>
      error instanceof Unavailable ? outcome(run) : error.reasons.map(({ code }) => code).join(),
  )

describe('two schedulers announcing conflicting windows at the same instant', () => {
  const race = async (day: string) => {
    const pair = [
      await draft(day),
      await draft(
        day,
        { startsLocal: `${day}T21:59`, endsLocal: `${day}T23:00`, downtime: null, effect: { en: 'Slow' } },
        world.operator,
      ),
    ]
    const [one, other] = pair.map(({ id }) => id)
    const both = await Promise.all([
      outcome(() => announceWindow(world.scheduler, { id: one ?? '' }, now)),
      outcome(() => announceWindow(world.operator, { id: other ?? '' }, now)),
    ])
    return both.sort().join(' and ')
  }
  const days = Array.from({ length: 200 }, (_, index) => addDays('2027-01-10', index * 2))
  // Two pairs at once: as many as there are connections for commands.
  const inTwos = async (all: string[]) => {
    const outcomes: string[] = []
    for (let from = 0; from < all.length; from += 2)
      outcomes.push(...(await Promise.all(all.slice(from, from + 2).map(race))))
    return new Set(outcomes)
  }

  test('200 times: never both', { timeout: 600_000 }, async () => {
    await keep({})
    expect(await inTwos(days)).toEqual(new Set(['done and overlaps-window']))
  })
  test('where the rule only warns: both, and the audit entry says so', async () => {
    await keep({ 'overlaps-window': 'warns' })
    expect(await inTwos(days.slice(0, 5).map((day) => addDays(day, 1)))).toEqual(new Set(['done and done']))
    const { id } = await draft('2027-01-11')
    await announceWindow(world.scheduler, { id }, now)
    const announced = (await auditOf(id)).find(({ action }) => action === 'window.announce')
    expect(announced?.after).toMatchObject({ warned: expect.arrayContaining(['overlaps-window']) })
  })
})

describe('a published window', () => {
  test('may not be moved onto another, nor be given a component that collides', async () => {
    await keep({})
    const { id: standing } = await draft('2028-03-05')
    await planWindow(world.scheduler, { id: standing }, now)
    const { id } = await draft('2028-03-06')
    await planWindow(world.scheduler, { id }, now)
    const onto = { startsLocal: '2028-03-05T21:00', endsLocal: '2028-03-05T23:00', reason: { en: 'Earlier' } }
    expect(await outcome(() => rescheduleWindow(world.scheduler, { id, ...onto }, now))).toBe('overlaps-window')

    const [, second] = Object.values(world.smart.components)
    const beside = { impacts: [{ componentId: second ?? '', impact: 'degraded' as const }] }
    const { id: beside2 } = await draft('2028-03-05', beside)
    await planWindow(world.scheduler, { id: beside2 }, now)
    const collides = planFor(world.smart, {
      startsLocal: '2028-03-05T20:00',
      endsLocal: '2028-03-05T22:00',
      downtime: { from: '20:00', minutes: 60 },
    })
    expect(await outcome(() => editWindow(world.scheduler, { id: beside2 }, collides, now))).toBe('overlaps-window')
    expect(
      await outcome(() =>
        editWindow(world.scheduler, { id: beside2 }, { ...collides, ...beside, title: { en: 'Other name' } }, now),
      ),
    ).toBe('done')
  })
})
