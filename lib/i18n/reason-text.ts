import type { Fact } from '#lib/errors.ts'
import type { Day } from '#lib/time.ts'
import { fullDate, longDate } from './format.ts'
import { type Locale, pick } from './locales.ts'

/**
 * The facts of a reason as its sentence takes them: published texts in the reader's language, days (`2026-12-23`) and
 * months (`2027-01`) written out. Anything else is left as it is.
 */
export function sayableFacts(facts: Record<string, Fact> | undefined, locale: Locale): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(facts ?? {}).map(([name, fact]) => {
      if (typeof fact === 'object') return [name, pick(fact, locale).text]
      if (typeof fact === 'number') return [name, fact]
      if (/^\d{4}-\d{2}-\d{2}$/.test(fact)) return [name, sayableDay(fact, locale)]
      if (/^\d{4}-\d{2}$/.test(fact))
        return [name, fullDate(new Date(`${fact}-15T12:00Z`), 'UTC', locale).replace(/^\d+ /, '')]
      return [name, fact]
    }),
  )
}

/** A day without a clock, written out: Sunday 29 November 2026. */
export const sayableDay = (day: Day, locale: Locale) => longDate(new Date(`${day}T12:00Z`), 'UTC', locale)
