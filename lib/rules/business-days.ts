import { addDays, type Day, weekday } from '#lib/time.ts'

/** Holidays that several services share. */
export const holidayCalendars = ['england-and-wales', 'india'] as const
export type HolidayCalendar = (typeof holidayCalendars)[number]

/** What makes a day no business day: weekdays from 1 (Monday) to 7, and holidays of the service's calendar. */
export type BusinessCalendar = { weekend: number[]; holidays: ReadonlySet<Day> }

export function isBusinessDay(day: Day, { weekend, holidays }: BusinessCalendar): boolean {
  return !weekend.includes(weekday(day)) && !holidays.has(day)
}

/** How long before its start something is told. Source: the policy's kind. */
export type Notice = { amount: number; unit: 'days' | 'business-days' }

/**
 * The last day on which notice is in time for something that starts on `day`: so many days, or so many business days,
 * before it, the day itself not counted. Fifteen business days before Sunday 17 January 2027 in England and Wales is
 * 23 December 2026. A calendar without business days never ends the count, so it is given up after ten years.
 */
export function lastDayForNotice(day: Day, { amount, unit }: Notice, calendar: BusinessCalendar): Day {
  if (unit === 'days') return addDays(day, -amount)
  return step(day, amount, -1, calendar)
}

/** The first day on which something may start when it is told on `told`. */
export function firstDayAfterNotice(told: Day, { amount, unit }: Notice, calendar: BusinessCalendar): Day {
  if (unit === 'days' || amount === 0) return addDays(told, amount)
  // Told on a day of rest, the first business day after it counts as a whole one.
  const last = isBusinessDay(told, calendar) ? step(told, amount - 1, 1, calendar) : step(told, amount, 1, calendar)
  return addDays(last, 1)
}

function step(from: Day, amount: number, direction: 1 | -1, calendar: BusinessCalendar): Day {
  let day = from
  for (let counted = 0, tried = 0; counted < amount && tried < 3660; tried++) {
    day = addDays(day, direction)
    if (isBusinessDay(day, calendar)) counted++
  }
  return day
}
