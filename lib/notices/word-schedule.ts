import { dayMonth, moment, shortRange, weekdayName, year, zoneCity } from '#lib/i18n/format.ts'
import { type Locale, pick } from '#lib/i18n/locales.ts'
import { translator } from '#lib/i18n/translate.ts'
import { paths } from '#lib/routes.ts'
import type { SchedulePayload } from './payload.ts'
import type { Wording } from './word-notice.ts'

/** Words a digest of planned windows: how many and how far apart, the dates by year in the service's zone and the reader's. */
export function wordSchedule(payload: SchedulePayload, locale: Locale, zone: string): Wording {
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
  return {
    subject: t('schedule.subject', facts),
    label: words(`event.${payload.event}`),
    tone: 'accent',
    heading: t('schedule.heading', facts),
    about,
    lead: t('schedule.lead', {
      count: windows.length,
      environment: pick(payload.environment, locale).text,
      gaps: apart ? 1 : 0,
      apart: !apart ? '' : apart.smallest === apart.largest ? apart.smallest : t('schedule.apart', apart),
    }),
    paragraphs: [t('schedule.tentative')],
    facts: years.map((name) => ({
      name,
      lines: windows.filter(({ startsAt }) => yearOf(startsAt) === name).map(line),
    })),
    button: { label: t('schedule.button'), path: `${paths.schedule}?service=${service.slug}` },
    footnote: t('schedule.next'),
    dateline: moment(new Date(payload.at), zone, locale),
  }
}

/** Sun 10 Jan, 20:00–02:00 GMT */
function inZone({ startsAt, endsAt }: { startsAt: string; endsAt: string }, zone: string, locale: Locale): string {
  const [start, end] = [new Date(startsAt), new Date(endsAt)]
  return `${weekdayName(start, zone, locale, 'short')} ${dayMonth(start, zone, locale)}, ${shortRange(start, end, zone, locale)}`
}
