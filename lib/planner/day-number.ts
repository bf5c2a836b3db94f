import type { Day } from '#lib/time.ts'

const millisecondsOfADay = 86_400_000

/** Days since 1 January 1970, of the calendar, without a zone: the planner compares days a million times. */
export const numberOf = (day: Day): number => Date.parse(day) / millisecondsOfADay

export const dayAt = (number: number): Day => new Date(number * millisecondsOfADay).toISOString().slice(0, 10)

/** 1 (Monday) to 7 (Sunday). */
export const weekdayAt = (number: number): number => ((number + 3) % 7) + 1

/** The first day of the month after the one in which the day lies. */
export function nextMonth(number: number): number {
  const date = new Date(number * millisecondsOfADay)
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1) / millisecondsOfADay
}
