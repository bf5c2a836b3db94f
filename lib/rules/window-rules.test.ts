import { describe, expect, test } from 'vitest'
import { dcc } from '#lib/policies/presets/dcc.ts'
import { libraryHolidays } from '#lib/rules/calendars.ts'
import { policySchema } from '#lib/rules/policy.ts'
import { ruleCodes, ruleSeverities } from '#lib/rules/severity.ts'
import type { Neighbour } from './neighbours.ts'
import { findViolations, firstDayThatWorks, monthsOf, type Plan, type Surroundings } from './window-rules.ts'

/** A Sunday night in London that breaks nothing: 10 January 2027, 20:00 to 02:00, told 20 business days ahead. */
const now = new Date('2026-11-21T12:00Z')
const at = (iso: string) => new Date(iso)
const policy = policySchema.parse(dcc.policy)
const [maintenance, , change, urgent] = policy.kinds
if (!maintenance || !change || !urgent) throw new Error('the preset has other kinds')
const quiet: Plan = {
  id: 'own',
  environmentId: 'production',
  touches: ['ssi'],
  startsAt: at('2027-01-10T20:00Z'),
  endsAt: at('2027-01-11T02:00Z'),
  kind: maintenance,
  releases: [],
  toldAt: now,
  rollback: { rollbackInfrastructure: { en: 'I' }, rollbackServices: { en: 'S' }, rollbackData: { en: 'D' } },
}
const around: Surroundings = {
  policy,
  zone: 'Europe/London',
  calendar: {
    weekend: [6, 7],
    holidays: new Set(
      [2026, 2027, 2028].flatMap((year) => libraryHolidays('england-and-wales', year)).map(({ day }) => day),
    ),
  },
  neighbours: [],
  freezes: [],
}
const other = (from: string, to: string, more: Partial<Neighbour> = {}): Neighbour => ({
  id: 'other',
  reference: 'M-2027-1',
  title: { en: 'Other' },
  environmentId: 'production',
  touches: ['ssi'],
  over: false,
  startsAt: at(from),
  endsAt: at(to),
  ...more,
})
const frozen = (from: string, to: string, more: Partial<Surroundings['freezes'][number]> = {}) => ({
  reference: 'F-2027-1',
  title: { en: 'Christmas freeze' },
  startsAt: at(from),
  endsAt: at(to),
  environments: [],
  kind: 'annual' as const,
  releaseId: null,
  ...more,
})
type Change = {
  plan?: Partial<Plan>
  around?: Partial<Surroundings>
  policy?: Record<string, unknown>
  stage?: 'announce'
}
const judge = ({ plan = {}, around: beside = {}, policy: rules = {}, stage }: Change) =>
  findViolations(
    { ...quiet, ...plan },
    { ...around, ...beside, policy: policySchema.parse({ ...dcc.policy, ...rules }) },
    stage ?? 'plan',
    now,
  )
const codes = (change: Change) => judge(change).map(({ code }) => code)
const on = (from: string, to: string): Change => ({ plan: { startsAt: at(from), endsAt: at(to) } })

test('the quiet window breaks nothing', () => expect(judge({ stage: 'announce' })).toEqual([]))

