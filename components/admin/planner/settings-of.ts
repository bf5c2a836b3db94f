import { duration } from '#lib/i18n/format.ts'
import type { Locale } from '#lib/i18n/locales.ts'
import type { Ground } from '#lib/planner/ground.ts'
import { usualWish } from '#lib/planner/horizon.ts'
import { addDays, type Day } from '#lib/time.ts'

/** What stands in the fields: days with the last included, numbers, hours and the length as they are typed. */
export type Settings = {
  from: Day
  until: Day
  count: string
  /** One every so many weeks or months; empty: the number alone counts. */
  every: string
  nights: number[]
  starts: string
  lasts: string
  kind: string
  title: { en: string; hi: string }
}

/** What the fields hold when an environment is opened. */
export function settingsFor(ground: Ground, base: { en: string; hi: string }, locale: Locale): Settings {
  const { from, to, count, nights } = usualWish(ground)
  const { starts, minutes, kind, title } = ground.usual
  const lasts = duration(minutes, locale)
  return {
    ...{ from, until: addDays(to, -1), count: String(count), every: '', nights, starts, lasts, kind },
    title: title ? { en: title.en ?? '', hi: title.hi ?? '' } : base,
  }
}
