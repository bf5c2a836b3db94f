import { asc, eq } from 'drizzle-orm'
import { beforeAll, describe, expect, test } from 'vitest'
import { policies } from '#db/schema/policies.ts'
import { windows } from '#db/schema/windows.ts'
import { asSystem } from '#db/scope.ts'
import { Refusal } from '#lib/errors.ts'
import { foreseenBy } from '#lib/judging/as-seen.ts'
import { breachesAhead } from '#lib/judging/breaches-ahead.ts'
import { listVersions, policyAhead, policyOf } from '#lib/judging/policy-in-force.ts'
import { publishPlan } from '#lib/planner/publish-plan.ts'
import { auditOf, editionNumber, makeWorld, planFor, type World } from '#lib/testing/world.ts'
import { announceWindow } from '#lib/windows/announce-window.ts'
import { checkPlan } from '#lib/windows/check-plan.ts'
import { draftWindow, editWindow } from '#lib/windows/draft-window.ts'
import type { CheckInput, PlanInput } from '#lib/windows/input.ts'
import { planWindow } from '#lib/windows/plan-window.ts'
import { getWindow } from '#lib/windows/queries.ts'
import { rescheduleWindow } from '#lib/windows/reschedule-window.ts'
import { type PolicyEdit, policyEdit } from './input.ts'
import { revisePolicy } from './revise-policy.ts'
import { editOf } from './rules.ts'

const early = new Date('2026-10-01T09:00:00Z')
const now = new Date('2026-11-21T09:00:00Z')
const at = (iso: string) => new Date(iso)
let world: World
let november: string
let january: string
beforeAll(async () => {
  world = await makeWorld({ strict: true })
  november = (await draftWindow(world.scheduler, planFor(world.smart), early)).id
  await announceWindow(world.scheduler, { id: november }, early)
  const later = { startsLocal: '2027-01-24T20:00', endsLocal: '2027-01-25T02:00' }
  january = (await draftWindow(world.scheduler, planFor(world.smart, later), early)).id
  await planWindow(world.scheduler, { id: january }, early)
})

const versions = () => asSystem((tx) => listVersions(tx, world.smart.id))
const revise = async (
  person: string,
  changes: Partial<PolicyEdit>,
  said: { version?: number; inForceFrom?: string } = {},
  seen?: string,
) => {
  const [latest] = await versions()
  return revisePolicy(
    person,
    {
      serviceId: world.smart.id,
      version: latest.version,
      inForceFrom: '2026-11-21',
      source: 'Operations board, 20 November 2026',
      edit: policyEdit.parse({ ...editOf(latest.rules), ...changes }),
      ...said,
    },
    now,
    seen,
  )
}
const broken = (found: Awaited<ReturnType<typeof revise>>) =>
  found.broken.map(({ window, violations }) => [window.id, violations.map(({ code }) => code)])

test('a new version: the row, what it changes in the audit log, the edition, and the windows it puts in breach', async () => {
  const edition = await editionNumber()
  const found = await revise(world.operator, { permittedHours: { from: '21:00', to: '08:00' } })
  expect(broken(found)).toEqual([
    [november, ['outside-permitted-hours']],
    [january, ['outside-permitted-hours']],
  ])
  const rows = await asSystem((tx) =>
    tx.select().from(policies).where(eq(policies.serviceId, world.smart.id)).orderBy(asc(policies.version)),
  )
  expect(rows.map(({ version, inForceFrom }) => [version, inForceFrom])).toEqual([
    [1, '2026-01-01'],
    [2, '2026-11-21'],
  ])
  const policy = await asSystem((tx) => policyOf(tx, world.smart.id, '2026-11-21'))
  expect(policy.permittedHours).toEqual({
    value: { from: '21:00', to: '08:00' },
    source: 'Operations board, 20 November 2026',
  })
  expect(policy.monthlyLimitMinutes).toEqual({ value: 480, source: 'Preset' })
  expect(policy.annualFreezes).toHaveLength(1)
  expect(await editionNumber()).toBe(edition + 1)
  expect(await auditOf(world.smart.id)).toMatchObject([
    {
      action: 'policy.revise',
      actorId: world.operator,
      serviceId: world.smart.id,
      before: { permittedHours: '20:00–08:00' },
      after: { permittedHours: '21:00–08:00', inForceFrom: '2026-11-21', version: 2, broken: 2 },
    },
  ])
})

