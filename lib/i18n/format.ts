import type { Locale } from './locales.ts'

/**
 * Dates and times as the product writes them: weekday, date, hours of 24, zone; digits 0–9 in both languages.
 * "Sunday 29 November 2026, 20:00–02:00 GMT".
 */
const tags: Record<Locale, string> = { en: 'en-GB', hi: 'hi-IN-u-nu-latn' }
const formatters = new Map<string, Intl.DateTimeFormat>()

function formatter(locale: Locale, zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${zone} ${JSON.stringify(options)}`
  let found = formatters.get(key)
  if (!found) {
    found = new Intl.DateTimeFormat(tags[locale], { timeZone: zone, ...options })
    formatters.set(key, found)
  }
  return found
}

function parts(at: Date, locale: Locale, zone: string, options: Intl.DateTimeFormatOptions): Record<string, string> {
  return Object.fromEntries(
    formatter(locale, zone, options)
      .formatToParts(at)
      .map((part) => [part.type, part.value]),
  )
}

/** 20:00 */
export function time(at: Date, zone: string): string {
  const { hour, minute } = parts(at, 'en', zone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  return `${hour}:${minute}`
}

/** Sunday 29 November 2026 */
export function longDate(at: Date, zone: string, locale: Locale): string {
  const { weekday, day, month, year } = parts(at, locale, zone, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  })
  return locale === 'hi' ? `${weekday}, ${day} ${month} ${year}` : `${weekday} ${day} ${month} ${year}`
}

/** 29 Nov */
export function dayMonth(at: Date, zone: string, locale: Locale): string {
  const { day, month } = parts(at, locale, zone, { day: 'numeric', month: 'short' })
  return `${day} ${month}`
}

/** 29 November 2026 */
export function fullDate(at: Date, zone: string, locale: Locale): string {
  const { day, month, year } = parts(at, locale, zone, { day: 'numeric', month: 'long', year: 'numeric' })
  return `${day} ${month} ${year}`
}

/** A day without a time, 2026-12-18, in words: Friday 18 December 2026. */
export function dayInWords(day: string, locale: Locale): string {
  return longDate(new Date(`${day}T12:00Z`), 'UTC', locale)
}

/** From a day to another, both included: Friday 18 December 2026 – Friday 8 January 2027; a single day is said once. */
export function daysInWords(first: string, last: string, locale: Locale): string {
  return first === last ? dayInWords(first, locale) : `${dayInWords(first, locale)} – ${dayInWords(last, locale)}`
}

/** From a day to another, both included: as a heading 16–22 November 2026; short, for links, 30 Nov – 6 Dec. */
export function daySpan(first: string, last: string, locale: Locale, width: 'long' | 'short' = 'long'): string {
  const said = (day: string, month: boolean, year: boolean) => {
    const all = parts(new Date(`${day}T12:00Z`), locale, 'UTC', { day: 'numeric', month: width, year: 'numeric' })
    return [all.day, month && all.month, year && width === 'long' && all.year].filter(Boolean).join(' ')
  }
  const [sameMonth, sameYear] = [first.slice(0, 7) === last.slice(0, 7), first.slice(0, 4) === last.slice(0, 4)]
  return said(first, !sameMonth, !sameYear) + (sameMonth ? '–' : ' – ') + said(last, true, true)
}

export function weekdayName(
  at: Date,
  zone: string,
  locale: Locale,
  width: 'long' | 'short' | 'narrow' = 'long',
): string {
  return formatter(locale, zone, { weekday: width }).format(at)
}

export function monthName(at: Date, zone: string, locale: Locale, width: 'long' | 'short' | 'narrow' = 'long'): string {
  return parts(at, locale, zone, { month: width, year: 'numeric' }).month ?? ''
}

export function dayNumber(at: Date, zone: string): string {
  return parts(at, 'en', zone, { day: 'numeric' }).day ?? ''
}

export function year(at: Date, zone: string): string {
  return parts(at, 'en', zone, { year: 'numeric' }).year ?? ''
}

const regional = ['en-GB', 'en-IN', 'en-US', 'en-AU', 'en-ZA', 'en-NZ']
const abbreviations = new Map<string, Intl.DateTimeFormat[]>()

/** GMT, BST, CET, IST, EST; where a zone has no letters, UTC+05:45. */
export function zoneName(at: Date, zone: string): string {
  if (zone === 'UTC') return 'UTC'
  let candidates = abbreviations.get(zone)
  if (!candidates) {
    candidates = regional.map((tag) => new Intl.DateTimeFormat(tag, { timeZone: zone, timeZoneName: 'short' }))
    abbreviations.set(zone, candidates)
  }
  for (const candidate of candidates) {
    const name = candidate.formatToParts(at).find((part) => part.type === 'timeZoneName')?.value ?? ''
    if (/^[A-Z]+$/.test(name)) return name
  }
  const offset = parts(at, 'en', zone, { timeZoneName: 'longOffset' }).timeZoneName ?? 'GMT'
  return offset.replace('GMT', 'UTC')
}

/** Cities of zones in Hindi, where they are likely; others keep their Latin name. */
const hindiCities: Record<string, string> = {
  London: 'लंदन',
  Kolkata: 'कोलकाता',
  Madrid: 'मैड्रिड',
  Nairobi: 'नैरोबी',
  Luxembourg: 'लक्ज़मबर्ग',
  'New York': 'न्यूयॉर्क',
  Paris: 'पेरिस',
  Berlin: 'बर्लिन',
  Dubai: 'दुबई',
  Singapore: 'सिंगापुर',
  Tokyo: 'टोक्यो',
  Sydney: 'सिडनी',
  Kathmandu: 'काठमांडू',
  Dhaka: 'ढाका',
  Colombo: 'कोलंबो',
  'Los Angeles': 'लॉस एंजेलिस',
}

/** The city of a zone, as people name it: Europe/London → London. */
export function zoneCity(zone: string, locale: Locale): string {
  const city = (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ').replace('Calcutta', 'Kolkata')
  return locale === 'hi' ? (hindiCities[city] ?? city) : city
}

/** What ends a sentence. */
export const fullStop = (locale: Locale) => (locale === 'hi' ? '।' : '.')

function sameDay(start: Date, end: Date, zone: string): boolean {
  return fullDate(start, zone, 'en') === fullDate(end, zone, 'en')
}

/** The zone of the first of two times: nothing where it is that of the last, which always has it. */
export function firstZone(start: Date, end: Date, zone: string): string {
  const name = zoneName(start, zone)
  return name === zoneName(end, zone) ? '' : ` ${name}`
}

function hours(start: Date, end: Date, zone: string): string {
  return `${time(start, zone)}${firstZone(start, end, zone)}–${time(end, zone)} ${zoneName(end, zone)}`
}

/** Whether it takes longer than a day by the clock, so that hours alone would not say when it ends. */
export function takesDays(start: Date, end: Date, zone: string): boolean {
  if (sameDay(start, end, zone)) return false
  return time(end, zone) >= time(start, zone) || end.getTime() - start.getTime() >= 24 * 3_600_000
}

/** Hours in tables, with days when it takes longer than one: 20:00–02:00 GMT, 29 Oct 22:00 CEST – 1 Nov 06:00 CET. */
export function shortRange(start: Date, end: Date, zone: string, locale: Locale): string {
  if (!takesDays(start, end, zone)) return hours(start, end, zone)
  return `${dayMonth(start, zone, locale)} ${time(start, zone)}${firstZone(start, end, zone)} – ${dayMonth(end, zone, locale)} ${time(end, zone)} ${zoneName(end, zone)}`
}

/** In sentences, both dates when midnight is crossed: "Sunday 29 November 2026, 20:00 to Monday 30 November 2026, 02:00 GMT". */
export function longRange(start: Date, end: Date, zone: string, locale: Locale): string {
  if (sameDay(start, end, zone)) return `${longDate(start, zone, locale)}, ${hours(start, end, zone)}`
  const joint = locale === 'hi' ? 'से' : 'to'
  const until = locale === 'hi' ? ' तक' : ''
  return `${longDate(start, zone, locale)}, ${time(start, zone)}${firstZone(start, end, zone)} ${joint} ${longDate(end, zone, locale)}, ${time(end, zone)} ${zoneName(end, zone)}${until}`
}

/** Sunday 29 November 2026, 20:00 GMT */
export function moment(at: Date, zone: string, locale: Locale): string {
  return `${longDate(at, zone, locale)}, ${time(at, zone)} ${zoneName(at, zone)}`
}

/** 6 h, 1 h 30 min, 40 min, 3 d */
export function duration(minutes: number, locale: Locale): string {
  const [d, h, m] = locale === 'hi' ? ['दिन', 'घंटे', 'मिनट'] : ['d', 'h', 'min']
  const days = Math.floor(minutes / 1440)
  const hoursLeft = Math.floor((minutes % 1440) / 60)
  const rest = minutes % 60
  const named = [
    [days, d],
    [hoursLeft, locale === 'hi' && hoursLeft === 1 ? 'घंटा' : h],
    [rest, m],
  ].filter(([count]) => count)
  return named.length ? named.map(([count, unit]) => `${count} ${unit}`).join(' ') : `0 ${m}`
}

/** 4,182 */
export function number(value: number, locale: Locale): string {
  return new Intl.NumberFormat(tags[locale]).format(value)
}

/** Names in a sentence: one, another and a third. */
export function list(names: string[], locale: Locale): string {
  return new Intl.ListFormat(locale === 'hi' ? 'hi-IN' : 'en-GB', { type: 'conjunction' }).format(names)
}
