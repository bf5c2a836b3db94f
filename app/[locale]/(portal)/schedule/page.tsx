import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { PageFrame, queryString } from '#components/portal/frame.tsx'
import { Agenda, agendaEntries } from '#components/schedule/agenda.tsx'
import { CalendarIsland } from '#components/schedule/calendar-island.tsx'
import { FeedBox } from '#components/schedule/feed-box.tsx'
import { Filters } from '#components/schedule/filters.tsx'
import { GapLine, gapSentence, MonthTicks } from '#components/schedule/gap-line.tsx'
import { Key } from '#components/schedule/key.tsx'
import { Months, YearStrip } from '#components/schedule/months.tsx'
import { Said } from '#components/ui/said.tsx'
import { longDate, monthName, year } from '#lib/i18n/format.ts'
import { pick } from '#lib/i18n/locales.ts'
import type { LocalePage } from '#lib/i18n/page.ts'
import { inLanguage, paths } from '#lib/paths.ts'
import { getFrame } from '#lib/portal/queries.ts'
import { all, askedZone, one, readPage } from '#lib/portal/reader.ts'
import { getSchedule, readFilter } from '#lib/schedule/queries.ts'
import { startOfDay } from '#lib/time.ts'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('site.schedule')
  return { title: t('title'), description: t('description') }
}

const views = ['years', 'month', 'week', 'list'] as const

