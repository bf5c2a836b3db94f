import { Temporal } from 'temporal-polyfill'

/** A wall-clock time without its zone, `2026-11-29T20:00`. */
export type Local = string
/** A calendar day, `2026-11-29`. */
export type Day = string

/**
 * The instant at which clocks in `zone` show `local`. On a clock-change night a time may be skipped (the instant after
 * the gap is given) or come twice (the first is given, and `again`); `clock` says so, and whoever asks decides whether it
 * matters.
 */
export function instantOf(local: Local, zone: string): { at: Date; again: Date; clock: 'once' | 'skipped' | 'twice' } {
  const plain = Temporal.PlainDateTime.from(local)
  const earlier = plain.toZonedDateTime(zone, { disambiguation: 'earlier' })
  const later = plain.toZonedDateTime(zone, { disambiguation: 'later' })
  const once = earlier.epochMilliseconds === later.epochMilliseconds
  const skipped = !earlier.toPlainDateTime().equals(plain)
  return {
    at: new Date(skipped ? later.epochMilliseconds : earlier.epochMilliseconds),
    again: new Date(later.epochMilliseconds),
    clock: once ? 'once' : skipped ? 'skipped' : 'twice',
  }
}

/** What clocks in `zone` show at this instant, to the minute. */
export function localOf(at: Date, zone: string): Local {
  return zoned(at, zone).toPlainDateTime().toString({ smallestUnit: 'minute' })
}

export function dayOf(at: Date, zone: string): Day {
  return zoned(at, zone).toPlainDate().toString()
}

/** The first instant of a day in `zone`; not always midnight. */
export function startOfDay(day: Day, zone: string): Date {
  return new Date(Temporal.PlainDate.from(day).toZonedDateTime(zone).epochMilliseconds)
}

/** The rules count days by the thousand: these three need no calendar, only that a day of it has 24 hours. */
export function addDays(day: Day, days: number): Day {
  return new Date(Date.parse(day) + days * 24 * hour).toISOString().slice(0, 10)
}

/** Whether what is typed is a day that the calendar has, between 1970 and 2199: the others take no other. */
export function isDay(typed: string): boolean {
  if (!/^(19[7-9]|2[01]\d)\d-\d{2}-\d{2}$/.test(typed)) return false
  const date = new Date(typed)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(typed)
}

/** Whole days from one to the other; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / (24 * hour))
}

/** The same wall-clock time so many months later, on the last day of a shorter month. */
export function addMonths(day: Day, months: number): Day {
  return Temporal.PlainDate.from(day).add({ months }).toString()
}

/** 1 (Monday) to 7 (Sunday). */
export function weekday(day: Day): number {
  return new Date(day).getUTCDay() || 7
}

export const minute = 60_000
export const hour = 60 * minute

export function minutesBetween(from: Date, to: Date): number {
  return Math.round((to.getTime() - from.getTime()) / minute)
}

export function plus(at: Date, minutes: number): Date {
  return new Date(at.getTime() + minutes * minute)
}

export function isTimeZone(zone: string): boolean {
  try {
    Temporal.ZonedDateTime.from({ timeZone: zone, year: 2026, month: 1, day: 1 })
    return /^[A-Z][\w+-]*(\/[\w+-]+)*$/.test(zone)
  } catch {
    return false
  }
}

function zoned(at: Date, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone)
}
