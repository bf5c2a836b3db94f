import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { PastIncident, PastWindow } from '#components/history/entry.tsx'
import { MonthIndex } from '#components/history/month-index.tsx'
import { PageFrame, queryString } from '#components/portal/frame.tsx'
import { PageHead } from '#components/ui/page-head.tsx'
import { Section } from '#components/ui/section.tsx'
import { WithAside } from '#components/ui/with-aside.tsx'
import { getHistory, getHistoryIndex } from '#lib/history/queries.ts'
import { dayNumber, monthName, weekdayName, year } from '#lib/i18n/format.ts'
import type { LocalePage } from '#lib/i18n/page.ts'
import { getFrame } from '#lib/portal/queries.ts'
import { askedZone, one, readPage } from '#lib/portal/reader.ts'
import { inLanguage, paths } from '#lib/routes.ts'
import { addMonths, dayOf, startOfDay } from '#lib/time.ts'

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
  const serviceOf = (id: string) => frame.services.find((entry) => entry.id === id)?.name
  const rows = [
    ...history.windows.map((window) => ({ at: window.startsAt, window })),
    ...history.incidents.map((incident) => ({ at: incident.startedAt, incident })),
  ].sort((one, other) => other.at.getTime() - one.at.getTime())
  const monthLabel = `${monthName(at, zone, locale)} ${year(at, zone)}`
  const shown = { frame, locale, zone, now, query }
  return (
    <PageFrame {...shown} path={asked ? path(month) : paths.history} section="history">
      <PageHead
        title={t('title')}
        lead={t('lead', { month: monthLabel, windows: history.windows.length, incidents: history.incidents.length })}
      />
      <WithAside
        aside={
          <MonthIndex
            months={index}
            current={month}
            href={(month) => inLanguage(locale, path(month)) + kept}
            locale={locale}
            zone={zone}
          />
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
                  <PastWindow
                    window={row.window}
                    service={serviceOf(row.window.serviceId)}
                    locale={locale}
                    zone={zone}
                  />
                ) : (
                  <PastIncident
                    incident={row.incident}
                    service={serviceOf(row.incident.serviceId)}
                    locale={locale}
                    zone={zone}
                  />
                )}
              </li>
            ))}
          </ol>
        </Section>
      </WithAside>
    </PageFrame>
  )
}
