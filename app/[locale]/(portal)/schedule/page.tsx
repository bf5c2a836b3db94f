import { PageHead } from '#components/ui/page-head.tsx'
import { Section } from '#components/ui/section.tsx'
import '#components/schedule/schedule.css'
import '#components/schedule/days.css'
import '#components/schedule/schedule-print.css'
import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { PageFrame, queryString } from '#components/portal/frame.tsx'
import { Agenda, agendaEntries } from '#components/schedule/agenda.tsx'
import { AgendaPages } from '#components/schedule/agenda-pages.tsx'
import { DaysView } from '#components/schedule/days-view.tsx'
import { FeedBox } from '#components/schedule/feed-box.tsx'
import { Filters } from '#components/schedule/filters.tsx'
import { gapSentence } from '#components/schedule/gap-line.tsx'
import { GapLines } from '#components/schedule/gap-lines.tsx'
import { Key } from '#components/schedule/key.tsx'
import { Months } from '#components/schedule/months.tsx'
import { TenantCalendars } from '#components/schedule/tenant-calendars.tsx'
import { YearStrip } from '#components/schedule/year-strip.tsx'
import { viewer } from '#lib/auth/viewer.ts'
import { listOwnFeeds } from '#lib/feeds/queries.ts'
import { longDate, monthName, year } from '#lib/i18n/format.ts'
import { pick } from '#lib/i18n/locales.ts'
import type { LocalePage } from '#lib/i18n/page.ts'
import { day } from '#lib/input.ts'
import { getFrame } from '#lib/portal/queries.ts'
import { all, askedZone, one, readPage } from '#lib/portal/reader.ts'
import { may } from '#lib/records/rights.ts'
import { inLanguage, paths } from '#lib/routes.ts'
import { getSchedule, readFilter } from '#lib/schedule/queries.ts'
import { type Day, startOfDay } from '#lib/time.ts'
import { endTenantCalendar, openTenantCalendar } from './actions.ts'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('site.schedule')
  return { title: t('title'), description: t('description') }
}

const views = ['years', 'month', 'week', 'list'] as const
/** So many entries of the agenda are shown at once. */
const atOnce = 50

