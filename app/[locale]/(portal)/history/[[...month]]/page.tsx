import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { PageFrame, queryString } from '#components/portal/frame.tsx'
import { WindowStateMark } from '#components/records/state.tsx'
import { Icon } from '#components/ui/icon.tsx'
import { PageHead } from '#components/ui/page-head.tsx'
import { Said } from '#components/ui/said.tsx'
import { Section } from '#components/ui/section.tsx'
import { WithAside } from '#components/ui/with-aside.tsx'
import { getHistory, getHistoryIndex } from '#lib/history/queries.ts'
import {
  dayNumber,
  duration,
  fullStop,
  monthName,
  shortRange,
  time,
  weekdayName,
  year,
  zoneName,
} from '#lib/i18n/format.ts'
import type { LocalePage } from '#lib/i18n/page.ts'
import { getFrame } from '#lib/portal/queries.ts'
import { askedZone, one, readPage } from '#lib/portal/reader.ts'
import { incidentPath, inLanguage, paths, windowPath } from '#lib/routes.ts'
import { addMonths, dayOf, minutesBetween, startOfDay } from '#lib/time.ts'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('site.history')
  return { title: t('title'), description: t('description') }
}

/** `/history` and `/history/2026-11`: what was done and what went wrong, by month, for ever. */
export default async function HistoryPage({ params, searchParams }: LocalePage<{ month?: string[] }>) {
  const { locale, month: asked } = await params
  const query = await searchParams
  const now = new Date()
  const t = await getTranslations('site.history')
  const words = await getTranslations('words')
  if (asked && (asked.length > 1 || !/^(19|20|21)\d\d-(0[1-9]|1[0-2])$/.test(asked[0] ?? ''))) notFound()
  const { frame, zone, month, index, history } = await readPage(async (tx) => {
    const frame = await getFrame(tx, now)
    const zone = askedZone(query) ?? frame.timeZone
    const month = `${asked?.[0] ?? dayOf(now, zone).slice(0, 7)}-01`
    const service = frame.services.find((entry) => entry.slug === one(query, 'service'))
    return {
      frame,
      zone,
      month,
      index: await getHistoryIndex(tx, zone),
      history: await getHistory(tx, month, zone, service?.id),
    }
  })
  const at = startOfDay(month, zone)
  const path = (key: string) => `${paths.history}/${key.slice(0, 7)}`
  const kept = queryString([
    ...(one(query, 'service') ? [['service', one(query, 'service') ?? ''] as const] : []),
    ...(query.zone ? [['zone', zone] as const] : []),
  ])
  const years = Map.groupBy(index, (entry) => entry.month.slice(0, 4))
  const serviceOf = (id: string) => frame.services.find((entry) => entry.id === id)?.name
  const rows = [
    ...history.windows.map((window) => ({ at: window.startsAt, window })),
    ...history.incidents.map((incident) => ({ at: incident.startedAt, incident })),
  ].sort((one, other) => other.at.getTime() - one.at.getTime())
  const monthLabel = `${monthName(at, zone, locale)} ${year(at, zone)}`
  return (
    <PageFrame
      frame={frame}
      locale={locale}
      zone={zone}
      now={now}
      path={asked ? path(month) : paths.history}
      query={query}
      section="history"
    >
      <PageHead
        title={t('title')}
        lead={t('lead', { month: monthLabel, windows: history.windows.length, incidents: history.incidents.length })}
      />
      <WithAside
        aside={
          <Section id="all-months" title={t('allMonths')}>
            {index.length === 0 && <p className="note">{t('nothingYet')}</p>}
            {[...years].map(([name, months]) => (
              <div key={name} className="border-t border-rule py-2 first-of-type:border-ink">
                <h3 className="label">{name}</h3>
                <ul className="flex flex-wrap gap-x-4 gap-y-1 text-3">
                  {months.map((entry) => (
                    <li key={entry.month}>
                      <a
                        className="inline-block py-1"
                        href={inLanguage(locale, path(`${entry.month}-01`)) + kept}
                        {...(month.startsWith(entry.month) && { 'aria-current': 'page' as const })}
                      >
                        <span aria-hidden="true">
                          {monthName(startOfDay(`${entry.month}-01`, zone), zone, locale, 'short')}{' '}
                          <span className="note">{entry.count}</span>
                        </span>
                        <span className="sr-only">
                          {t('monthLink', {
                            month: `${monthName(startOfDay(`${entry.month}-01`, zone), zone, locale)} ${name}`,
                            count: entry.count,
                          })}
                        </span>
                      </a>
                    </li>
                  ))}
                </ul>
              </div>
            ))}
          </Section>
        }
      >
        <Section
          id="month"
          title={monthLabel}
          aside={
            <span className="flex gap-4 text-3">
              <a href={inLanguage(locale, path(addMonths(month, -1))) + kept} rel="prev">
                {t('earlier')}
              </a>
              {month.slice(0, 7) < dayOf(now, zone).slice(0, 7) && (
                <a href={inLanguage(locale, path(addMonths(month, 1))) + kept} rel="next">
                  {t('later')}
                </a>
              )}
            </span>
          }
        >
          {rows.length === 0 && <p className="note">{t('empty', { month: monthLabel })}</p>}
          <ol className="dated">
            {rows.map((row) => (
              <li key={'window' in row ? row.window.id : row.incident.id}>
                <div className="day-mark">
                  <b>{dayNumber(row.at, zone)}</b>
                  <span>{weekdayName(row.at, zone, locale, 'short')}</span>
                </div>
                {'window' in row ? (
                  <div>
                    <p className="dated-title">
                      <a href={inLanguage(locale, windowPath(row.window.reference ?? ''))}>
                        <Said text={row.window.title} locale={locale} />
                      </a>
                    </p>
                    <p className="note">
                      <Said text={serviceOf(row.window.serviceId)} locale={locale} />
                      {fullStop(locale)}{' '}
                      {row.window.state === 'cancelled' ? (
                        <s>{shortRange(row.window.startsAt, row.window.endsAt, zone, locale)}</s>
                      ) : (
                        shortRange(
                          row.window.startedAt ?? row.window.startsAt,
                          row.window.finishedAt ?? row.window.endsAt,
                          zone,
                          locale,
                        )
                      )}
                    </p>
                    <p className="note">
                      <WindowStateMark state={row.window.state}>{words(`window.${row.window.state}`)}</WindowStateMark>
                    </p>
                  </div>
                ) : (
                  <div>
                    <p className="dated-title">
                      <a href={inLanguage(locale, incidentPath(row.incident.reference))}>
                        <Said text={row.incident.title} locale={locale} />
                      </a>
                    </p>
                    <p className="note">
                      <Said text={serviceOf(row.incident.serviceId)} locale={locale} />
                      {fullStop(locale)} {time(row.at, zone)} {zoneName(row.at, zone)},{' '}
                      {row.incident.resolvedAt
                        ? duration(Math.max(1, minutesBetween(row.at, row.incident.resolvedAt)), locale)
                        : words(`incident.${row.incident.state}`)}
                    </p>
                    <p className={`note state ${row.incident.severity === 'high' ? 'is-major' : 'is-degraded'}`}>
                      <Icon name={row.incident.severity === 'high' ? 'major' : 'degraded'} />
                      {words(`severity.${row.incident.severity}`)}
                      {row.incident.reviewedAt && (
                        <>
                          {fullStop(locale)} {t('reviewed')}
                        </>
                      )}
                    </p>
                  </div>
                )}
              </li>
            ))}
          </ol>
        </Section>
      </WithAside>
    </PageFrame>
  )
}
