import { dayMonth, fullDate, weekdayName } from '#lib/i18n/format.ts'
import type { Locale } from '#lib/i18n/locales.ts'
import type { Day } from '#lib/time.ts'

const noon = (day: Day) => new Date(`${day}T12:00Z`)

/** Sun 10 Jan */
export const shortDay = (day: Day, locale: Locale) =>
  `${weekdayName(noon(day), 'UTC', locale, 'short')} ${dayMonth(noon(day), 'UTC', locale)}`

/** 10 January 2027 */
export const plainDay = (day: Day, locale: Locale) => fullDate(noon(day), 'UTC', locale)

/** The weekday of that number, 1 (Monday) to 7. */
export const nightName = (night: number, locale: Locale, width: 'long' | 'short' | 'narrow' = 'long') =>
  weekdayName(noon(`2024-01-0${night}`), 'UTC', locale, width)