/** The rows of a list with some parts of one of them changed. */
const changed = <R extends { code: string }>(rows: R[], code: string, parts: Partial<R>): R[] =>
  rows.map((row) => (row.code === code ? { ...row, ...parts } : row))

test('a changed notice is kept with its kind and no other', async () => {
  const [{ rules }] = await versions()
  const notice = { amount: 10, unit: 'business-days' as const }
  await revise(world.operator, { kinds: changed(editOf(rules).kinds, 'maintenance', { notice }) })
  const [entry] = (await auditOf(world.smart.id)).slice(-1)
  const { name } = rules.kinds[0] ?? {}
  const source = 'Operations board, 20 November 2026'
  expect(entry?.before?.kinds).toEqual([{ name, notice: { amount: 20, unit: 'business-days', source: 'Preset' } }])
  expect(entry?.after?.kinds).toEqual([{ name, notice: { ...notice, source } }])
  const [after] = await versions()
  expect(after.rules.kinds.map(({ code, notice }) => [code, notice?.source])).toEqual([
    ['maintenance', source],
    ['sec-release', 'Preset'],
    ['change', undefined],
    ['urgent', undefined],
  ])
})

test('kinds are added, changed and removed; what windows are of stays; an urgent one owes no notice', async () => {
  const [{ rules }] = await versions()
  const { kinds } = editOf(rules)
  const fresh = { routine: false, patch: true, carries: ['SEC'], notice: { amount: 3, unit: 'days' as const } }
  await revise(world.operator, {
    features: ['SEC'],
    kinds: [
      ...changed(kinds, 'sec-release', { name: { en: 'SEC release of the year' }, urgent: true, carries: null }),
      { code: '', name: { en: 'Security patch' }, urgent: false, ...fresh },
      { code: 'forged', name: { hi: 'पैच' }, urgent: true, ...fresh },
    ],
  })
  const [after] = await versions()
  expect(after.rules.features).toEqual(['SEC'])
  expect(after.rules.kinds.slice(1)).toMatchObject([
    { code: 'sec-release', name: { en: 'SEC release of the year' }, carries: null, notice: null },
    { code: 'change' },
    { code: 'urgent' },
    { code: 'security-patch', patch: true, notice: { amount: 3, source: 'Operations board, 20 November 2026' } },
    { code: 'kind', name: { hi: 'पैच' }, notice: null },
  ])
  expect((await auditOf(world.smart.id)).at(-1)?.after).toMatchObject({
    kinds: [
      { name: { en: 'SEC release of the year' }, urgent: true, carries: null, notice: null },
      { name: { en: 'Security patch' }, patch: true, carries: ['SEC'] },
      { name: { hi: 'पैच' }, urgent: true },
    ],
  })
  await expect(
    revise(world.operator, { kinds: kinds.filter(({ code }) => code !== 'maintenance') }),
  ).rejects.toMatchObject({
    reasons: [{ code: 'kind-in-use', field: 'edit.kinds', facts: { kind: { en: 'Planned maintenance' }, count: 2 } }],
  })
  await revise(world.operator, { kinds, features: [] })
  expect((await versions())[0].rules.kinds.map(({ code }) => code)).toEqual([
    'maintenance',
    'sec-release',
    'change',
    'urgent',
  ])
})

