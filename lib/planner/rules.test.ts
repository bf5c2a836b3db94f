import { describe, expect, test } from 'vitest'
import { addDays, type Day, startOfDay, weekday } from '#lib/time.ts'
import { candidateDays, compare, firstOfEachMonth, gapsOf, type Horizon, type Plan, spread } from './rules.ts'

const planned = (horizon: Horizon): Plan => {
  const plan = spread(horizon)
  if ('reasons' in plan) throw new Error(JSON.stringify(plan.reasons))
  return plan
}

/** The Sundays of two years, releases on the last of June and November, freezes around them and at Christmas. */
describe('the forward schedule of the domain', () => {
  const [from, to] = ['2027-01-01', '2029-01-01']
  const pins = ['2027-06-27', '2027-11-28', '2028-06-25', '2028-11-26']
  const days = (first: Day, last: Day) => ({
    startsAt: startOfDay(first, 'Europe/London'),
    endsAt: startOfDay(addDays(last, 1), 'Europe/London'),
  })
  const freezes = [
    ...pins.map((pin) => days(addDays(pin, -10), addDays(pin, 10))),
    ...[2026, 2027, 2028].map((year) => days(`${year}-12-18`, `${year + 1}-01-08`)),
  ]
  const zone = 'Europe/London'
  const candidates = candidateDays({ from, to, nights: [7], starts: '20:00', minutes: 360, zone, freezes, taken: [] })
  const horizon: Horizon = { from, to, candidates, pins, before: null, after: null, count: 22, monthly: 1 }

  test('22 windows are 28 to 42 days apart', () => {
    const plan = planned(horizon)
    expect(plan).toMatchObject({ smallest: 28, largest: 42, monthlyKept: true })
    expect(plan.days).toHaveLength(22)
    expect(plan.days).toEqual(expect.arrayContaining(pins))
    for (const day of plan.days) {
      expect(weekday(day)).toBe(7)
      expect([...candidates, ...pins]).toContain(day)
    }
  })

  test('so they are after a last window before it', () => {
    expect(planned({ ...horizon, before: '2026-11-29' })).toMatchObject({ smallest: 28, largest: 42 })
  })

  test('the first possible Sunday of each month is 14 to 56 days from the next', () => {
    expect(firstOfEachMonth(horizon)).toMatchObject({ smallest: 14, largest: 56 })
    expect(firstOfEachMonth(horizon).days).toHaveLength(24)
  })

  test('numbers of windows are compared', () => {
    expect(compare(horizon, [3, 22, 24, 99])).toEqual([
      { count: 3, plan: { reasons: [{ code: 'more-pins-than-windows', facts: { pins: 4, count: 3 } }] } },
      { count: 22, plan: planned(horizon) },
      { count: 24, plan: expect.objectContaining({ smallest: 14, largest: 35, monthlyKept: true }) },
      {
        count: 99,
        plan: { reasons: [{ code: 'too-many-windows', facts: { count: 99, most: candidates.length + pins.length } }] },
      },
    ])
  })
})