/** `/schedule`: the forward schedule of change, two years ahead. */
export default async function SchedulePage({ params, searchParams }: LocalePage) {
  const { locale } = await params
  const query = await searchParams
  const now = new Date()
  const t = await getTranslations('site.schedule')
  const words = await getTranslations('words.window')
  const { frame, zone, schedule, service, environment, environments, filter } = await readPage(async (tx) => {
    const frame = await getFrame(tx, now)
    const zone = askedZone(query) ?? frame.timeZone
    const found = await readFilter(tx, frame.services, {
      service: one(query, 'service'),
      environment: one(query, 'environment'),
      kinds: all(query, 'kind'),
    })
    return { frame, zone, ...found, schedule: await getSchedule(tx, found.filter, zone, now) }
  })
  const view = views.find((name) => name === one(query, 'view')) ?? 'years'
  const single = service !== undefined
  const entries = agendaEntries(schedule, zone, now)
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
  const zonePair: [string, string][] = query.zone ? [['zone', zone]] : []
  const href = (pairs: [string, string][]) =>
    inLanguage(locale, paths.schedule) + queryString([...chosen, ...zonePair, ...pairs])
  const shown = { frame, locale, zone, now }
  const gapLabel = await gapSentence(planned, zone, single)

  return (
    <PageFrame {...shown} path={paths.schedule} query={query} section="schedule" wide>
      <div className="print-schedule">
        <div className="schedule-head">
          <div>
            <h1>{t('title')}</h1>
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
                  b: (chunks) => <b className="whitespace-nowrap">{chunks}</b>,
                })}
            </p>
          </div>
          <nav className="views no-print" aria-label={t('view')}>
            {views.map((name) => (
              <a
                key={name}
                href={href(name === 'years' ? [] : [['view', name]])}
                {...(name === view && { 'aria-current': 'page' as const })}
              >
                {t(`views.${name}`)}
              </a>
            ))}
          </nav>
        </div>
        <Filters
          frame={frame}
          locale={locale}
          service={service}
          environment={environment}
          environments={environments}
          kinds={filter.kinds}
          kept={[...zonePair, ...(view === 'years' ? [] : [['view', view] as [string, string]])]}
        />

        {view !== 'years' && (
          <div className="mt-6">
            {view !== 'list' && (
              <noscript>
                <p className="note mb-4">{t('needsScript')}</p>
              </noscript>
            )}
            {view === 'list' ? (
              <Agenda {...shown} entries={entries.slice(0, 400)} single={single} full />
            ) : (
              <CalendarIsland
                view={view}
                locale={locale}
                zone={zone}
                query={queryString(chosen)}
                initialDate={one(query, 'from') ?? schedule.today}
                words={{
                  failed: t('failed'),
                  again: t('again'),
                  none: t('nothing'),
                  today: t('calendar.today'),
                  previous: t('calendar.previous'),
                  next: t('calendar.next'),
                  allDay: t('calendar.allDay'),
                }}
              />
            )}
            {entries.length === 0 && (
              <Nothing filtered={chosen.length > 0} clear={inLanguage(locale, paths.schedule)} />
            )}
          </div>
        )}

        {view === 'years' && (
          <div className={`schedule-body ${single ? 'single-service' : 'all-services'}`}>
            <div>
              <p className="label mb-1 gap-title">{t(single ? 'daysBetween' : 'daysBetweenByService')}</p>
              <svg width="0" height="0" className="absolute" aria-hidden="true">
                <defs>
                  <pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                    <path d="M.5 0v5" stroke="var(--freeze-mark)" />
                  </pattern>
                </defs>
              </svg>
              {single ? (
                <GapLine
                  windows={planned}
                  freezes={schedule.freezes}
                  schedule={schedule}
                  zone={zone}
                  label={gapLabel}
                  single
                >
                  <MonthTicks first={schedule.first} end={schedule.end} zone={zone} locale={locale} top={52} />
                </GapLine>
              ) : (
                <ul className="gap-lines">
                  {
                    await Promise.all(
                      frame.services
                        .filter((one) => planned.some((window) => window.serviceId === one.id) || one.letter)
                        .map(async (one) => {
                          const own = planned.filter((window) => window.serviceId === one.id)
                          const sentence = await gapSentence(own, zone)
                          return (
                            <li key={one.id}>
                              <a
                                href={
                                  inLanguage(locale, paths.schedule) + queryString([['service', one.slug], ...zonePair])
                                }
                              >
                                <span className="letter">{one.letter ?? '·'}</span>
                                <span>
                                  <b>
                                    <Said text={one.name} locale={locale} />
                                  </b>
                                  <small>{sentence}</small>
                                </span>
                              </a>
                              <GapLine
                                windows={own}
                                freezes={schedule.freezes.filter((freeze) => freeze.serviceId === one.id)}
                                schedule={schedule}
                                zone={zone}
                                label={`${pick(one.name, locale).text}: ${sentence}`}
                              />
                            </li>
                          )
                        }),
                    )
                  }
                  <li aria-hidden="true">
                    <span />
                    <svg className="gap-line" aria-hidden="true">
                      <MonthTicks first={schedule.first} end={schedule.end} zone={zone} locale={locale} top={0} />
                    </svg>
                  </li>
                </ul>
              )}
              <YearStrip schedule={schedule} locale={locale} zone={zone} />
              <Months
                schedule={schedule}
                frame={frame}
                locale={locale}
                zone={zone}
                single={single}
                dayHref={(day) => `${href([['view', 'list']])}#d-${day}`}
              />
              <Key frame={frame} locale={locale} single={single} />
              {single && <FeedBox locale={locale} chosen={chosen} />}
            </div>
            <section className="section" aria-labelledby="next">
              <div className="section-head">
                <h2 id="next">{t('comesNext')}</h2>
                <a className="no-print" href={href([['view', 'list']])}>
                  {t('asList')}
                </a>
              </div>
              {entries.length === 0 && (
                <Nothing filtered={chosen.length > 0} clear={inLanguage(locale, paths.schedule)} />
              )}
              <Agenda {...shown} entries={entries.slice(0, 50)} single={single} early={single ? 11 : 24} />
              {entries.length > 50 && (
                <p className="mt-3 text-3">
                  <a href={href([['view', 'list']])}>{t('allAsList')}</a>
                </p>
              )}
            </section>
            {!single && <FeedBox locale={locale} chosen={chosen} />}
          </div>
        )}
      </div>
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
