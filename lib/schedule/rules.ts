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

/**
 * The days of a month or a week around the asked day, in whole weeks from Monday; and from which day the one before and
 * the one after are asked for, null where the schedule knows of neither. A day that it does not reach is taken as the
 * nearest that it does.
 */
export function calendarDays(view: 'month' | 'week', asked: Day, known: { first: Day; end: Day }) {
  const last = addDays(known.end, -1)
  const day = asked < known.first ? known.first : asked > last ? last : asked
  const from = view === 'month' ? `${day.slice(0, 7)}-01` : mondayOf(day)
  const later = (steps: number) => (view === 'month' ? addMonths(from, steps) : addDays(from, steps * 7))
  const [start, to] = [mondayOf(from), later(1)]
  const weeks = Array.from({ length: Math.ceil(daysBetween(start, to) / 7) }, (_, week) =>
    Array.from({ length: 7 }, (_, column) => addDays(start, week * 7 + column)),
  )
  return { from, to, weeks, before: from > known.first ? later(-1) : null, after: to < known.end ? to : null }
}
export type CalendarDays = ReturnType<typeof calendarDays>

const mondayOf = (day: Day) => addDays(day, 1 - weekday(day))

/** An urgent window is drawn hollow until it starts: it may still be taken back. */
export function isHollow({ urgent, state }: { urgent: boolean; state: string }): boolean {
  return urgent && ['planned', 'announced'].includes(state)
}

/** Days from each window to the next, by the days on which they start, in order. */
export function gaps(days: Day[]): number[] {
  return days.slice(1).map((day, index) => daysBetween(days[index] ?? day, day))
}

/** Where a day stands between the first and the last of the schedule: 0 to 1. */
export function position(day: Day, from: Day, to: Day): number {
  return daysBetween(from, day) / daysBetween(from, to)
}

/**
 * A page of a list that is in order of its days: from a day on whole days, until there are `size` entries or no more; and
 * the days from which the pages before and after it begin.
 */
export function pageOf(days: Day[], from: Day, size: number) {
  const at = (day: Day) => days.findIndex((one) => one >= day)
  const found = at(from)
  const start = found < 0 ? days.length : found
  const last = days[start + size - 1]
  const more = last === undefined ? -1 : at(addDays(last, 1))
  const end = more < 0 ? days.length : more
  const back = Math.max(0, start - size)
  // The first day that begins within reach, so that nothing lies between that page and this one.
  const whole = days.slice(back, start).find((day) => day !== days[back - 1])
  return { start, end, before: start > 0 ? (whole ?? days[back] ?? null) : null, after: days[end] ?? null }
}

/** Windows of one environment at a time: a rhythm is the rhythm of an environment. */
export function byEnvironment<W extends { serviceId: string; environmentId: string | null }>(windows: W[]): W[][] {
  return [...Map.groupBy(windows, (window) => window.environmentId ?? window.serviceId).values()]
}