const cases: Record<string, [name: string, change: Change, broken: boolean][]> = {
  frozen: [
    ['ends as the freeze begins', { around: { freezes: [frozen('2027-01-11T02:00Z', '2027-01-20T00:00Z')] } }, false],
    ['one minute into it', { around: { freezes: [frozen('2027-01-11T01:59Z', '2027-01-20T00:00Z')] } }, true],
    ['begins as it ends', { around: { freezes: [frozen('2026-12-18T00:00Z', '2027-01-10T20:00Z')] } }, false],
    ['one minute before it ends', { around: { freezes: [frozen('2026-12-18T00:00Z', '2027-01-10T20:01Z')] } }, true],
    [
      'another environment is frozen',
      { around: { freezes: [frozen('2027-01-01T00:00Z', '2027-02-01T00:00Z', { environments: ['uit-a'] })] } },
      false,
    ],
    [
      'its environment is frozen',
      {
        around: {
          freezes: [frozen('2027-01-01T00:00Z', '2027-02-01T00:00Z', { environments: ['uit-a', 'production'] })],
        },
      },
      true,
    ],
    [
      'the freeze around the release that it carries',
      {
        plan: { releases: [{ id: 'sec', name: { en: 'SEC' }, type: 'maintenance' }] },
        around: { freezes: [frozen('2027-01-01T00:00Z', '2027-02-01T00:00Z', { releaseId: 'sec' })] },
      },
      false,
    ],
    [
      'the freeze around a release that it does not carry',
      { around: { freezes: [frozen('2027-01-01T00:00Z', '2027-02-01T00:00Z', { releaseId: 'sec' })] } },
      true,
    ],
    [
      'an urgent kind asks for an exception too',
      { plan: { kind: urgent }, around: { freezes: [frozen('2027-01-01T00:00Z', '2027-02-01T00:00Z')] } },
      true,
    ],
  ],
  'overlaps-window': [
    [
      'the other ends as it begins',
      { around: { neighbours: [other('2027-01-10T19:00Z', '2027-01-10T20:00Z')] } },
      false,
    ],
    ['one minute shared', { around: { neighbours: [other('2027-01-10T19:00Z', '2027-01-10T20:01Z')] } }, true],
    [
      'the other begins as it ends',
      { around: { neighbours: [other('2027-01-11T02:00Z', '2027-01-11T03:00Z')] } },
      false,
    ],
    [
      'another component',
      { around: { neighbours: [other('2027-01-10T20:00Z', '2027-01-10T21:00Z', { touches: ['dsp'] })] } },
      false,
    ],
    [
      'no component named yet may be any',
      { around: { neighbours: [other('2027-01-10T20:00Z', '2027-01-10T21:00Z', { touches: [] })] } },
      true,
    ],
    [
      'another environment',
      { around: { neighbours: [other('2027-01-10T20:00Z', '2027-01-10T21:00Z', { environmentId: 'uit-a' })] } },
      false,
    ],
    [
      'one that was finished early is in nobody’s way',
      { around: { neighbours: [other('2027-01-10T20:00Z', '2027-01-10T21:00Z', { over: true })] } },
      false,
    ],
    [
      'itself, as it was before',
      { around: { neighbours: [other('2027-01-10T20:00Z', '2027-01-10T21:00Z', { id: 'own' })] } },
      false,
    ],
  ],
  'outside-permitted-hours': [
    ['from 20:00', on('2027-01-10T20:00Z', '2027-01-11T02:00Z'), false],
    ['from 19:59', { ...on('2027-01-10T19:59Z', '2027-01-11T01:59Z'), policy: { regions: [] } }, true],
    ['until 08:00', { ...on('2027-01-11T02:00Z', '2027-01-11T08:00Z'), policy: { regions: [] } }, false],
    ['until 08:01', { ...on('2027-01-11T02:01Z', '2027-01-11T08:01Z'), policy: { regions: [] } }, true],
    ['by summer time', { ...on('2027-06-13T19:00Z', '2027-06-14T01:00Z') }, false],
    [
      'an urgent one may run at any time',
      { plan: { ...on('2027-01-12T12:00Z', '2027-01-12T13:00Z').plan, kind: urgent } },
      false,
    ],
    [
      'hours that end when they begin are all day, over midnight too',
      {
        ...on('2027-01-12T23:00Z', '2027-01-13T02:00Z'),
        policy: { permittedHours: { value: { from: '00:00', to: '00:00' }, source: '' } },
      },
      false,
    ],
    [
      'no permitted hours in the policy',
      {
        ...on('2027-01-12T12:00Z', '2027-01-12T13:00Z'),
        policy: { regions: [], permittedHours: { value: null, source: '' } },
      },
      false,
    ],
  ],
  'peak-hours': [
    ['until peak begins at 07:00', on('2027-01-11T01:00Z', '2027-01-11T07:00Z'), false],
    ['one minute into it', on('2027-01-11T01:00Z', '2027-01-11T07:01Z'), true],
    [
      'an urgent one is exempt',
      { plan: { ...on('2027-01-11T01:00Z', '2027-01-11T07:01Z').plan, kind: urgent } },
      false,
    ],
  ],
  'monthly-limit': [
    ['eight hours of eight', { around: { neighbours: [other('2027-01-24T20:00Z', '2027-01-24T22:00Z')] } }, false],
    ['one minute more', { around: { neighbours: [other('2027-01-24T20:00Z', '2027-01-24T22:01Z')] } }, true],
    [
      'the next month has its own hours',
      { around: { neighbours: [other('2027-02-07T20:00Z', '2027-02-08T02:00Z')] } },
      false,
    ],
    [
      'another environment has its own',
      { around: { neighbours: [other('2027-01-24T20:00Z', '2027-01-25T02:00Z', { environmentId: 'uit-a' })] } },
      false,
    ],
    [
      'over the end of the month each month has its part',
      {
        ...on('2027-01-31T20:00Z', '2027-02-01T02:00Z'),
        around: { neighbours: [other('2027-02-14T20:00Z', '2027-02-15T02:00Z')] },
      },
      false,
    ],
    [
      'and a minute more there is too much',
      {
        ...on('2027-01-31T20:00Z', '2027-02-01T02:01Z'),
        around: { neighbours: [other('2027-02-14T20:00Z', '2027-02-15T02:00Z')] },
      },
      true,
    ],
  ],
  'notice-too-short': [
    [
      'on the last day, 23 December, just before midnight',
      {
        plan: {
          ...on('2027-01-17T20:00Z', '2027-01-18T02:00Z').plan,
          kind: { ...maintenance, notice: { amount: 15, unit: 'business-days', source: '' } },
          toldAt: at('2026-12-23T23:59Z'),
        },
      },
      false,
    ],
    [
      'one minute later',
      {
        plan: {
          ...on('2027-01-17T20:00Z', '2027-01-18T02:00Z').plan,
          kind: { ...maintenance, notice: { amount: 15, unit: 'business-days', source: '' } },
          toldAt: at('2026-12-24T00:00Z'),
        },
      },
      true,
    ],
    [
      'calendar days',
      {
        plan: {
          kind: { ...maintenance, notice: { amount: 15, unit: 'days', source: '' } },
          toldAt: at('2026-12-26T23:59Z'),
        },
      },
      false,
    ],
    [
      'a calendar day late',
      {
        plan: {
          kind: { ...maintenance, notice: { amount: 15, unit: 'days', source: '' } },
          toldAt: at('2026-12-27T00:00Z'),
        },
      },
      true,
    ],
    ['a kind that owes none', { plan: { kind: change, toldAt: at('2027-01-10T19:00Z') } }, false],
    [
      'an urgent kind owes none',
      { plan: { kind: { ...urgent, notice: maintenance.notice }, toldAt: at('2027-01-10T19:00Z') } },
      false,
    ],
  ],
  'beyond-horizon': [
    ['the last day within', { ...on('2028-11-21T20:00Z', '2028-11-22T02:00Z') }, false],
    ['the day after', { ...on('2028-11-22T20:00Z', '2028-11-23T02:00Z') }, true],
    [
      'a shorter horizon',
      { ...on('2027-11-22T20:00Z', '2027-11-23T02:00Z'), policy: { horizonMonths: { value: 12, source: '' } } },
      true,
    ],
  ],
  'no-rollback-plan': [
    ['complete', { stage: 'announce' }, false],
    ['a part is missing', { stage: 'announce', plan: { rollback: { ...quiet.rollback, rollbackData: null } } }, true],
    ['not yet owed when it is planned', { plan: { rollback: { ...quiet.rollback, rollbackData: null } } }, false],
    [
      'an urgent one needs none',
      { stage: 'announce', plan: { kind: urgent, rollback: { ...quiet.rollback, rollbackData: null } } },
      false,
    ],
  ],
  'kind-release-mismatch': [
    [
      'a type that the kind carries',
      { plan: { releases: [{ id: 'r', name: { en: 'R 1' }, type: 'maintenance' }] } },
      false,
    ],
    ['one that it does not', { plan: { releases: [{ id: 'r', name: { en: 'R 1' }, type: 'SEC' }] } }, true],
    [
      'a kind that carries anything',
      { plan: { kind: urgent, releases: [{ id: 'r', name: { en: 'R 1' }, type: 'SEC' }] } },
      false,
    ],
    [
      'a kind that carries nothing',
      { plan: { kind: change, releases: [{ id: 'r', name: { en: 'R 1' }, type: 'maintenance' }] } },
      true,
    ],
  ],
  'routine-carries-release': [
    ['a routine update without a release', { plan: { kind: { ...change, routine: true } } }, false],
    [
      'with one',
      { plan: { kind: { ...change, routine: true }, releases: [{ id: 'r', name: { en: 'R 1' }, type: 'PATCH' }] } },
      true,
    ],
  ],
  'patch-carries-feature': [
    [
      'a patch release',
      {
        plan: {
          kind: { ...change, patch: true, carries: ['PATCH'] },
          releases: [{ id: 'r', name: { en: 'R' }, type: 'PATCH' }],
        },
        policy: { features: ['MINOR'] },
      },
      false,
    ],
    [
      'a release with features',
      {
        plan: {
          kind: { ...change, patch: true, carries: ['PATCH'] },
          releases: [{ id: 'r', name: { en: 'R' }, type: 'MINOR' }],
        },
        policy: { features: ['MINOR'] },
      },
      true,
    ],
  ],
  'clock-change': [
    [
      '01:30 in the night in which clocks go back comes twice',
      { ...on('2027-10-31T00:30Z', '2027-10-31T03:30Z') },
      true,
    ],
    ['02:00 does not', { ...on('2027-10-31T02:00Z', '2027-10-31T03:30Z') }, false],
    ['00:59 does not', { ...on('2027-10-30T23:59Z', '2027-10-31T03:30Z') }, false],
    [
      'nowhere in a zone without clock changes',
      {
        ...on('2027-10-31T00:30Z', '2027-10-31T03:30Z'),
        around: { zone: 'Asia/Kolkata' },
        policy: { permittedHours: { value: null, source: '' }, regions: [] },
      },
      false,
    ],
  ],
}

