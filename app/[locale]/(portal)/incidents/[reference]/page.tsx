import '#components/records/records.css'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { cache } from 'react'
import { Affected } from '#components/incidents/affected.tsx'
import { IncidentMessages } from '#components/incidents/messages.tsx'
import { PageFrame } from '#components/portal/frame.tsx'
import { Icon } from '#components/ui/icon.tsx'
import { Said, SaidParagraphs } from '#components/ui/said.tsx'
import { duration, fullStop, moment } from '#lib/i18n/format.ts'
import { pick } from '#lib/i18n/locales.ts'
import type { LocalePage } from '#lib/i18n/page.ts'
import { getIncident } from '#lib/incidents/queries.ts'
import { getFrame } from '#lib/portal/queries.ts'
import { askedZone, readPage } from '#lib/portal/reader.ts'
import { incidentPath, inLanguage, paths, windowPath } from '#lib/routes.ts'
import { minutesBetween } from '#lib/time.ts'

const read = cache((reference: string) =>
  readPage(async (tx) => {
    const now = new Date()
    return { now, frame: await getFrame(tx, now), record: await getIncident(tx, reference) }
  }),
)

export async function generateMetadata({ params }: LocalePage<{ reference: string }>): Promise<Metadata> {
  const { locale, reference } = await params
  const { record } = await read(reference)
  return record
    ? { title: `${pick(record.incident.title, locale).text}, ${pick(record.service.name, locale).text}` }
    : {}
}

/** `/incidents/REF`: the record of one incident, to its review. */
export default async function IncidentPage({ params, searchParams }: LocalePage<{ reference: string }>) {
  const { locale, reference } = await params
  const query = await searchParams
  const { now, frame, record } = await read(reference)
  if (!record) notFound()
  const t = await getTranslations('site.incident')
  const words = await getTranslations('words')
  const { incident, service, window, impacts, messages } = record
  const zone = askedZone(query) ?? frame.timeZone
  const resolved = incident.state === 'resolved'
  const look = resolved
    ? ({ icon: 'tick', tone: 'is-ok' } as const)
    : incident.severity === 'high'
      ? ({ icon: 'major', tone: 'is-major' } as const)
      : ({ icon: 'degraded', tone: 'is-degraded' } as const)
  const lasted = duration(Math.max(1, minutesBetween(incident.startedAt, incident.resolvedAt ?? now)), locale)
  return (
    <PageFrame
      frame={frame}
      locale={locale}
      zone={zone}
      now={now}
      path={incidentPath(incident.reference)}
      query={query}
      section="history"
    >
      <nav className="crumbs" aria-label={t('crumbs')}>
        <a href={inLanguage(locale, paths.history)}>{t('history')}</a>
        <span aria-hidden="true">/</span>
        <span>{incident.reference}</span>
      </nav>
      <header className="record-head">
        <p className={`label state ${look.tone}`}>
          <Icon name={look.icon} />
          {words(`severity.${incident.severity}`)}, {words(`incident.${incident.state}`)} {incident.reference}
        </p>
        <h1>
          <Said text={incident.title} locale={locale} />
        </h1>
        <p className="lead mt-2">
          <Said text={service.name} locale={locale} />
          {fullStop(locale)}{' '}
          {resolved && incident.resolvedAt
            ? t('from', {
                from: moment(incident.startedAt, zone, locale),
                until: moment(incident.resolvedAt, zone, locale),
                duration: lasted,
              })
            : t('since', { since: moment(incident.startedAt, zone, locale), duration: lasted })}
        </p>
      </header>
      <div className="columns mt-8">
        <div className="column">
          {incident.review && (
            <section className="section" aria-labelledby="review">
              <div className="section-head">
                <h2 id="review">{t('review')}</h2>
                {incident.reviewedAt && <span className="note">{moment(incident.reviewedAt, zone, locale)}</span>}
              </div>
              <div className="grid max-w-[66ch] gap-3">
                <SaidParagraphs text={incident.review} locale={locale} />
              </div>
            </section>
          )}
          <IncidentMessages messages={messages} locale={locale} zone={zone} now={now} />
        </div>
        <aside className="column">
          <Affected impacts={impacts} locale={locale} />
          {(window?.reference || incident.openedBySystem) && (
            <section className="section" aria-labelledby="cause">
              <div className="section-head">
                <h2 id="cause">{t('cause')}</h2>
              </div>
              {window?.reference && (
                <p>
                  <a href={inLanguage(locale, windowPath(window.reference))}>
                    <Said text={window.title} locale={locale} />
                  </a>
                  , {window.reference}
                </p>
              )}
              {incident.openedBySystem && <p className="note mt-2">{t('bySystem')}</p>}
            </section>
          )}
        </aside>
      </div>
    </PageFrame>
  )
}
