import ical, { ICalEventStatus, ICalEventTransparency } from 'ical-generator'
import type { Texts } from '#db/schema/columns.ts'
import type { WindowState } from '#db/schema/windows.ts'
import type { Locale } from '#lib/i18n/locales.ts'
import { pick } from '#lib/i18n/locales.ts'
import { translator } from '#lib/i18n/translate.ts'
import type { Day } from '#lib/time.ts'

/** What a feed says of a window. `stamp` is when what it says last changed, `path` the address of its record. */
export type CalendarWindow = {
  id: string
  reference: string
  service: Texts
  environment: Texts | null
  title: Texts
  description: Texts | null
  state: WindowState
  startsAt: Date
  endsAt: Date
  timeZone: string
  /** A release goes in with it, or it was taken in as one. */
  release: boolean
  sequence: number
  stamp: Date
  path: string
}
/** What a feed says of whole days: a freeze, or a pinned release that no window carries. The end is exclusive. */
export type CalendarSpan = {
  id: string
  kind: 'freeze' | 'release'
  reference: string
  status: 'published' | 'tentative' | 'final'
  service: Texts
  title: Texts
  text: Texts | null
  startsOn: Day
  endsOn: Day
  timeZone: string
  sequence: number
  cancelled: boolean
  stamp: Date
  path: string
}

/** Planned is tentative, a cancelled entry stays as cancelled, everything else is confirmed. */
const statuses: Partial<Record<WindowState, ICalEventStatus>> = {
  planned: ICalEventStatus.TENTATIVE,
  cancelled: ICalEventStatus.CANCELLED,
}

/**
 * A calendar (RFC 5545, 7986). Windows carry UTC instants, freezes and releases whole days with an exclusive end. A
 * UID never changes, and SEQUENCE rises when the entry does, so that calendars move it.
 */
export function serialiseCalendar(
  name: string,
  base: string,
  locale: Locale,
  windows: CalendarWindow[],
  spans: CalendarSpan[],
): string {
  const calendar = ical({
    name,
    prodId: { company: 'Almanac', product: 'Forward schedule of change', language: locale.toUpperCase() },
    ttl: 3600,
  })
  for (const window of windows) {
    calendar.createEvent({
      id: `${window.id}@almanac`,
      start: window.startsAt,
      end: window.endsAt,
      stamp: window.stamp,
      lastModified: window.stamp,
      sequence: window.sequence,
      summary: summaryOf(locale, window.state === 'cancelled', [window.service, window.environment], window.title),
      location: pick(window.environment, locale).text || null,
      description: [pick(window.description, locale).text, window.reference].filter(Boolean).join('\n\n'),
      url: base + window.path,
      status: statuses[window.state] ?? ICalEventStatus.CONFIRMED,
      transparency: ICalEventTransparency.TRANSPARENT,
    })
  }
  for (const span of spans) {
    calendar.createEvent({
      id: `${span.id}@almanac`,
      start: dateOnly(span.startsOn),
      end: dateOnly(span.endsOn),
      allDay: true,
      stamp: span.stamp,
      lastModified: span.stamp,
      sequence: span.sequence,
      summary: summaryOf(locale, span.cancelled, [span.service], span.title),
      description: pick(span.text, locale).text || null,
      url: base + span.path,
      status: span.cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
      transparency: ICalEventTransparency.TRANSPARENT,
    })
  }
  return calendar.toString()
}

/** Where it is and what; that it was cancelled as well in words, since many programs show no STATUS. */
function summaryOf(locale: Locale, cancelled: boolean, where: (Texts | null)[], title: Texts): string {
  const places = where.map((name) => pick(name, locale).text).filter(Boolean)
  const marks = cancelled ? [translator(locale, 'words')('window.cancelled')] : []
  return [...marks, places.join(', '), pick(title, locale).text].join(': ')
}

/** The library takes whole days from the UTC date. */
const dateOnly = (day: Day) => new Date(`${day}T00:00:00Z`)