/** `/schedule`: the forward schedule of change, two years ahead. */
export default async function SchedulePage({ params, searchParams }: LocalePage) {
  const { locale } = await params
  const query = await searchParams
  const now = new Date()
  const t = await getTranslations('site.schedule')
  const words = await getTranslations('words.window')
  const { frame, zone, schedule, feeds, service, environment, environments, filter } = await readPage(async (tx) => {
    const frame = await getFrame(tx, now)
    const zone = askedZone(query) ?? frame.timeZone
    const found = await readFilter(tx, frame.services, {
      service: one(query, 'service'),
      environment: one(query, 'environment'),
      kinds: all(query, 'kind'),
    })
    const schedule = await getSchedule(tx, found.filter, zone, now)
    return { frame, zone, ...found, schedule, feeds: await listOwnFeeds(tx) }
  })
  const roles = (await viewer())?.roles ?? []
  const plans = frame.services.filter((one) => may(roles, 'plan', one.id)).map((one) => one.slug)
  const view = views.find((name) => name === one(query, 'view')) ?? 'years'
  const single = service !== undefined
  const asked = day.safeParse(one(query, 'from')).data ?? null
  // A day of this month that is over can be asked for as well.
  const since = asked && asked >= schedule.first && asked < schedule.today ? startOfDay(asked, zone) : now
  const entries = agendaEntries(schedule, zone, since)
  const planned = schedule.windows.filter((window) => window.state !== 'cancelled')
  const next = planned.find((window) => window.startsAt > now)
  const from = startOfDay(schedule.first, zone)

  const chosen: [string, string][] = [
    ...(service ? [['service', service.slug] as [string, string]] : []),
    ...(environment ? [['environment', environment.slug] as [string, string]] : []),
    ...all(query, 'kind')
      .filter((kind) => (filter.kinds as string[]).includes(kind))
      .map((kind) => ['kind', kind] as [string, string]),
  ]
  // Another filter, or the other of the two, shows the same days.
  const fromPair: [string, string][] = asked && (view === 'month' || view === 'week') ? [['from', asked]] : []
  const zonePair: [string, string][] = query.zone ? [['zone', zone]] : []
  const href = (pairs: [string, string][]) =>
    inLanguage(locale, paths.schedule) + queryString([...chosen, ...zonePair, ...pairs])
  const listFrom = (from: Day) =>
    href([
      ['view', 'list'],
      ['from', from],
    ])
  const toDay = (day: Day) => `${listFrom(day)}#d-${day}`
  const shown = { frame, locale, zone, now }
  const nextEntries = entries.slice(0, atOnce)
  const feedBox = (
    <FeedBox locale={locale} chosen={chosen}>
      <TenantCalendars feeds={feeds} locale={locale} open={openTenantCalendar} end={endTenantCalendar} />
    </FeedBox>
  )
  const gapLabel = await gapSentence(planned, single)

  return (
    <PageFrame {...shown} path={paths.schedule} query={query} section="schedule" wide>
      <PageHead
        title={t('title')}
        className="schedule-head"
        action={
          <nav className="views no-print" aria-label={t('view')}>
            {views.map((name) => (
              <a
                key={name}
                href={href(name === 'years' ? [] : [['view', name], ...(name === 'list' ? [] : fromPair)])}
                {...(name === view && { 'aria-current': 'page' as const })}
              >
                {t(`views.${name}`)}
              </a>
            ))}
          </nav>
        }
      >
        <p className="plain-lead mt-2">
          {t('lead', {
            whose: [
              service ? pick(service.name, locale).text : t('filter.allServices'),
              environment ? pick(environment.name, locale).text : '',
            ]
              .filter(Boolean)
              .join(', '),
            month: `${monthName(from, zone, locale)} ${year(from, zone)}`,
            sentence: gapLabel,
          })}{' '}
          {next &&
            t.rich('nextIs', {
              date: longDate(next.startsAt, zone, locale),
              state: words(next.state).toLowerCase(),
              b: (chunks) => <b className="sm:whitespace-nowrap">{chunks}</b>,
            })}
        </p>
      </PageHead>
      <Filters
        frame={frame}
        locale={locale}
        service={service}
        environment={environment}
        environments={environments}
        kinds={filter.kinds}
        kept={[...zonePair, ...(view === 'years' ? [] : [['view', view] as [string, string]]), ...fromPair]}
      />

      {view !== 'years' && (
        <div className="mt-6">
          {view === 'list' ? (
            <AgendaPages {...shown} entries={entries} single={single} from={asked} size={atOnce} href={listFrom} />
          ) : (
            <DaysView
              {...shown}
              view={view}
              schedule={schedule}
              single={single}
              asked={asked ?? schedule.today}
              query={queryString(chosen)}
              plans={plans}
              dayHref={toDay}
              turnTo={(from) =>
                href([
                  ['view', view],
                  ['from', from],
                ])
              }
            />
          )}
          {entries.length === 0 && <Nothing filtered={chosen.length > 0} clear={inLanguage(locale, paths.schedule)} />}
        </div>
      )}

      {view === 'years' && (
        <div className={`schedule-body fills-sheets ${single ? 'single-service' : 'all-services'}`}>
          <div>
            <GapLines {...shown} schedule={schedule} planned={planned} single={single} kept={zonePair} />
            <YearStrip
              schedule={schedule}
              locale={locale}
              zone={zone}
              monthHref={(month) =>
                nextEntries.some((entry) => entry.day.startsWith(month)) ? `#a-${month}` : listFrom(`${month}-01`)
              }
            />
            <Months schedule={schedule} frame={frame} locale={locale} zone={zone} single={single} dayHref={toDay} />
            <Key frame={frame} locale={locale} single={single} />
          </div>
          <Section
            id="next"
            title={t('comesNext')}
            aside={
              <a className="no-print" href={href([['view', 'list']])}>
                {t('asList')}
              </a>
            }
          >
            {entries.length === 0 && (
              <Nothing filtered={chosen.length > 0} clear={inLanguage(locale, paths.schedule)} />
            )}
            <Agenda {...shown} entries={nextEntries} single={single} {...(single && { early: 11 })} />
            {entries.length > atOnce && (
              <p className="mt-3 text-3 no-print">
                <a href={href([['view', 'list']])}>{t('allAsList')}</a>
              </p>
            )}
          </Section>
          {feedBox}
        </div>
      )}
    </PageFrame>
  )
}

async function Nothing({ filtered, clear }: { filtered: boolean; clear: string }) {
  const t = await getTranslations('site.schedule')
  return (
    <div className="max-w-lg py-4">
      <p className="serif text-5">{t(filtered ? 'nothingMatches' : 'nothing')}</p>
      {filtered && (
        <p className="mt-2">
          <a href={clear}>{t('clear')}</a>
        </p>
      )}
    </div>
  )
}
