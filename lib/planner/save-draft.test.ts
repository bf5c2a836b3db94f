import { eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { notices } from '#db/schema/notices.ts'
import { planDrafts } from '#db/schema/plan-drafts.ts'
import { windows } from '#db/schema/windows.ts'
import { asReader, asSystem } from '#db/scope.ts'
import { Refusal } from '#lib/errors.ts'
import { enter, prompt } from '#lib/testing/prompt.ts'
import { auditOf, editionNumber, makeWorld, type World } from '#lib/testing/world.ts'
import { discardDraft } from './discard-draft.ts'
import type { DraftInput, PublishInput } from './input.ts'
import { publishPlan } from './publish-plan.ts'
import { draftOf } from './queries.ts'
import { saveDraft } from './save-draft.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld({ strict: true })
})

const now = new Date('2026-11-21T09:00:00Z')
const placeIn = (environment: string) => ({
  serviceId: world.smart.id,
  environmentId: world.smart.environments[environment] ?? '',
})
const draft = (environment: string, changes: Partial<DraftInput> = {}): DraftInput => ({
  ...placeIn(environment),
  draft: null,
  settings: {
    ...{ from: '2026-12-01', until: '2028-10-31', count: '2', every: '', nights: [7], starts: '20:00', lasts: 'four' },
    ...{ kind: 'maintenance', title: { en: 'Quiet work', hi: '' }, description: { en: 'Versions move up.', hi: '' } },
  },
  made: { wish: { from: '2026-12-01', to: '2028-11-01', count: 2, nights: [7] }, hours: '20:00 240' },
  windows: [
    { day: '2027-01-12', locked: true, dropped: false, found: '2027-01-10' },
    { day: '2027-02-14', locked: false, dropped: true, found: '2027-02-14' },
    { day: '2027-03-21', locked: false, dropped: false, found: null },
  ],
  ...changes,
})
const plan = (environment: string, changes: Partial<PublishInput> = {}): PublishInput => ({
  ...{ ...placeIn(environment), kind: 'maintenance', title: { en: 'Quiet work' }, starts: '20:00', minutes: 240 },
  ...{ days: ['2027-01-12', '2027-03-21'], ...changes },
})
const readBy = (person: string | null, environment: string) =>
  asReader(person, (tx) => draftOf(tx, placeIn(environment).environmentId))
const refusalOf = async (command: Promise<unknown>): Promise<Refusal> => {
  const outcome = await command.catch((error) => error)
  if (!(outcome instanceof Refusal)) throw outcome
  return outcome
}
const toldOf = ({ kind, reasons, changes }: Refusal) => [
  kind,
  reasons.map(({ code }) => code),
  changes.map(({ who, action }) => [who, action]),
]

test('what was made is there for another who plans, as it was; saving again counts on, and nobody is told', async () => {
  const edition = await editionNumber()
  const first = await saveDraft(world.scheduler, draft('uit-a'), now)
  expect(first).toMatchObject({ version: 1, savedBy: 'Sam Scheduler', savedAt: now })
  const seen = await readBy(world.operator, 'uit-a')
  expect(seen).toEqual(first)
  const { settings, made, windows } = draft('uit-a')
  expect(seen?.plan).toEqual({ settings, made, windows })
  const later = new Date('2026-11-23T21:40:00Z')
  const second = await saveDraft(world.operator, draft('uit-a', { draft: first, windows: [] }), later)
  expect(second).toMatchObject({ id: first.id, version: 2, savedBy: 'Olive Operator', savedAt: later })
  expect(second.plan?.windows).toEqual([])

  expect(
    (await auditOf(first.id)).map(({ action, actorId, before, after }) => [action, actorId, before, after]),
  ).toEqual([
    ['plan.save', world.scheduler, null, { version: 1 }],
    ['plan.save', world.operator, null, { version: 2 }],
  ])
  expect(await editionNumber()).toBe(edition)
  expect(await asSystem((tx) => tx.select().from(notices))).toEqual([])
})