test('yearly freezes: a code is made from the name once, and stays when the name does not', async () => {
  const [{ rules }] = await versions()
  const { annualFreezes } = editOf(rules)
  const diwali = { code: '', name: { en: 'Diwali' }, exceptions: null, from: '10-25', to: '11-02', source: '' }
  await revise(world.operator, {
    releaseFreeze: { before: 5, after: 3 },
    annualFreezes: [
      ...changed(annualFreezes, 'christmas', { name: { en: 'Year’s end' }, to: '01-09' }),
      diwali,
      { ...diwali, source: 'Board 7' },
    ],
  })
  const [after] = await versions()
  const source = 'Operations board, 20 November 2026'
  expect(after.rules.releaseFreeze).toEqual({ value: { before: 5, after: 3 }, source })
  expect(after.rules.annualFreezes).toMatchObject([
    { code: 'christmas', name: { en: 'Year’s end' }, from: '12-18', to: '01-09', source },
    { ...diwali, code: 'diwali', source },
    { ...diwali, code: 'diwali-2', source: 'Board 7' },
  ])
  expect((await auditOf(world.smart.id)).at(-1)).toMatchObject({
    before: { annualFreezes: [{ name: { en: 'Christmas freeze' }, to: '01-08' }], releaseFreeze: { before: 10 } },
    after: { annualFreezes: [{ to: '01-09' }, { from: '10-25', to: '11-02' }, {}], releaseFreeze: { before: 5 } },
  })
  await revise(world.operator, { annualFreezes: [], releaseFreeze: null })
  const [none] = await versions()
  expect([none.rules.annualFreezes, none.rules.releaseFreeze.value]).toEqual([[], null])
  expect((await auditOf(world.smart.id)).at(-1)?.after).not.toHaveProperty('annualFreezes')
})

test('what only gets milder, or was broken before, is not said again', async () => {
  expect((await revise(world.operator, { alertLeadDays: 3 })).broken).toEqual([])
  const limit = await revise(world.operator, { monthlyLimitHours: 4 })
  expect(broken(limit)).toEqual([
    [november, ['monthly-limit']],
    [january, ['monthly-limit']],
  ])
  const [{ rules }] = await versions()
  const milder = await revise(world.operator, { severities: { ...rules.severities, 'monthly-limit': 'warns' } })
  expect(milder.broken).toEqual([])
})

test('what it puts in breach is shown before, and nothing is stored until exactly that was seen', async () => {
  await revise(world.operator, { severities: {}, permittedHours: { from: '20:00', to: '08:00' } })
  const before = (await versions()).length
  const edition = await editionNumber()
  const stricter = (seen: string) =>
    foreseenBy(() => revise(world.operator, { permittedHours: { from: '22:00', to: '06:00' } }, {}, seen))
  const ahead = await stricter('')
  expect(ahead?.broken.map(({ window }) => window.id)).toEqual([november, january])
  expect(await stricter('something else')).toEqual(ahead)
  expect([(await versions()).length, await editionNumber()]).toEqual([before, edition])
  expect(await stricter(ahead?.seen ?? '')).toBeNull()
  // What breaks nothing is stored at once.
  expect(await foreseenBy(() => revise(world.operator, { alertLeadDays: 9 }, {}, ''))).toBeNull()
  expect((await versions()).length).toBe(before + 2)
  await revise(world.operator, { permittedHours: { from: '20:00', to: '08:00' } })
})

test('a version of a later day says nothing of windows before it, and is replaced by a newer one of a sooner day', async () => {
  await revise(world.operator, { permittedHours: null, monthlyLimitHours: null })
  const found = await revise(
    world.operator,
    { permittedHours: { from: '22:00', to: '06:00' } },
    { inForceFrom: '2027-01-01' },
  )
  expect(broken(found)).toEqual([[january, ['outside-permitted-hours']]])
  const [service] = [{ id: world.smart.id, timeZone: 'Europe/London' }]
  const all = await versions()
  const ahead = await asSystem((tx) => breachesAhead(tx, service, all, now))
  expect(ahead.map(({ window }) => window.id)).toEqual([january])
  expect((await asSystem((tx) => policyOf(tx, world.smart.id, '2026-11-21'))).permittedHours.value).toBeNull()

  // The day alone was wrong: the same rules hold from sooner on, and the version that was to come never does.
  const sooner = await revise(world.operator, {}, { inForceFrom: '2026-12-01' })
  const hours = async (day: string) =>
    (await asSystem((tx) => policyOf(tx, world.smart.id, day))).permittedHours.value?.from
  expect([await hours('2026-11-30'), await hours('2026-12-01')]).toEqual([undefined, '22:00'])
  await revise(world.operator, { permittedHours: { from: '20:00', to: '08:00' } }, { inForceFrom: '2026-11-25' })
  expect([await hours('2026-11-24'), await hours('2026-12-01'), await hours('2027-02-01')]).toEqual([
    undefined,
    '20:00',
    '20:00',
  ])
  const kept = await versions()
  expect(kept.map(({ version }) => version).slice(0, 2)).toEqual([sooner.version + 1, sooner.version])
  expect(await asSystem((tx) => breachesAhead(tx, service, kept, now))).toEqual([])
})