describe.each(Object.entries(cases))('%s', (code, table) => {
  test.each(table)('%s', (_, change, broken) => {
    expect(codes(change).filter((one) => one !== code)).toEqual([])
    expect(codes(change).includes(code as 'frozen')).toBe(broken)
  })
})

test('every rule has a table', () => expect(Object.keys(cases).sort()).toEqual([...ruleCodes].sort()))

describe('how strictly', () => {
  const broken = { around: { freezes: [frozen('2027-01-01T00:00Z', '2027-02-01T00:00Z')] } }
  test('as the rule says, unless the policy says otherwise', () => {
    expect(judge(broken)[0]?.severity).toBe(ruleSeverities.frozen)
    expect(judge({ ...broken, policy: { severities: { frozen: 'refused' } } })[0]?.severity).toBe('refused')
    expect(judge({ ...broken, policy: { severities: { frozen: 'warns' } } })[0]?.severity).toBe('warns')
  })
})

describe('facts that the sentences name', () => {
  test('notice: when it was due, and the first day that still works', () => {
    const [found] = judge({ plan: { toldAt: at('2026-12-20T12:00Z') } })
    expect(found?.facts).toMatchObject({ amount: 20, unit: 'business-days', due: '2026-12-09', first: '2027-01-21' })
    const first = { startsAt: at('2027-01-21T20:00Z'), endsAt: at('2027-01-22T02:00Z') }
    expect(codes({ plan: { toldAt: at('2026-12-20T12:00Z'), ...first } })).toEqual([])
  })
  test('a month: its hours and the limit', () => {
    const [found] = judge({ around: { neighbours: [other('2027-01-24T20:00Z', '2027-01-25T00:30Z')] } })
    expect(found).toMatchObject({ field: 'endsLocal', facts: { month: '2027-01', hours: 10.5, limit: 8 } })
  })
  test('peak: which regions, and when instead', () => {
    const [found] = judge({ ...on('2027-01-11T02:00Z', '2027-01-11T08:00Z') })
    expect(found?.facts).toMatchObject({ regions: { en: 'Great Britain' }, suggestion: '01:00', none: 'no' })
  })
  test('where no start is off-peak, the least busy one is no breach and says so', () => {
    const everywhere = [
      { name: { en: 'Day' }, timeZone: 'UTC', peak: { from: '06:00', to: '21:00' } },
      { name: { en: 'Night' }, timeZone: 'UTC', peak: { from: '21:00', to: '06:00' } },
    ]
    const [found] = judge({ policy: { regions: everywhere, severities: { 'no-rollback-plan': 'warns' } } })
    expect(found).toMatchObject({
      code: 'no-off-peak-hour',
      severity: 'warns',
      facts: { regions: { en: 'Day, Night' } },
    })
  })
})