test('nobody sees a draft but who may plan for its service', async () => {
  const { id } = await saveDraft(world.scheduler, draft('uit-b'), now)
  expect((await readBy(world.operator, 'uit-b'))?.id).toBe(id)
  const others = [world.stranger, world.approver, world.auditor, world.memberA, world.memberB]
  for (const person of [null, ...others]) expect(await readBy(person, 'uit-b')).toBeNull()

  for (const person of others) {
    await prompt(async (client) => {
      await enter(client, person)
      expect((await client.query('select * from plan_drafts')).rows).toEqual([])
      expect((await client.query('update plan_drafts set version = 9')).rowCount).toBe(0)
      expect((await client.query('delete from plan_drafts')).rowCount).toBe(0)
      const told = await client.query(`select to_jsonb(a)::text as row from audit a where subject_kind = 'plan'`)
      expect(told.rows.filter(({ row }) => /Quiet|2027-/.test(row))).toEqual([])
      await expect(
        client.query(
          `insert into plan_drafts (id, service_id, environment_id, settings, made, windows, saved_at)
           values ('x', $1, $2, '{}', '{}', '[]', now())`,
          [world.smart.id, world.smart.environments.pit],
        ),
      ).rejects.toThrow(/row-level security/)
    })
  }
})

test('who may not plan saves, discards and publishes none', async () => {
  const saved = await saveDraft(world.scheduler, draft('sit-a'), now)
  for (const person of [world.stranger, world.approver, world.auditor, world.memberB]) {
    expect((await refusalOf(saveDraft(person, draft('sit-a', { draft: saved }), now))).kind).toBe('forbidden')
    expect((await refusalOf(discardDraft(person, { ...placeIn('sit-a'), draft: saved }))).kind).toBe('forbidden')
  }
  expect(await readBy(world.scheduler, 'sit-a')).toEqual(saved)
})

test('the second of two who save is told who did what, and may go on from there', async () => {
  const first = await saveDraft(world.scheduler, draft('sit-b'), now)
  const mine = draft('sit-b', { draft: first, windows: [] })
  const theirs = await saveDraft(world.operator, draft('sit-b', { draft: first }), now)
  expect(toldOf(await refusalOf(saveDraft(world.scheduler, mine, now)))).toEqual([
    'changed',
    ['changed-meanwhile'],
    [['Olive Operator', 'plan.save']],
  ])
  expect(await readBy(world.scheduler, 'sit-b')).toEqual(theirs)
  expect(await saveDraft(world.scheduler, { ...mine, draft: theirs }, now)).toMatchObject({
    version: 3,
    plan: { windows: [] },
  })

  const [blind, late] = [draft('sit-b'), { ...placeIn('sit-b'), draft: theirs }]
  expect((await refusalOf(saveDraft(world.operator, blind, now))).changes).toHaveLength(3)
  expect(toldOf(await refusalOf(discardDraft(world.operator, late)))).toEqual([
    'changed',
    ['changed-meanwhile'],
    [['Sam Scheduler', 'plan.save']],
  ])
})

test('of two who save the first draft at the same instant one is told of the other', async () => {
  const outcomes = await Promise.allSettled([
    saveDraft(world.scheduler, draft('pit'), now),
    saveDraft(world.operator, draft('pit'), now),
  ])
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  const lost = outcomes.find((one) => one.status === 'rejected')
  expect(lost?.reason).toMatchObject({ kind: 'changed', changes: [{ action: 'plan.save' }] })
})

test('a draft is discarded for good, and who still has it on the screen is told', async () => {
  const saved = await saveDraft(world.scheduler, draft('production'), now)
  await discardDraft(world.operator, { ...placeIn('production'), draft: saved })
  expect(await readBy(world.scheduler, 'production')).toBeNull()
  expect(toldOf(await refusalOf(saveDraft(world.scheduler, draft('production', { draft: saved }), now)))).toEqual([
    'changed',
    ['changed-meanwhile'],
    [['Olive Operator', 'plan.discard']],
  ])
  expect(await saveDraft(world.scheduler, draft('production'), now)).toMatchObject({ version: 1 })
})

