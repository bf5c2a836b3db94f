import Holidays from 'date-holidays'
import type { Texts } from '#db/schema/columns.ts'
import type { Day } from '#lib/time.ts'
import type { HolidayCalendar } from './business-days.ts'

export type Holiday = { day: Day; name: Texts }

const places: Record<HolidayCalendar, [country: string, region?: string]> = {
  'england-and-wales': ['GB', 'ENG'],
  india: ['IN'],
}
const kept = new Map<string, Holiday[]>()

/**
 * Public holidays of a calendar in a year, substitute days included, as the library knows them. It knows no religious
 * holidays of India and no one-off bank holidays: those are added by hand.
 */
export function libraryHolidays(calendar: HolidayCalendar, year: number): Holiday[] {
  const key = `${calendar} ${year}`
  const found = kept.get(key)
  if (found) return found
  const [country, region] = places[calendar]
  const library = region ? new Holidays(country, region) : new Holidays(country)
  const hindi = new Map(library.getHolidays(year, 'hi').map((holiday) => [holiday.date, holiday.name]))
  const days = library
    .getHolidays(year, 'en')
    .filter((holiday) => holiday.type === 'public')
    .map(({ date, name }): Holiday => {
      const hi = hindi.get(date)
      return { day: date.slice(0, 10), name: { en: name, ...(hi && hi !== name && { hi }) } }
    })
  kept.set(key, days)
  return days
}