describe('spreading', () => {
  test('long and short gaps take turns where they cost the same', () => {
    const [from, to] = ['2027-01-01', '2029-01-01']
    const span = { from, to, nights: [7], starts: '20:00', minutes: 360, zone: 'Europe/London' }
    const candidates = candidateDays({ ...span, freezes: [], taken: [] })
    const plan = planned({ from, to, candidates, pins: [], before: null, after: null, count: 23, monthly: null })
    const long = plan.gaps.map(({ days }) => days > 28)
    expect([plan.smallest, plan.largest]).toEqual([28, 35])
    const inHalves = [long.slice(0, 11), long.slice(11)].map((half) => half.filter(Boolean).length)
    expect(Math.abs((inHalves[0] ?? 0) - (inHalves[1] ?? 0))).toBeLessThanOrEqual(1)
    expect(plan.gaps.some((_, index) => long[index] && long[index + 1] && long[index + 2])).toBe(false)
  })

  const horizon: Horizon = {
    from: '2027-01-01',
    to: '2027-03-02',
    candidates: [],
    pins: [],
    before: null,
    after: null,
    count: 0,
    monthly: null,
  }
  const every = Array.from({ length: 60 }, (_, index) => addDays(horizon.from, index))

  test.each<[string, Partial<Horizon>, Day[]]>([
    ['nothing into nothing', {}, []],
    ['open edges are half a gap', { candidates: every, count: 1 }, ['2027-01-31']],
    [
      'the gaps come first, and open edges after them',
      { candidates: every, count: 3 },
      ['2027-01-02', '2027-01-31', '2027-03-01'],
    ],
    [
      'closed ones are bounds',
      { candidates: every, count: 2, before: '2026-12-31', after: '2027-03-04' },
      ['2027-01-21', '2027-02-11'],
    ],
    ['the earlier of two that are as good', { candidates: ['2027-01-30', '2027-02-01'], count: 1 }, ['2027-01-30']],
    ['a pin without candidates', { pins: ['2027-01-31'], count: 1 }, ['2027-01-31']],
    [
      'a pin on a candidate day',
      { candidates: every.slice(30, 32), pins: ['2027-01-31'], count: 2 },
      every.slice(30, 32),
    ],
    [
      'pins alone, though closer than any rhythm',
      { candidates: every, pins: every.slice(2, 4), count: 2 },
      every.slice(2, 4),
    ],
    [
      'candidates outside the horizon',
      { candidates: ['2026-12-01', '2027-01-05', '2027-03-02'], count: 1 },
      ['2027-01-05'],
    ],
    [
      'the rhythm decides which stretch is filled',
      { candidates: every, pins: ['2027-01-21'], before: '2027-01-01', after: '2027-03-02', count: 2 },
      ['2027-01-21', '2027-02-10'],
    ],
  ])('%s', (_, facts, days) => expect(planned({ ...horizon, ...facts }).days).toEqual(days))

  test('a gap between fixed days is given, and does not count as the smallest', () => {
    const plan = planned({ ...horizon, candidates: ['2027-02-10'], pins: ['2027-01-05', '2027-01-06'], count: 3 })
    expect(plan).toMatchObject({ smallest: 35, largest: 35 })
    expect(plan.gaps).toEqual([
      { from: '2027-01-05', to: '2027-01-06', days: 1, given: true },
      { from: '2027-01-06', to: '2027-02-10', days: 35, given: false },
    ])
  })

  test('one a month, pins among them, as long as that is possible', () => {
    const facts = { ...horizon, candidates: every.slice(0, 36), pins: ['2027-01-20'] }
    expect(planned({ ...facts, count: 2 })).toMatchObject({ days: ['2027-01-01', '2027-01-20'], monthlyKept: true })
    expect(planned({ ...facts, count: 2, monthly: 1 })).toMatchObject({
      days: ['2027-01-20', '2027-02-05'],
      monthlyKept: true,
    })
    expect(planned({ ...facts, count: 3, monthly: 1 })).toMatchObject({ smallest: 16, monthlyKept: false })
    expect(planned({ ...facts, count: 3, monthly: 2 })).toMatchObject({ smallest: 16, monthlyKept: true })
  })

  test.each([
    [{ pins: every.slice(0, 3), count: 2 }, 'more-pins-than-windows', { pins: 3, count: 2 }],
    [{ count: 1 }, 'too-many-windows', { count: 1, most: 0 }],
    [{ candidates: every.slice(0, 3), pins: every.slice(1, 2), count: 4 }, 'too-many-windows', { count: 4, most: 3 }],
  ])('%j: %s', (asked, code, facts) => {
    expect(spread({ ...horizon, ...asked })).toEqual({ reasons: [{ code, facts }] })
  })
})

describe('days on which a window may start', () => {
  const freeze = { startsAt: new Date('2027-02-03T00:00Z'), endsAt: new Date('2027-02-05T00:00Z') }
  const asked = {
    from: '2027-02-01',
    to: '2027-02-08',
    nights: [] as number[],
    starts: '20:00',
    minutes: 240,
    zone: 'Europe/London',
    freezes: [freeze],
    taken: [] as (typeof freeze)[],
  }
  const days = (facts: Partial<typeof asked>) => candidateDays({ ...asked, ...facts }).map((day) => day.slice(8))

  test('a window may end when a freeze begins, and not a minute later', () => {
    expect(days({})).toEqual(['01', '02', '05', '06', '07'])
    expect(days({ minutes: 241 })).toEqual(['01', '05', '06', '07'])
  })
  test('and begin when it ends, and not a minute earlier', () => {
    expect(days({ starts: '00:00' })).toContain('05')
    expect(days({ freezes: [{ ...freeze, endsAt: new Date('2027-02-05T00:01Z') }], starts: '00:00' })).not.toContain(
      '05',
    )
  })
  test('nor may it meet a window that is there', () => {
    const taken = [{ startsAt: new Date('2027-02-06T22:00Z'), endsAt: new Date('2027-02-06T23:00Z') }]
    expect(days({ taken })).toEqual(['01', '02', '05', '07'])
  })
  test('permitted nights only', () => expect(days({ nights: [1, 7] })).toEqual(['01', '07']))
  test('a freeze is where the zone has it', () =>
    expect(days({ zone: 'Asia/Kolkata', starts: '05:00', minutes: 30 })).toEqual(['01', '02', '03', '06', '07']))
  test('a start that clocks skip is none', () => {
    const march = { from: '2027-03-27', to: '2027-03-30', starts: '01:30', freezes: [] }
    expect(days(march)).toEqual(['27', '29'])
    expect(days({ ...march, zone: 'Asia/Kolkata' })).toEqual(['27', '28', '29'])
  })
  test('an empty time has none', () => expect(days({ to: asked.from })).toEqual([]))
})

test('as many as are published at once, on any day of five years', () => {
  const [from, to] = ['2027-01-01', '2032-01-01']
  const candidates = Array.from({ length: 1826 }, (_, index) => addDays(from, index))
  const horizon: Horizon = { from, to, candidates, pins: [], before: null, after: null, count: 200, monthly: null }
  expect(planned(horizon)).toMatchObject({ smallest: 9, largest: 10 })
})

test('gaps run from day to day, also to one that stands beyond what is fixed outside', () => {
  const fixed = { before: '2027-01-10', after: '2027-06-27', pins: [] }
  expect(gapsOf(fixed, ['2027-01-03', '2027-02-14', '2027-07-04']).map(({ to, days }) => [to, days])).toEqual([
    ['2027-01-10', 7],
    ['2027-02-14', 35],
    ['2027-06-27', 133],
    ['2027-07-04', 7],
  ])
})