test('one of another shape is told of without what stands in it, and is discarded or saved over', async () => {
  const { serviceId, environmentId } = placeIn('production')
  const old = (column: 'settings' | 'made' | 'windows', value: unknown) =>
    asSystem((tx) =>
      tx
        .update(planDrafts)
        .set({ [column]: value })
        .where(eq(planDrafts.environmentId, environmentId)),
    )
  const none = await readBy(world.scheduler, 'production')
  if (none) await discardDraft(world.scheduler, { serviceId, environmentId, draft: none })
  const { id } = await saveDraft(world.scheduler, draft('production'), now)
  await old('settings', { from: '2026-12-01' })
  const seen = await readBy(world.operator, 'production')
  expect(seen).toEqual({ id, version: 1, savedAt: now, savedBy: 'Sam Scheduler', plan: null })
  const over = await saveDraft(world.operator, draft('production', { draft: seen }), now)
  expect(over).toMatchObject({ version: 2, plan: { settings: draft('production').settings } })

  const { wish, hours } = draft('production').made
  for (const [column, value] of [
    ['made', { wish: { ...wish, from: '' }, hours }],
    ['windows', [{ day: '2027-01-12' }]],
  ] as const) {
    await old(column, value)
    expect((await readBy(world.scheduler, 'production'))?.plan).toBeNull()
  }
  await discardDraft(world.scheduler, { serviceId, environmentId, draft: over })
  expect(await readBy(world.scheduler, 'production')).toBeNull()
})

test('publishing ends the draft with it; over a newer one it publishes nothing; refused it keeps the draft', async () => {
  const first = await saveDraft(world.scheduler, draft('production', { draft: await seenIn('production') }), now)
  const newer = await saveDraft(world.operator, draft('production', { draft: first }), now)
  expect(toldOf(await refusalOf(publishPlan(world.scheduler, plan('production', { draft: first }), now)))).toEqual([
    'changed',
    ['changed-meanwhile'],
    [['Olive Operator', 'plan.save']],
  ])
  const past = plan('production', { draft: newer, days: ['2026-11-15'] })
  expect((await refusalOf(publishPlan(world.scheduler, past, now))).kind).toBe('invalid')
  expect(await readBy(world.scheduler, 'production')).toEqual(newer)

  const description = { en: 'Versions move up.', hi: 'संस्करण बढ़ते हैं।' }
  await publishPlan(world.scheduler, plan('production', { draft: newer, description }), now)
  expect(await readBy(world.scheduler, 'production')).toBeNull()
  expect((await auditOf(newer.id)).at(-1)).toMatchObject({
    action: 'plan.publish',
    after: { version: newer.version + 1 },
  })
  const rows = await asSystem((tx) =>
    tx
      .select()
      .from(windows)
      .where(eq(windows.environmentId, placeIn('production').environmentId)),
  )
  expect(rows.map((row) => row.description)).toEqual([description, description])
  const again = plan('production', { draft: newer, days: ['2027-05-02'] })
  expect(toldOf(await refusalOf(publishPlan(world.operator, again, now)))[2]).toEqual([
    ['Sam Scheduler', 'plan.publish'],
  ])
})
const wished = (made: DraftInput['made'], changes: Partial<DraftInput['made']['wish']>) => ({
  made: { ...made, wish: { ...made.wish, ...changes } },
})
const seenIn = (environment: string) => readBy(world.scheduler, environment)

test.each<[string, (input: DraftInput) => Partial<DraftInput>, unknown[]]>([
  [
    'an environment of another service',
    () => ({ environmentId: world.demo.environments['city-a'] ?? '' }),
    [['environmentId', 'unknown-environment']],
  ],
  [
    'markup in the title',
    ({ settings }) => ({ settings: { ...settings, title: { en: '<b>x</b>', hi: '' } } }),
    [['settings.title.en', 'markup']],
  ],
  [
    'a day that no calendar has',
    ({ settings }) => ({ settings: { ...settings, from: '2027-02-30' } }),
    [['settings.from', 'not-a-date']],
  ],
  [
    'a year of five digits',
    ({ settings }) => ({ settings: { ...settings, until: '20271-01-01' } }),
    [['settings.until', 'not-a-date']],
  ],
  ['days chosen from no day on', ({ made }) => wished(made, { from: '' }), [['made.wish.from', 'not-a-date']]],
  ['or to none', ({ made }) => wished(made, { to: '20271-01-01' }), [['made.wish.to', 'not-a-date']]],
  ['for centuries', ({ made }) => wished(made, { to: '2199-12-31' }), [['made.wish.to', 'too-many-days']]],
])('refused with its reason: %s', async (_, change, reasons) => {
  const input = draft('uit-a')
  const refusal = await refusalOf(saveDraft(world.scheduler, { ...input, ...change(input) }, now))
  expect(refusal.reasons.map(({ field, code }) => [field, code])).toEqual(reasons)
  expect(await asSystem((tx) => tx.select().from(planDrafts).where(eq(planDrafts.serviceId, world.demo.id)))).toEqual(
    [],
  )
})
