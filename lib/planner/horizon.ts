import { horizonMonths } from '#lib/schedule/rules.ts'
import { addDays, addMonths, type Day, daysBetween, startOfDay } from '#lib/time.ts'
import { fixedOn, frozenOn, type Ground, publishedOn, surroundingsOn } from './ground.ts'
import { aboutTheDay, inTheWay, objectionsTo, spanOn, type Terms } from './judge-plan.ts'
import type { Like } from './plan-like.ts'
import { candidateDays, type Gap, type Horizon } from './rules.ts'

/** What somebody wants of a plan. `to` is the day after the last; nights are weekdays from 1 (Monday) to 7, none: any. */
export type Wish = { from: Day; to: Day; count: number; nights: number[] }

/**
 * The days that a plan may take: no freeze and no window stands there, and no rule about the day itself is broken. What is
 * wrong with the hours is wrong on all of them and is not held against days.
 */
export function freeDays({ from, to, nights }: Omit<Wish, 'count'>, terms: Terms, ground: Ground, now: Date): Day[] {
  const { zone } = ground
  const all = { startsAt: startOfDay(from, zone), endsAt: startOfDay(to, zone) }
  const around = surroundingsOn(ground)
  const { starts, minutes } = terms
  const freezes = frozenOn(ground, all)
  return candidateDays({ from, to, nights, starts, minutes, zone, freezes, taken: publishedOn(ground) }).filter(
    (day) =>
      !inTheWay(objectionsTo({ id: '', day, ...spanOn(day, terms, zone) }, terms, around, now)).some((one) =>
        aboutTheDay(one, terms, ground.policy),
      ),
  )
}

/** What the planner spreads windows over. Published windows, releases and locked windows stay where they are. */
export function horizonOf(
  { from, to, count }: Wish,
  minutes: number,
  free: Day[],
  locked: Day[],
  ground: Ground,
): Horizon {
  const fixed = [...new Set([...fixedOn(ground).map(({ day }) => day), ...locked])].sort()
  const pins = fixed.filter((day) => day >= from && day < to)
  const limit = ground.policy.monthlyLimitMinutes.value
  return {
    ...{ from, to, count, pins },
    candidates: free.filter((day) => !pins.includes(day)),
    before: fixed.filter((day) => day < from).at(-1) ?? null,
    after: fixed.find((day) => day >= to) ?? null,
    monthly: limit !== null && limit < 2 * minutes ? 1 : null,
  }
}

/** From the first of the next month over the two years that readers see; one in most months (DCC 4.1). */
export function usualWish(ground: Ground): Wish {
  const month = `${ground.today.slice(0, 7)}-01`
  const from = addMonths(month, 1)
  // As far as readers see: what is published stands on their two years at once.
  const end = addMonths(month, horizonMonths)
  const to = end > ground.last ? addDays(ground.last, 1) : end
  const fixed = fixedOn(ground).filter(({ day }) => day >= from && day < to).length
  return { from, to, count: Math.max(fixed, countFor(from, to, 33, 'days')), nights: ground.policy.nights.value }
}

/** The smallest and the largest of gaps, the given ones too; null where there is none. */
export function reachOf(gaps: Pick<Gap, 'days'>[]): { smallest: number; largest: number } | null {
  const lengths = gaps.map(({ days }) => days)
  return lengths.length ? { smallest: Math.min(...lengths), largest: Math.max(...lengths) } : null
}

/** The most windows that are published at once. */
export const mostWindows = 200

/** A whole number from 1 to `most`, as it is typed; null: something else. */
export function wholeIn(typed: string, most: number): number | null {
  const number = /^\d{1,3}$/.test(typed.trim()) ? Number(typed) : 0
  return number > 0 && number <= most ? number : null
}

/** How many windows a rhythm gives: one every so many days, weeks or months. */
export function countFor(from: Day, to: Day, every: number, unit: 'days' | 'weeks' | 'months'): number {
  const days = daysBetween(from, to)
  const long = unit === 'days' ? every : unit === 'weeks' ? every * 7 : (every * 365.25) / 12
  return Math.max(1, Math.round(days / long))
}

/**
 * The days and the number of another plan like one: it goes on where that one ends, in its rhythm, as far as the schedule
 * reaches; null where nothing is left of that.
 */
export function goingOn(
  { first, last, count }: Pick<Like, 'first' | 'last' | 'count'>,
  from: Day,
  until: Day,
): { from: Day; until: Day; count: number } | null {
  const length = daysBetween(first, last)
  const starts = last < from ? from : addDays(last, 1)
  if (starts > until) return null
  const ends = addDays(starts, length) > until ? until : addDays(starts, length)
  const kept = length ? Math.round((count * (daysBetween(starts, ends) + 1)) / (length + 1)) : count
  return { from: starts, until: ends, count: Math.max(1, kept) }
}