test('only the operator may; the second of two people is told; what is wrong is refused at its field', async () => {
  const [latest] = await versions()
  for (const person of [world.scheduler, world.auditor, world.stranger, world.memberA])
    await expect(revise(person, { alertLeadDays: 20 }, { inForceFrom: '2027-02-01' })).rejects.toMatchObject({
      kind: 'forbidden',
    })
  await expect(
    revise(world.operator, { alertLeadDays: 20 }, { version: 1, inForceFrom: '2027-02-01' }),
  ).rejects.toMatchObject({ kind: 'changed', reasons: [{ code: 'changed-meanwhile' }] })
  await expect(revise(world.operator, {}, { inForceFrom: '2027-02-01' })).rejects.toMatchObject({
    reasons: [{ code: 'nothing-changed' }],
  })
  for (const [inForceFrom, code] of [
    ['2026-11-20', 'day-has-passed'],
    ['2028-11-22', 'day-too-far-ahead'],
    ['2127-01-01', 'day-too-far-ahead'],
  ] as const)
    await expect(revise(world.operator, { alertLeadDays: 20 }, { inForceFrom })).rejects.toMatchObject({
      reasons: [{ code, field: 'inForceFrom' }],
    })
  const whole = { ...editOf(latest.rules), weekend: [1, 2, 3, 4, 5, 6, 7] }
  await expect(
    revisePolicy(
      world.operator,
      { serviceId: world.smart.id, version: latest.version, inForceFrom: '2026-12-01', source: 'Board', edit: whole },
      now,
    ),
  ).rejects.toMatchObject({ reasons: [{ code: 'no-business-day', field: 'edit.weekend' }] })
  const edit = { ...editOf(latest.rules), horizonMonths: 61, permittedHours: { from: '8', to: '20:00' } }
  await expect(
    revisePolicy(
      world.operator,
      { serviceId: world.smart.id, version: latest.version, inForceFrom: '', source: '', edit },
      now,
    ),
  ).rejects.toMatchObject({
    reasons: [
      { code: 'not-a-date', field: 'inForceFrom' },
      { code: 'required', field: 'source' },
      { code: 'not-a-clock', field: 'edit.permittedHours.from' },
      { code: 'out-of-range', field: 'edit.horizonMonths', facts: { from: 1, to: 60 } },
    ],
  })
  expect((await versions())[0].version).toBe(latest.version)
})

