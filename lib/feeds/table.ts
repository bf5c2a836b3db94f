import { type Locale, pick } from '#lib/i18n/locales.ts'
import { columns as ofTheImport } from '#lib/import/read-schedule.ts'
import { localOf, startOfDay } from '#lib/time.ts'
import type { CalendarSpan, CalendarWindow } from './calendar.ts'
import { writeCsv } from './csv.ts'

/** The import's columns, so that the file can be taken in elsewhere; then what else is known. Instants are UTC. */
export const columns = [...ofTheImport, 'reference', 'status', 'starts_utc', 'ends_utc', 'environment'] as const

/**
 * The schedule as a table, in order of start. `note` is the published description and `source` the address of the record.
 * What was cancelled is left out: whoever takes the file in would plan it anew.
 */
export function serialiseTable(base: string, locale: Locale, windows: CalendarWindow[], spans: CalendarSpan[]): string {
  // The name by which the import knows a service again, in whatever language the rest is.
  const service = (entry: CalendarWindow | CalendarSpan) => entry.service.en ?? entry.service.hi ?? ''
  const rows = [
    ...windows
      .filter(({ state }) => state !== 'cancelled')
      .map((window) => ({
        service: service(window),
        title: pick(window.title, locale).text,
        starts_local: localOf(window.startsAt, window.timeZone),
        ends_local: localOf(window.endsAt, window.timeZone),
        time_zone: window.timeZone,
        kind: window.release ? 'release' : 'planned',
        note: pick(window.description, locale).text,
        source: base + window.path,
        reference: window.reference,
        status: window.state,
        starts_utc: window.startsAt.toISOString(),
        ends_utc: window.endsAt.toISOString(),
        environment: pick(window.environment, locale).text,
      })),
    ...spans
      .filter(({ cancelled }) => !cancelled)
      .map((span) => ({
        service: service(span),
        title: pick(span.title, locale).text,
        starts_local: `${span.startsOn}T00:00`,
        ends_local: `${span.endsOn}T00:00`,
        time_zone: span.timeZone,
        kind: span.kind,
        note: pick(span.text, locale).text,
        source: base + span.path,
        reference: span.reference,
        status: span.status,
        starts_utc: startOfDay(span.startsOn, span.timeZone).toISOString(),
        ends_utc: startOfDay(span.endsOn, span.timeZone).toISOString(),
        environment: '',
      })),
  ]
  return writeCsv(
    columns,
    rows.toSorted((one, other) => (one.starts_utc < other.starts_utc ? -1 : 1)),
  )
}
