import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, type Day, daysBetween } from '#lib/time.ts'
import { type Horizon, spread } from './rules.ts'

/** The definition of an even plan once more, by trying every choice: slow, and told apart from how the planner counts. */
function bestByTrying(horizon: Horizon): { smallest: number; deviation: number } | null {
  const { candidates, pins, count } = horizon
  const all = choices(
    candidates.filter((day) => !pins.includes(day)),
    count - pins.length,
  ).map((chosen) => [...pins, ...chosen].sort())
  const monthly = horizon.monthly === 1 ? all.filter((days) => pairs(horizon, days).every(keepsMonth)) : all
  const judged = (monthly.length ? monthly : all).map((days) => ({
    smallest: Math.min(...pairs(horizon, days).map(([from, to]) => daysBetween(from, to))),
    deviation: deviation(horizon, days),
  }))
  judged.sort((one, other) =>
    one.smallest === other.smallest ? one.deviation - other.deviation : one.smallest > other.smallest ? -1 : 1,
  )
  return judged[0] ?? null
}

const keepsMonth = ([from, to]: [Day, Day]) => from.slice(0, 7) !== to.slice(0, 7)

function choices(days: Day[], count: number): Day[][] {
  if (count === 0) return [[]]
  return days.flatMap((day, index) => choices(days.slice(index + 1), count - 1).map((rest) => [day, ...rest]))
}

/** Neighbours of which at least one is free. */
function pairs({ before, after, pins }: Horizon, days: Day[]): [Day, Day][] {
  const line = [before, ...days, after].filter((day) => day !== null)
  const free = (day: Day) => !pins.includes(day) && day !== before && day !== after
  return line
    .slice(1)
    .map((day, index): [Day, Day] => [line[index] ?? day, day])
    .filter(([from, to]) => free(from) || free(to))
}

function deviation({ from, to, before, after, pins, count }: Horizon, days: Day[]): number {
  const open = [before, after].filter((day) => day === null).length
  const gaps = count + (2 - open) - 1 + open / 2
  const total = daysBetween(before ?? from, after ?? to)
  const bounds = [before, ...pins, after]
  let sum = 0
  for (let index = 1; index < bounds.length; index++) {
    const [left = null, right = null] = [bounds[index - 1], bounds[index]]
    const long = daysBetween(left ?? from, right ?? to)
    const rhythms = (long * gaps) / total
    const ideal =
      left && right
        ? long / Math.max(1, Math.round(rhythms))
        : left || right
          ? long / (Math.max(0, Math.round(rhythms - 0.5)) + 0.5)
          : long / count
    const inside = days.filter((day) => !pins.includes(day) && (!left || day > left) && (!right || day < right))
    const line = [left, ...inside, right].filter((day) => day !== null)
    line.slice(1).forEach((day, place) => {
      sum += (daysBetween(line[place] ?? day, day) - ideal) ** 2
    })
    if (!left && line[0]) sum += (daysBetween(from, line[0]) - ideal / 2) ** 2
    if (!right && line.length) sum += (daysBetween(line.at(-1) ?? to, to) - ideal / 2) ** 2
  }
  return sum
}

const horizons = fc
  .record({
    start: fc.integer({ min: 0, max: 40 }),
    length: fc.integer({ min: 12, max: 90 }),
    candidates: fc.uniqueArray(fc.integer({ min: 0, max: 89 }), { maxLength: 12 }),
    pins: fc.uniqueArray(fc.integer({ min: 0, max: 89 }), { maxLength: 3 }),
    onCandidates: fc.boolean(),
    before: fc.option(fc.integer({ min: 1, max: 40 })),
    after: fc.option(fc.integer({ min: 0, max: 40 })),
    free: fc.integer({ min: 0, max: 5 }),
    monthly: fc.constantFrom(1, null),
  })
  .map((drawn): Horizon => {
    const from = addDays('2027-01-10', drawn.start)
    const days = (numbers: number[]) =>
      [...new Set(numbers.map((number) => addDays(from, number % drawn.length)))].sort()
    const candidates = days(drawn.candidates)
    const pins = drawn.onCandidates
      ? [...new Set(drawn.pins.flatMap((pin) => candidates[pin % candidates.length] ?? []))].sort()
      : days(drawn.pins)
    return {
      from,
      to: addDays(from, drawn.length),
      candidates,
      pins,
      before: drawn.before === null ? null : addDays(from, -drawn.before),
      after: drawn.after === null ? null : addDays(from, drawn.length + drawn.after),
      count: pins.length + drawn.free,
      monthly: drawn.monthly,
    }
  })

test('no choice is better than the planner’s, by the smallest gap and then by evenness', () => {
  fc.assert(
    fc.property(horizons, (horizon) => {
      const plan = spread(horizon)
      const best = bestByTrying(horizon)
      if ('reasons' in plan) {
        expect(best).toBeNull()
        const most = Number(plan.reasons[0]?.facts?.most)
        expect(spread({ ...horizon, count: most })).not.toHaveProperty('reasons')
        expect(spread({ ...horizon, count: most + 1 })).toHaveProperty('reasons')
        return
      }
      expect(plan.smallest ?? Infinity).toBe(best?.smallest)
      expect(Math.abs(plan.deviation - (best?.deviation ?? Number.NaN))).toBeLessThan(1e-9)
      expect(Math.abs(plan.deviation - deviation(horizon, plan.days))).toBeLessThan(1e-9)
      expect(new Set(plan.days).size).toBe(horizon.count)
      expect(plan.days).toEqual(expect.arrayContaining(horizon.pins))
      for (const day of plan.days) expect([...horizon.candidates, ...horizon.pins]).toContain(day)
      expect(spread(horizon)).toEqual(plan)
    }),
    { numRuns: 200 },
  )
})
