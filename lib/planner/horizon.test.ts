import { describe, expect, test } from 'vitest'
import { dcc } from '#lib/policies/presets/dcc.ts'
import { policySchema } from '#lib/rules/policy.ts'
import { addDays, type Day, startOfDay } from '#lib/time.ts'
import type { Ground } from './ground.ts'
import { surroundingsOn } from './ground.ts'
import { countFor, freeDays, goingOn, horizonOf, reachOf, usualWish, type Wish, wholeIn } from './horizon.ts'
import { inTheWay, judgePlan, spanOn, type Terms } from './judge-plan.ts'
import { remediesFor } from './remedies.ts'
import { spread } from './rules.ts'

const zone = 'Europe/London'
const now = new Date('2026-11-21T09:00:00Z')
const policy = policySchema.parse(dcc.policy)
const maintenance = policy.kinds[0]
if (!maintenance) throw new Error('the policy has no kind')
const terms: Terms = {
  environmentId: 'uit',
  kind: maintenance,
  title: { en: 'Maintenance' },
  starts: '20:00',
  minutes: 360,
}
const days = (firstDay: Day, lastDay: Day) => ({
  ...{ firstDay, lastDay, startsAt: startOfDay(firstDay, zone) },
  endsAt: startOfDay(addDays(lastDay, 1), zone),
})
const freeze = (firstDay: Day, lastDay: Day, environments: string[] = []) => ({
  ...{ kind: 'annual' as const, reference: 'F-1', title: { en: 'Freeze' }, environments, releaseId: null },
  ...days(firstDay, lastDay),
})
const published = (day: Day, environmentId = 'uit') => ({
  ...{ id: day, environmentId, touches: [], reference: `M-${day}`, title: { en: 'Published' }, over: false },
  ...spanOn(day, terms, zone),
})
const bare: Ground = {
  ...{ serviceId: 'dcc', environmentId: 'uit', policy, zone, holidays: [], neighbours: [], freezes: [], foreseen: [] },
  ...{ releases: [], today: '2026-11-21', last: '2028-11-21' },
  usual: { starts: '20:00', minutes: 360, kind: 'maintenance', title: null },
}
const wish = { from: '2027-01-01', to: '2027-03-01', count: 2, nights: [7] }
const made = (wish: Wish, at: Terms, locked: Day[], ground: Ground) =>
  horizonOf(wish, at.minutes, freeDays(wish, at, ground, now), locked, ground)
const horizon = (ground: Partial<Ground>, locked: Day[] = [], others: Partial<Terms> = {}) =>
  made(wish, { ...terms, ...others }, locked, { ...bare, ...ground })
const sundays = (...numbers: string[]) => numbers.map((number) => `2027-${number}`)
const all = sundays('01-03', '01-10', '01-17', '01-24', '01-31', '02-07', '02-14', '02-21', '02-28')

describe('the days that a plan may take', () => {
  test.each<[string, Partial<Ground>, Day[]]>([
    ['every permitted night', {}, all],
    ['not in a freeze of the environment', { freezes: [freeze('2027-01-01', '2027-01-12', ['uit'])] }, all.slice(2)],
    ['in one of another environment', { freezes: [freeze('2027-01-01', '2027-01-12', ['sit'])] }, all],
    [
      'not in one that is only foreseen',
      { foreseen: [{ ...days('2027-02-01', '2027-03-01'), title: {}, source: '' }] },
      all.slice(0, 4),
    ],
    ['not in a month whose hours are used up', { neighbours: [published('2027-01-20')] }, all.slice(5)],
    ['in one whose hours another environment uses', { neighbours: [published('2027-01-20', 'sit')] }, all],
    ['not where a release is pinned', { releases: [{ day: '2027-01-10', title: {} }] }, all.toSpliced(1, 1)],
    [
      'not past what the schedule reaches',
      { policy: { ...policy, horizonMonths: { value: 2, source: '' } } },
      all.slice(0, 3),
    ],
  ])('%s', (_, ground, expected) => expect(horizon(ground).candidates).toEqual(expected))

  test('what is wrong with the hours is not held against the days', () =>
    expect(horizon({}, [], { starts: '10:00' }).candidates).toEqual(all))

  test('nor is a length that no month has room for', () =>
    expect(horizon({}, [], { minutes: 540 }).candidates).toEqual(all))
})

