import type { Reason } from '#lib/errors.ts'
import { type Day, instantOf, plus } from '#lib/time.ts'
import { bestIn, mostIn, shareOut } from './best-days.ts'
import { dayAt, nextMonth, numberOf, weekdayAt } from './day-number.ts'
import { costOf, type Horizon, liesIn, type Spacing, stretchesOf } from './stretches.ts'

export type { Horizon } from './stretches.ts'

/** Days from a window to the next. One between two fixed days is given: it is not the planner's to judge. */
export type Gap = { from: Day; to: Day; days: number; given: boolean }

/** How even a plan is. The smallest and the largest gap are those that are not given; null when there is none. */
export type Evenness = {
  smallest: number | null
  largest: number | null
  /** The sum of the squared deviations of all gaps from the ideal one of their stretch, in days². */
  deviation: number
  /** False if a free window shares its month with another although one a month is the limit. */
  monthlyKept: boolean
}

export type Plan = Evenness & { days: Day[]; gaps: Gap[] }

/**
 * Spreads windows over a horizon as evenly as possible around what is fixed (DCC 4.1: gaps are adjusted around SEC
 * releases): the smallest gap as large as can be, then the least deviation from an even rhythm; of equal plans the one in
 * which long and short gaps take turns, then the earlier. A limit of one window a month is kept if any plan keeps it; otherwise the plan ignores it and says so. A higher limit
 * is not heeded, as windows that far apart hardly meet it.
 */
export function spread(horizon: Horizon): Plan | { reasons: Reason[] } {
  const { pins, count } = horizon
  const free = count - pins.length
  if (free < 0) return { reasons: [{ code: 'more-pins-than-windows', facts: { pins: pins.length, count } }] }
  if (free === 0) return planOf(horizon, pins)
  const stretches = stretchesOf(horizon)
  const most = (spacing: Spacing) => stretches.reduce((sum, stretch) => sum + mostIn(stretch, spacing), 0)
  const fits = (spacing: Spacing) => most(spacing) >= free
  const monthly = horizon.monthly === 1 && fits({ apart: 1, monthly: true })
  if (!monthly && !fits({ apart: 1, monthly })) {
    const facts = { count, most: pins.length + most({ apart: 1, monthly }) }
    return { reasons: [{ code: 'too-many-windows', facts }] }
  }
  const longest = Math.max(...stretches.map((stretch) => stretch.end - stretch.start))
  const spacing = { apart: largest(longest, (apart) => fits({ apart, monthly })), monthly }
  const choices = stretches.map((stretch) => bestIn(stretch, spacing, Math.min(free, mostIn(stretch, spacing))))
  return planOf(horizon, [...pins, ...(shareOut(choices, free)?.days ?? []).map(dayAt)].sort())
}

/** How even the plans are with other numbers of windows. */
export function compare(horizon: Horizon, counts: number[]): { count: number; plan: Plan | { reasons: Reason[] } }[] {
  return counts.map((count) => ({ count, plan: spread({ ...horizon, count }) }))
}

/**
 * What is done without a planner: the first day that is possible in each month, none where something is fixed. Its
 * number of windows is its own.
 */
export function firstOfEachMonth(horizon: Horizon): Plan {
  const { from, to, before, after, pins, candidates } = horizon
  const month = (day: Day) => day.slice(0, 7)
  const taken = new Set([before, ...pins, after].map((day) => day && month(day)))
  const days = candidates.filter((day) => {
    if (day < from || day >= to || taken.has(month(day))) return false
    return taken.add(month(day))
  })
  return planOf({ ...horizon, count: days.length + pins.length }, [...pins, ...days].sort())
}

/** The gaps of a plan, to the published windows before and after the horizon too. */
export function gapsOf({ before, after, pins }: Pick<Horizon, 'before' | 'after' | 'pins'>, days: Day[]): Gap[] {
  const fixed = new Set([before, ...pins, after])
  // What was moved, or has passed, may stand beyond what is fixed outside.
  const all = [before, ...days, after].filter((day) => day !== null).sort()
  return all.slice(1).map((to, index) => {
    const from = all[index] ?? to
    return { from, to, days: numberOf(to) - numberOf(from), given: fixed.has(from) && fixed.has(to) }
  })
}

/** How even the windows of these days are, whoever chose them. */
export function planOf(horizon: Horizon, days: Day[]): Plan {
  const gaps = gapsOf(horizon, days)
  const judged = gaps.filter((gap) => !gap.given)
  const lengths = judged.map((gap) => gap.days)
  const numbers = days.map(numberOf)
  const costs = stretchesOf(horizon).map((stretch) =>
    costOf(
      stretch,
      numbers.filter((day) => liesIn(stretch, day)),
    ),
  )
  return {
    days,
    gaps,
    smallest: lengths.length ? Math.min(...lengths) : null,
    largest: lengths.length ? Math.max(...lengths) : null,
    deviation: costs.reduce((sum, cost) => sum + cost, 0),
    monthlyKept: horizon.monthly !== 1 || judged.every(({ from, to }) => nextMonth(numberOf(from)) <= numberOf(to)),
  }
}

type Span = { startsAt: Date; endsAt: Date }

/**
 * The days of [from, to) on which a window may start: on a permitted night (weekdays 1 to 7, none given: any), at a time
 * that clocks in the zone show that night, and touching no freeze and no window that is there already. A window may end
 * when a freeze begins, and begin when one ends.
 */
export function candidateDays(asked: {
  from: Day
  to: Day
  nights: number[]
  /** Wall-clock time in the zone, `20:00`. */
  starts: string
  /** How long the window takes, as time passes: also on the night the clocks change. */
  minutes: number
  zone: string
  freezes: Span[]
  taken: Span[]
}): Day[] {
  const { nights, minutes } = asked
  const closed = [...asked.freezes, ...asked.taken]
  const first = numberOf(asked.from)
  return Array.from({ length: Math.max(0, numberOf(asked.to) - first) }, (_, index) => first + index)
    .filter((number) => !nights.length || nights.includes(weekdayAt(number)))
    .map(dayAt)
    .filter((day) => {
      const { at, clock } = instantOf(`${day}T${asked.starts}`, asked.zone)
      const end = plus(at, minutes)
      return clock !== 'skipped' && !closed.some(({ startsAt, endsAt }) => startsAt < end && endsAt > at)
    })
}

/** The largest number from 1 to a limit for which something is so. It is so for 1, and never again once it is not. */
function largest(limit: number, isSo: (number: number) => boolean): number {
  let [low, high] = [1, Math.max(1, limit)]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (isSo(middle)) low = middle
    else high = middle - 1
  }
  return low
}
