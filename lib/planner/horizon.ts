import { addDays, addMonths, type Day, daysBetween, startOfDay } from '#lib/time.ts'
import { fixedOn, frozenOn, type Ground, publishedOn, surroundingsOn } from './ground.ts'
import { aboutTheDay, inTheWay, objectionsTo, spanOn, type Terms } from './judge-plan.ts'
import { candidateDays, type Horizon } from './rules.ts'

/** What somebody wants of a plan. `to` is the day after the last; nights are weekdays from 1 (Monday) to 7, none: any. */
export type Wish = { from: Day; to: Day; count: number; nights: number[] }

/**
 * What the planner spreads windows over. A day is a candidate when no freeze and no window stands there and no rule about
 * the day itself is broken; what is wrong with the hours is wrong on all of them and is not held against days.
 */
export function horizonOf(wish: Wish, terms: Terms, locked: Day[], ground: Ground, now: Date): Horizon {
  const { from, to, count } = wish
  const { zone, policy } = ground
  const all = { startsAt: startOfDay(from, zone), endsAt: startOfDay(to, zone) }
  const fixed = fixedOn(ground).map(({ day }) => day)
  const pins = [...new Set([...fixed.filter((day) => day >= from && day < to), ...locked])].sort()
  const around = surroundingsOn(ground)
  const possible = candidateDays({
    ...wish,
    ...terms,
    zone,
    freezes: frozenOn(ground, all),
    taken: publishedOn(ground),
  })
  const limit = policy.monthlyLimitMinutes.value
  return {
    from,
    to,
    count,
    pins,
    candidates: possible.filter(
      (day) =>
        !pins.includes(day) &&
        !inTheWay(objectionsTo({ id: '', day, ...spanOn(day, terms, zone) }, terms, around, now)).some(aboutTheDay),
    ),
    before: fixed.filter((day) => day < from).at(-1) ?? null,
    after: fixed.find((day) => day >= to) ?? null,
    monthly: limit !== null && limit < 2 * terms.minutes ? 1 : null,
  }
}

/** Two years from the first of the next month, or as far as the schedule reaches; one in most months (DCC 4.1). */
export function usualWish(ground: Ground): Wish {
  const from = addMonths(`${ground.today.slice(0, 7)}-01`, 1)
  const end = addMonths(from, 24)
  const to = end > ground.last ? addDays(ground.last, 1) : end
  const fixed = fixedOn(ground).filter(({ day }) => day >= from && day < to).length
  return { from, to, count: Math.max(fixed, countFor(from, to, 33, 'days')), nights: ground.policy.nights.value }
}

/** How many windows a rhythm gives: one every so many days, weeks or months. */
export function countFor(from: Day, to: Day, every: number, unit: 'days' | 'weeks' | 'months'): number {
  const days = daysBetween(from, to)
  const long = unit === 'days' ? every : unit === 'weeks' ? every * 7 : (every * 365.25) / 12
  return Math.max(1, Math.round(days / long))
}