describe('a kind that a later version has not', () => {
  const on = (day: string, kind: string, changes: Partial<PlanInput> = {}) =>
    planFor(world.smart, {
      ...{ kind, startsLocal: `${day}T22:00`, endsLocal: `${day}T23:00`, downtime: null, effect: { en: 'Nothing' } },
      ...{ environmentId: world.smart.environments['uit-a'] ?? null, impacts: [], ...changes },
    })
  const reasonsOf = (command: Promise<unknown>) =>
    command.then(
      () => [],
      (error) => {
        if (!(error instanceof Refusal)) throw error
        return error.reasons.map(({ code, field }) => `${field ?? ''}:${code}`)
      },
    )
  const december = { inForceFrom: '2026-12-01' }
  const draft = (input: PlanInput) => draftWindow(world.scheduler, input, now)
  const load = { code: '', name: { en: 'Data load' }, urgent: false, routine: false, patch: false, carries: null }
  const notice = { amount: 20, unit: 'business-days' as const }
  let before: PolicyEdit['kinds']

  beforeAll(async () => {
    const edit = editOf((await versions())[0].rules)
    before = edit.kinds
    await revise(world.operator, { kinds: [...before, { ...load, notice }] })
    await revise(world.operator, { kinds: [...before, { ...load, name: { en: 'Data move' }, notice: null }] }, december)
  })

  test('is no kind of windows from its day on, however they get there, and is one before', async () => {
    expect(await reasonsOf(draft(on('2026-12-06', 'data-load')))).toEqual(['kind:unknown-kind'])
    const asked = { ...on('2026-12-06', 'data-load'), componentIds: [], releaseIds: [] }
    const { violations } = await checkPlan(world.scheduler, asked as CheckInput, now)
    expect(violations.map(({ code, severity }) => [code, severity])).toContainEqual(['unknown-kind', 'refused'])

    const { id } = await draft(on('2026-11-29', 'data-load'))
    const days = { environmentId: world.smart.environments['sit-a'] ?? '', starts: '22:00', minutes: 60 }
    const plan = { serviceId: world.smart.id, kind: 'data-load', title: { en: 'Loads' }, ...days }
    expect(await reasonsOf(publishPlan(world.scheduler, { ...plan, days: ['2027-01-10'] }, now))).toEqual([
      'days.0:unknown-kind',
    ])
    expect(await reasonsOf(editWindow(world.scheduler, { id }, on('2026-12-06', 'data-load'), now))).toEqual([
      'kind:unknown-kind',
    ])
    // One that is stored already, by whatever way, is not published there either.
    await asSystem((tx) =>
      tx
        .update(windows)
        .set({ startsLocal: '2026-12-06T22:00', startsAt: at('2026-12-06T22:00Z'), endsAt: at('2026-12-06T23:00Z') })
        .where(eq(windows.id, id)),
    )
    expect(await reasonsOf(planWindow(world.scheduler, { id }, now))).toEqual(['kind:unknown-kind'])
    const record = await asSystem((tx) => getWindow(tx, id, now))
    expect(record?.kind).toMatchObject({ code: 'data-load', name: { en: 'Data load' } })
    await editWindow(world.scheduler, { id }, on('2026-11-29', 'data-load'), now)
  })

  test('and one that only a later version has is offered and planned for its days, and for no sooner one', async () => {
    const offered = await asSystem((tx) => policyAhead(tx, world.smart.id, '2026-11-21'))
    expect(offered.kinds.map(({ code }) => code)).toEqual([...before.map(({ code }) => code), 'data-load', 'data-move'])
    expect(await reasonsOf(draft(on('2026-11-30', 'data-move')))).toEqual(['kind:unknown-kind'])
    const { id } = await draft(on('2026-12-06', 'data-move'))
    await planWindow(world.scheduler, { id }, now)
    const back = { startsLocal: '2026-11-30T22:00', endsLocal: '2026-11-30T23:00', reason: { en: 'Sooner.' } }
    expect(await reasonsOf(rescheduleWindow(world.scheduler, { id, ...back }, now))).toEqual(['kind:unknown-kind'])
  })

  test('is not left without the windows of its days; put back with its code it is the same one', async () => {
    const [latest] = await versions()
    const { kinds } = editOf(latest.rules)
    // A draft of it lies on 29 November: a version from the next day on does not touch it.
    expect(await reasonsOf(revise(world.operator, { alertLeadDays: 11 }))).toEqual(['edit.kinds:kind-in-use'])
    await revise(world.operator, { alertLeadDays: 11 }, { inForceFrom: '2026-11-30' })
    await revise(world.operator, { kinds: [...kinds, { ...load, code: 'data-load', name: { en: 'Loads' }, notice }] })
    expect((await versions())[0].rules.kinds.at(-1)).toMatchObject({ code: 'data-load', name: { en: 'Loads' } })
  })

  test('one that is called like a part of every object is removed like any other', async () => {
    const { kinds } = editOf((await versions())[0].rules)
    await revise(world.operator, { kinds: [...kinds, { ...load, name: { en: 'Constructor' }, notice }] })
    expect((await versions())[0].rules.kinds.at(-1)?.code).toBe('constructor')
    await revise(world.operator, { kinds })
    expect((await versions())[0].rules.kinds).toHaveLength(kinds.length)
  })
})
