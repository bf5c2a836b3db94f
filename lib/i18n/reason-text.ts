import type { Fact } from '#lib/errors.ts'
import { dayInWords, fullDate } from './format.ts'
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
      if (/^\d{4}-\d{2}-\d{2}$/.test(fact)) return [name, dayInWords(fact, locale)]
      if (/^\d{4}-\d{2}$/.test(fact))
        return [name, fullDate(new Date(`${fact}-15T12:00Z`), 'UTC', locale).replace(/^\d+ /, '')]
      return [name, fact]
    }),
  )
}