test('the months that a window touches', () => {
  const months = (from: string, to: string) => monthsOf({ startsAt: at(from), endsAt: at(to) }, 'Europe/London')
  expect(months('2027-01-31T20:00Z', '2027-02-01T00:00Z')).toEqual(['2027-01-01'])
  expect(months('2027-01-31T20:00Z', '2027-02-01T00:01Z')).toEqual(['2027-01-01', '2027-02-01'])
})

test('the first start that breaks nothing: another hour, or a later day', () => {
  const noon = { ...quiet, startsAt: at('2027-01-13T12:00Z'), endsAt: at('2027-01-13T18:00Z') }
  expect(firstDayThatWorks(noon, around, now)).toEqual({
    startsAt: at('2027-01-13T20:00Z'),
    endsAt: at('2027-01-14T02:00Z'),
  })
  const beside = { ...around, freezes: [frozen('2027-01-01T00:00Z', '2027-01-14T00:00Z')] }
  expect(firstDayThatWorks(quiet, beside, now)).toEqual({
    startsAt: at('2027-01-14T20:00Z'),
    endsAt: at('2027-01-15T02:00Z'),
  })
  expect(
    firstDayThatWorks(quiet, { ...around, freezes: [frozen('2027-01-01T00:00Z', '2027-12-31T00:00Z')] }, now),
  ).toBeNull()
})

