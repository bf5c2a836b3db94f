import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, test } from 'vitest'
import { releases } from '#db/schema/releases.ts'
import { windows } from '#db/schema/windows.ts'
import { asSystem } from '#db/scope.ts'
import type { Refusal } from '#lib/errors.ts'
import { auditOf, makeWorld, planFor, type World } from '#lib/testing/world.ts'
import { checkMove } from './check-move.ts'
import { checkPlan } from './check-plan.ts'
import { draftWindow } from './draft-window.ts'
import type { CheckInput } from './input.ts'
import { planWindow } from './plan-window.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld({ strict: true })
})
const now = new Date('2026-11-21T12:00:00Z')
const asked = (changes: Partial<CheckInput> = {}): CheckInput => ({
  serviceId: world.smart.id,
  environmentId: world.smart.environments.production ?? null,
  kind: 'maintenance',
  startsLocal: '2027-02-14T20:00',
  endsLocal: '2027-02-15T02:00',
  ...changes,
})
const codes = (promise: Promise<unknown>) =>
  promise.then(
    () => [],
    (error: Refusal) => error.reasons.map(({ code, field }) => (field ? `${field}:${code}` : code)),
  )
const release = async (type: string) => {
  const [row] = await asSystem((tx) =>
    tx
      .insert(releases)
      .values({ serviceId: world.smart.id, title: { en: 'Release' }, version: '1.4', type, targetOn: '2027-02-14' })
      .returning(),
  )
  return row?.id ?? ''
}
/** Changes the kinds of the policy in force: a policy is data. */
const withKind = (kind: Record<string, unknown>) =>
  asSystem((tx) =>
    tx.execute(
      sql`update policies set rules = jsonb_set(jsonb_set(rules, '{kinds}', rules -> 'kinds' || ${JSON.stringify([kind])}::jsonb), '{features}', '["MINOR"]') where service_id = ${world.smart.id}`,
    ),
  )

describe('what is typed, before it is stored', () => {
  test('nothing is said against a quiet night, and nothing is stored', async () => {
    expect(await checkPlan(world.scheduler, asked(), now)).toEqual({ violations: [], instead: null })
    expect(await asSystem((tx) => tx.select().from(windows))).toEqual([])
  })
  test('each broken rule at its field, and the next times that break none', async () => {
    const { violations, instead } = await checkPlan(
      world.scheduler,
      asked({ startsLocal: '2027-02-14T12:00', endsLocal: '2027-02-14T18:00' }),
      now,
    )
    expect(violations.map(({ code, field }) => `${field}:${code}`)).toEqual([
      'startsLocal:outside-permitted-hours',
      'startsLocal:peak-hours',
    ])
    expect(instead).toEqual({ startsLocal: '2027-02-14T20:00', endsLocal: '2027-02-15T02:00' })
  })
  test('releases that its kind may not carry, at the releases', async () => {
    const sec = await release('SEC')
    const minor = await release('MINOR')
    await withKind({ code: 'routine', name: { en: 'Routine' }, routine: true })
    await withKind({ code: 'patch', name: { en: 'Patch' }, patch: true, carries: ['PATCH'] })
    const found = async (kind: string, id: string) =>
      (await checkPlan(world.scheduler, asked({ kind, releaseIds: [id] }), now)).violations.map(
        ({ code, field }) => `${field}:${code}`,
      )
    expect(await found('sec-release', sec)).toEqual([])
    expect(await found('maintenance', sec)).toEqual(['releaseIds:kind-release-mismatch'])
    expect(await found('routine', sec)).toEqual(['releaseIds:routine-carries-release'])
    expect(await found('patch', minor)).toEqual(['releaseIds:patch-carries-feature'])
  })
  test('who does not plan the service is refused; what is no plan is refused at its fields', async () => {
    for (const person of [world.auditor, world.approver, world.stranger, world.memberA])
      expect(await codes(checkPlan(person, asked(), now))).toEqual(['not-allowed'])
    expect(await codes(checkPlan(world.operator, asked({ serviceId: 'nobody' }), now))).toEqual(['unknown-service'])
    expect(await codes(checkPlan(world.scheduler, asked({ startsLocal: '2027-02-30T20:00' }), now))).toEqual([
      'startsLocal:not-a-time',
    ])
    expect(await codes(checkPlan(world.scheduler, null as never, now))).not.toEqual([])
  })
})

describe('a published window that is dragged', () => {
  test('is judged with what it carries and touches; nothing moves, nothing is written down', async () => {
    const { id } = await draftWindow(
      world.scheduler,
      planFor(world.smart, { startsLocal: '2027-03-14T20:00', endsLocal: '2027-03-15T02:00' }),
      now,
    )
    await planWindow(world.scheduler, { id }, now)
    const entries = (await auditOf(id)).length
    const move = (startsLocal: string, endsLocal: string) =>
      checkMove(world.scheduler, { id, startsLocal, endsLocal }, now)
    expect(await move('2027-03-21T20:00', '2027-03-22T02:00')).toEqual({ violations: [], instead: null, told: false })
    const far = await move('2029-03-21T20:00', '2029-03-22T02:00')
    expect(far.violations.map(({ code }) => code)).toEqual(['beyond-horizon'])
    expect(await codes(move('2027-03-28T01:30', '2027-03-28T07:00'))).toEqual(['startsLocal:clock-change'])
    expect(await codes(move('2026-03-21T20:00', '2026-03-22T02:00'))).toEqual(['startsLocal:starts-in-past'])
    expect(
      await codes(
        checkMove(world.auditor, { id, startsLocal: '2027-03-21T20:00', endsLocal: '2027-03-22T02:00' }, now),
      ),
    ).toEqual(['not-allowed'])
    expect((await auditOf(id)).length).toBe(entries)
  })
})
