import { addDays, type Day, daysBetween, weekday } from '#lib/time.ts'
import { fixedOn, foreseenOn, type Ground, surroundingsOn } from './ground.ts'
import { aboutTheDay, asNeighbour, inTheWay, type Judged, objectionsTo, spanOn, type Terms } from './judge-plan.ts'

/** A day that would do, with the days to the windows before and after it; null where there is none. */
export type Remedy = { day: Day; before: number | null; after: number | null }

/** Days from a day to the nearest before it and after it; null where there is none. */
export function gapsAround(day: Day, others: Day[]): { before: number | null; after: number | null } {
  const distances = others.map((other) => daysBetween(day, other))
  const before = Math.max(...distances.filter((days) => days <= 0))
  const after = Math.min(...distances.filter((days) => days > 0))
  return { before: Number.isFinite(before) ? -before : null, after: Number.isFinite(after) ? after : null }
}

/** How far from its day a window is moved at most. */
const reach = 70

/**
 * The nearest earlier and the nearest later day on which a window of the plan is in nobody's way: on a permitted night,
 * in no freeze, published or foreseen, and beside the others of the plan as they stand; past its neighbours only if there
 * is none between them. None where the day is not what is wrong with it.
 */
export function remediesFor(
  window: Judged,
  plan: Judged[],
  terms: Terms,
  nights: number[],
  ground: Ground,
  now: Date,
): Remedy[] {
  if (!inTheWay(window.objections).every((one) => aboutTheDay(one, terms, ground.policy))) return []
  const others = plan.filter((one) => one.id !== window.id)
  const around = surroundingsOn(ground)
  const beside = others.map((one) => asNeighbour(one, terms))
  const surroundings = { ...around, neighbours: [...around.neighbours, ...beside] }
  const fixed = [...fixedOn(ground), ...others].map(({ day }) => day)
  const works = (day: Day) => {
    if (day <= ground.today || day > ground.last || fixed.includes(day)) return false
    if (nights.length && !nights.includes(weekday(day))) return false
    const span = spanOn(day, terms, ground.zone)
    if (foreseenOn(ground.foreseen, span).length) return false
    return !inTheWay(objectionsTo({ id: window.id, day, ...span }, terms, surroundings, now)).length
  }
  const found = (past: boolean) =>
    [-1, 1].flatMap((direction) => {
      for (let days = 1; days <= reach; days++) {
        const day = addDays(window.day, direction * days)
        if (!past && fixed.includes(day)) return []
        if (works(day)) return [{ day, ...gapsAround(day, fixed) }]
      }
      return []
    })
  const between = found(false)
  return between.length ? between : found(true)
}