test.each<[string, Partial<Plan>, Partial<Surroundings>, string, string]>([
  [
    'past a freeze',
    {},
    { freezes: [frozen('2027-01-01T00:00Z', '2027-01-14T00:00Z')] },
    '2026-11-21T12:00Z',
    '2027-01-14T20:00Z',
  ],
  ['past the notice that is owed', { toldAt: at('2027-01-05T12:00Z') }, {}, '2027-01-05T12:00Z', '2027-02-02T20:00Z'],
  [
    'past the notice that is owed, into a freeze, and past that',
    { toldAt: at('2027-01-05T12:00Z') },
    { freezes: [frozen('2027-01-20T00:00Z', '2027-02-14T00:00Z')] },
    '2027-01-05T12:00Z',
    '2027-02-14T20:00Z',
  ],
  [
    'past another window',
    {},
    { neighbours: [other('2027-01-10T21:00Z', '2027-01-10T23:00Z')] },
    '2026-11-21T12:00Z',
    '2027-01-11T20:00Z',
  ],
  [
    'not at another hour of today that lies behind',
    {
      startsAt: at('2027-01-10T23:30Z'),
      endsAt: at('2027-01-11T04:30Z'),
      kind: { ...maintenance, notice: null },
    },
    { policy: { ...policy, permittedHours: { value: { from: '20:00', to: '02:00' }, source: '' } } },
    '2027-01-10T23:00Z',
    '2027-01-11T20:00Z',
  ],
])('what is offered lies ahead and breaks no rule: %s', (_, plan, beside, from, expected) => {
  const asked = { ...quiet, ...plan }
  const surroundings = { ...around, ...beside }
  const offered = firstDayThatWorks(asked, surroundings, at(from))
  expect(offered?.startsAt).toEqual(at(expected))
  expect(findViolations({ ...asked, ...offered }, surroundings, 'plan', at(from))).toEqual([])
})

test('a window longer than the permitted hours is at peak, with no start to suggest', () => {
  const found = judge({
    ...on('2027-01-10T20:00Z', '2027-01-11T08:30Z'),
    policy: { monthlyLimitMinutes: { value: null, source: '' } },
  })
  expect(found.map(({ code, severity }) => [code, severity])).toEqual([
    ['outside-permitted-hours', 'waiver'],
    ['peak-hours', 'waiver'],
  ])
  expect(found[1]?.facts).toMatchObject({ none: 'unfit' })
  expect(found[1]?.facts).not.toHaveProperty('suggestion')
})

test('a minute over the limit of a month does not read as the limit', () => {
  const [over] = judge({ around: { neighbours: [other('2027-01-24T20:00Z', '2027-01-24T22:01Z')] } })
  expect(over?.facts).toMatchObject({ hours: 8.1, limit: 8 })
})