test('published windows, releases and locked windows are pins; those outside are its neighbours', () => {
  expect(
    horizon(
      {
        neighbours: [
          published('2026-12-06'),
          published('2027-01-20'),
          published('2027-04-04'),
          published('2027-02-10', 'sit'),
        ],
        releases: [{ day: '2027-02-28', title: {} }],
      },
      ['2027-02-14'],
    ),
  ).toMatchObject({
    pins: ['2027-01-20', '2027-02-14', '2027-02-28'],
    before: '2026-12-06',
    after: '2027-04-04',
    monthly: 1,
  })
  expect(horizon({}, [], { minutes: 240 }).monthly).toBeNull()
})

test('two years in most months, as far as the schedule reaches', () => {
  expect(usualWish(bare)).toEqual({ from: '2026-12-01', to: '2028-11-01', count: 21, nights: [7] })
  expect(countFor('2027-01-01', '2029-01-01', 5, 'weeks')).toBe(21)
  expect(countFor('2027-01-01', '2029-01-01', 1, 'months')).toBe(24)
})

test('the reach of gaps is over all of them', () => {
  expect(reachOf([{ days: 28 }, { days: 42 }, { days: 35 }])).toEqual({ smallest: 28, largest: 42 })
  expect(reachOf([])).toBeNull()
})

test.each([
  ['22', 22],
  [' 200 ', 200],
  ['201', null],
  ['0', null],
  ['', null],
  ['abc', null],
  ['2.5', null],
  ['-1', null],
])('“%s” is the whole number %s', (typed, number) => expect(wholeIn(typed, 200)).toBe(number))

test('a plan of two years breaks no rule', () => {
  const wish = usualWish(bare)
  const plan = spread(made(wish, terms, [], bare))
  if ('reasons' in plan) throw new Error(JSON.stringify(plan.reasons))
  const judged = judgePlan(
    plan.days.map((day) => ({ id: day, day })),
    terms,
    surroundingsOn(bare),
    now,
  )
  expect(judged).toHaveLength(21)
  expect(judged.flatMap(({ objections }) => inTheWay(objections))).toEqual([])
})

describe('a window that is in the way is moved', () => {
  const ground = { ...bare, freezes: [freeze('2027-02-10', '2027-02-24')] }
  const judge = (at: Terms, ...days: Day[]) =>
    judgePlan(
      days.map((day) => ({ id: day, day })),
      at,
      surroundingsOn(ground),
      now,
    )
  const remedies = (at: Terms, days: Day[], index: number) => {
    const plan = judge(at, ...days)
    const window = plan[index]
    return window ? remediesFor(window, plan, at, [7], ground, now) : []
  }

  test('to the nearest night before and after that breaks nothing, with the days between', () =>
    expect(remedies(terms, ['2027-01-10', '2027-02-14', '2027-03-21'], 1)).toEqual([
      { day: '2027-02-07', before: 28, after: 42 },
      { day: '2027-02-28', before: 49, after: 21 },
    ]))
  test('not into a month that another of the plan fills', () =>
    expect(remedies(terms, ['2027-02-07', '2027-02-14'], 1).map(({ day }) => day)).toEqual(['2027-03-07']))
  test('past its neighbours only when nothing between them works', () =>
    expect(remedies(terms, ['2027-02-07', '2027-02-14', '2027-02-28'], 1).map(({ day }) => day)).toEqual([
      '2027-01-24',
      '2027-03-07',
    ]))
  test('not at all when its hours are wrong', () =>
    expect(remedies({ ...terms, starts: '10:00' }, ['2027-01-10'], 0)).toEqual([]))
})

test.each<[string, Parameters<typeof goingOn>[0], ReturnType<typeof goingOn>]>([
  [
    'goes on where it ends',
    { first: '2027-01-03', last: '2027-03-28', count: 4 },
    { from: '2027-03-29', until: '2027-06-21', count: 4 },
  ],
  [
    'of one day',
    { first: '2027-01-03', last: '2027-01-03', count: 1 },
    { from: '2027-01-04', until: '2027-01-04', count: 1 },
  ],
  [
    'that is over begins now',
    { first: '2026-01-04', last: '2026-03-29', count: 4 },
    { from: '2026-12-01', until: '2027-02-23', count: 4 },
  ],
  [
    'keeps its rhythm where less is left',
    { first: '2027-01-01', last: '2027-12-31', count: 12 },
    { from: '2028-01-01', until: '2028-06-30', count: 6 },
  ],
  ['that ends where the schedule does has nothing left', { first: '2027-01-01', last: '2028-06-30', count: 12 }, null],
])('a plan like one %s', (_, like, expected) => expect(goingOn(like, '2026-12-01', '2028-06-30')).toEqual(expected))
