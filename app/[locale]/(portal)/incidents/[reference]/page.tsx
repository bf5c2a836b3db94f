import { IncidentMark } from '#components/records/state.tsx'
import { Crumbs } from '#components/ui/crumbs.tsx'
import { Section } from '#components/ui/section.tsx'
import { WithAside } from '#components/ui/with-aside.tsx'
import '#components/records/records.css'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { cache } from 'react'
import { Affected } from '#components/incidents/affected.tsx'
import { IncidentMessages } from '#components/incidents/messages.tsx'
import { PageFrame } from '#components/portal/frame.tsx'
import { AdviceAndNext } from '#components/status/incident-facts.tsx'
import { TroubleRuler } from '#components/status/trouble-ruler.tsx'
import { Said, SaidParagraphs } from '#components/ui/said.tsx'
import { AvailabilityFacts } from '#components/windows/availability-facts.tsx'
import { duration, fullStop, moment } from '#lib/i18n/format.ts'
import { pick } from '#lib/i18n/locales.ts'
import type { LocalePage } from '#lib/i18n/page.ts'
import { getIncident } from '#lib/incidents/queries.ts'
import { getFrame } from '#lib/portal/queries.ts'
import { askedZone, idsIn, readPage } from '#lib/portal/reader.ts'
import { incidentPath, inLanguage, paths, windowPath } from '#lib/routes.ts'
import { whatHappens } from '#lib/status/stories.ts'
import { minutesBetween } from '#lib/time.ts'

const read = cache((reference: string) =>
  readPage(async (tx) => {
    const now = new Date()
    const record = await getIncident(tx, reference)
    const happening = record && record.incident.state !== 'resolved' ? await whatHappens(tx, now) : null
    return {
      now,
      frame: await getFrame(tx, now),
      record,
      /** As the status page tells it while it is open. */
      story: happening?.incidents.find(({ id }) => id === record?.incident.id) ?? null,
    }
  }),
)

export async function generateMetadata({ params }: LocalePage<{ reference: string }>): Promise<Metadata> {
  const { locale, reference } = await idsIn(params)
  const { record } = await read(reference)
  return record
    ? { title: `${pick(record.incident.title, locale).text}, ${pick(record.service.name, locale).text}` }
    : {}
}

/** `/incidents/REF`: the record of one incident, to its review. */
export default async function IncidentPage({ params, searchParams }: LocalePage<{ reference: string }>) {
  const { locale, reference } = await idsIn(params)
  const query = await searchParams
  const { now, frame, record, story } = await read(reference)
  if (!record) notFound()
  const t = await getTranslations('site.incident')
  const words = await getTranslations('words')
  const { incident, service, window, impacts, messages } = record
  const zone = askedZone(query) ?? frame.timeZone
  const resolved = incident.state === 'resolved'
  const lasted = duration(Math.max(1, minutesBetween(incident.startedAt, incident.resolvedAt ?? now)), locale)
  const shown = { frame, locale, zone, now, query }
  return (
    <PageFrame {...shown} path={incidentPath(incident.reference)} section="history" told={new Set([incident.id])}>
      <Crumbs
        label={t('crumbs')}
        links={[[inLanguage(locale, paths.history), t('history')]]}
        here={incident.reference}
      />
      <header className="record-head">
        <p className="label">
          <IncidentMark incident={incident}>
            {words(`severity.${incident.severity}`)}, {words(`incident.${incident.state}`)} {incident.reference}
          </IncidentMark>
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
      <WithAside
        className="mt-8"
        aside={
          <>
            <Affected impacts={impacts} locale={locale} />
            {(window?.reference || incident.openedBySystem) && (
              <Section id="cause" title={t('cause')}>
                {window?.reference && (
                  <p>
                    <a href={inLanguage(locale, windowPath(window.reference))}>
                      <Said text={window.title} locale={locale} />
                    </a>
                    , {window.reference}
                  </p>
                )}
                {incident.openedBySystem && <p className="note mt-2">{t('bySystem')}</p>}
              </Section>
            )}
          </>
        }
      >
        {incident.review && (
          <Section
            id="review"
            title={t('review')}
            aside={incident.reviewedAt && <span className="note">{moment(incident.reviewedAt, zone, locale)}</span>}
          >
            <div className="grid max-w-[66ch] gap-3">
              <SaidParagraphs text={incident.review} locale={locale} />
            </div>
          </Section>
        )}
        {story && (
          <div>
            {story.whole && story.window && (
              <TroubleRuler incident={story} window={story.window} locale={locale} zone={zone} now={now} />
            )}
            <AvailabilityFacts touched={story.touched} locale={locale}>
              <AdviceAndNext incident={story} locale={locale} zone={zone} now={now} />
            </AvailabilityFacts>
          </div>
        )}
        <IncidentMessages messages={messages} locale={locale} zone={zone} now={now} />
      </WithAside>
    </PageFrame>
  )
}
