import { dayMonth, moment, zoneCity } from '#lib/i18n/format.ts'
import { type Locale, pick } from '#lib/i18n/locales.ts'
import { translator } from '#lib/i18n/translate.ts'
import type { RecordPayload, Wording } from './notices.ts'

/**
 * What the notices of all records say alike. `dated`: the day of this instant stands in the subject, as what is told is
 * when it will be.
 */
export function wordRecord(
  payload: RecordPayload,
  locale: Locale,
  zone: string,
  dated?: Date,
): Omit<Wording, 'tone' | 'lead' | 'paragraphs' | 'facts' | 'button'> {
  const t = translator(locale, 'mail')
  const title = pick(payload.title, locale).text
  const service = pick(payload.service.name, locale).text
  const event = translator(locale, 'words')(`event.${payload.event}`)
  const next = `next.${payload.event}` as const
  return {
    subject: dated
      ? t('subjectDated', { event, title, service, date: dayMonth(dated, payload.service.timeZone, locale) })
      : t('subject', { event, title, service }),
    label: event,
    heading: title,
    about: service,
    footnote: t.has(next as 'next.window-announced') ? t(next as 'next.window-announced') : null,
    dateline: moment(new Date(payload.at), zone, locale),
  }
}

export const fact = (name: string, lines: string[], strong = false) => ({ name, lines, strong })

/** A time in the service's zone, and in the reader's when that differs. */
export function inZones(
  say: (zone: string) => string,
  own: string,
  reader: string,
  t: ReturnType<typeof translator<'mail'>>,
): string[] {
  const first = say(own)
  const second = say(reader)
  return first === second || zoneCity(own, 'en') === zoneCity(reader, 'en')
    ? [first]
    : [first, t('fact.yourZone', { time: second })]
}

type Span = { startsAt: string; endsAt: string }
type Times = { startsAt: Date; endsAt: Date }

/** Whether a record still has the end, or both times, that a notice of it said. */
export const sameEnd = (row: Pick<Times, 'endsAt'>, said: Pick<Span, 'endsAt'>) =>
  row.endsAt.getTime() === Date.parse(said.endsAt)
export const sameTimes = (row: Times, said: Span) =>
  row.startsAt.getTime() === Date.parse(said.startsAt) && sameEnd(row, said)
