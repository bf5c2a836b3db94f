import { addDays, addMonths, type Day, daysBetween, weekday } from '#lib/time.ts'

/** How far ahead the forward schedule reaches, in months (DCC 4.1: up to two years). */
export const horizonMonths = 24

export type Month = { first: Day; days: Day[]; blanks: number }

/** The months of the schedule, from the one of `today`; `blanks` are the days of its first week before the 1st. */
export function scheduleMonths(today: Day, count = horizonMonths): Month[] {
  const first = `${today.slice(0, 7)}-01`
  return Array.from({ length: count }, (_, index) => {
    const start = addMonths(first, index)
    const length = daysBetween(start, addMonths(start, 1))
    return { first: start, days: Array.from({ length }, (_, day) => addDays(start, day)), blanks: weekday(start) - 1 }
  })
}

/** Days from each window to the next, by the days on which they start, in order. */
export function gaps(days: Day[]): number[] {
  return days.slice(1).map((day, index) => daysBetween(days[index] ?? day, day))
}

/** Where a day stands between the first and the last of the schedule: 0 to 1. */
export function position(day: Day, from: Day, to: Day): number {
  return daysBetween(from, day) / daysBetween(from, to)
}
