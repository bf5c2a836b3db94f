import type { Texts } from '#db/schema/columns.ts'
import type { Tx } from '#db/scope.ts'
import { dayMonth, moment, shortRange, weekdayName, year, zoneCity } from '#lib/i18n/format.ts'
import { type Locale, pick } from '#lib/i18n/locales.ts'
import { translator } from '#lib/i18n/translate.ts'
import type { WindowRow } from '#lib/judging/stored-window.ts'
import type { NoticeKind, NoticePayload, RoomNotices, Wording } from '#lib/records/notices.ts'
import { sameTimes } from '#lib/records/word-record.ts'
import { paths } from '#lib/routes.ts'
import type { Neighbour } from '#lib/rules/neighbours.ts'
import { dayOf } from '#lib/time.ts'
import { windowsOf } from '#lib/windows/still-holds.ts'
import { gapsOf } from './rules.ts'

// Whom a plan was told is told that it is taken back.
const events = { 'schedule-published': 'windows', 'schedule-withdrawn': 'windows' } as const satisfies Record<
  string,
  NoticeKind
>

/** A digest of windows that were planned together, in order of their starts. */
export type SchedulePayload = NoticePayload & {
  event: keyof typeof events
  /** Why it is taken back. */
  message?: Texts
  service: { name: Texts; timeZone: string; slug: string }
  environment: Texts
  /** Days from one window to the next; null when there is only one. */
  apart: { smallest: number; largest: number } | null
  windows: { reference: string; startsAt: string; endsAt: string }[]
}

export const planNotices: RoomNotices<SchedulePayload> = { events, word, holds }

/** Everything a digest of planned windows says; how far apart they are counts what was published between them. */
export function schedulePayload(
  service: { name: Texts; slug: string; timeZone: string },
  environment: { name: Texts },
  added: WindowRow[],
  published: Neighbour[],
  now: Date,
): SchedulePayload {
  const days = added.map(({ startsAt }) => dayOf(startsAt, service.timeZone))
  const between = published
    .map(({ startsAt }) => dayOf(startsAt, service.timeZone))
    .filter((day) => day > (days[0] ?? '') && day < (days.at(-1) ?? ''))
  const gaps = gapsOf({ before: null, after: null, pins: between }, [...new Set([...days, ...between])].sort())
    .filter(({ given }) => !given)
    .map((gap) => gap.days)
  return {
    event: 'schedule-published',
    at: now.toISOString(),
    service: { name: service.name, timeZone: service.timeZone, slug: service.slug },
    environment: environment.name,
    apart: gaps.length ? { smallest: Math.min(...gaps), largest: Math.max(...gaps) } : null,
    windows: added.map(({ reference, startsAt, endsAt }) => ({
      reference: reference ?? '',
      startsAt: startsAt.toISOString(),
      endsAt: endsAt.toISOString(),
    })),
  }
}

/** Words a digest of windows planned or taken back: how many and how far apart, the dates by year in the service's zone and the reader's. */
function word(payload: SchedulePayload, locale: Locale, zone: string): Wording {
  const t = translator(locale, 'mail')
  const words = translator(locale, 'words')
  const { windows, apart, service } = payload
  const own = service.timeZone
  const yearOf = (at: string) => year(new Date(at), own)
  const years = [...new Set(windows.map(({ startsAt }) => yearOf(startsAt)))]
  const about = pick(service.name, locale).text
  const facts = { count: windows.length, years: [...new Set([years[0], years.at(-1)])].join('–'), service: about }
  const sameClock = zoneCity(own, 'en') === zoneCity(zone, 'en')
  const line = (window: { startsAt: string; endsAt: string }) => {
    const said = inZone(window, own, locale)
    const reader = inZone(window, zone, locale)
    return sameClock || said === reader ? said : `${said} (${t('fact.yourZone', { time: reader })})`
  }
  const environment = pick(payload.environment, locale).text
  const withdrawn = payload.event === 'schedule-withdrawn'
  const said = pick(payload.message, locale).text
  return {
    subject: t(withdrawn ? 'withdrawn.subject' : 'schedule.subject', facts),
    label: words(`event.${payload.event}`),
    tone: 'accent',
    heading: t('schedule.heading', facts),
    about,
    lead: t(withdrawn ? 'withdrawn.lead' : 'schedule.lead', {
      count: windows.length,
      environment,
      gaps: apart ? 1 : 0,
      apart: !apart ? '' : apart.smallest === apart.largest ? apart.smallest : t('schedule.apart', apart),
    }),
    paragraphs: withdrawn ? (said ? [said] : []) : [t('schedule.tentative')],
    facts: years.map((name) => ({
      name,
      lines: windows.filter(({ startsAt }) => yearOf(startsAt) === name).map(line),
    })),
    button: { label: t('schedule.button'), path: `${paths.schedule}?service=${service.slug}` },
    footnote: t(withdrawn ? 'withdrawn.next' : 'schedule.next'),
    dateline: moment(new Date(payload.at), zone, locale),
  }
}

/** Sun 10 Jan, 20:00–02:00 GMT */
function inZone({ startsAt, endsAt }: { startsAt: string; endsAt: string }, zone: string, locale: Locale): string {
  const [start, end] = [new Date(startsAt), new Date(endsAt)]
  return `${weekdayName(start, zone, locale, 'short')} ${dayMonth(start, zone, locale)}, ${shortRange(start, end, zone, locale)}`
}

/** A digest holds while each of its windows is still planned for the times that it names, or taken back. */
async function holds(tx: Tx, { id, payload }: { id: string; payload: SchedulePayload }): Promise<boolean> {
  if (payload.event === 'schedule-withdrawn')
    return (await windowsOf(tx, id)).every(({ window }) => window.state === 'cancelled')
  const said = new Map(payload.windows.map((window) => [window.reference, window]))
  return (await windowsOf(tx, id)).every(({ window }) => {
    const times = said.get(window.reference ?? '')
    return times !== undefined && window.state !== 'cancelled' && sameTimes(window, times)
  })
}
