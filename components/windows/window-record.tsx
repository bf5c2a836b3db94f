import { getTranslations } from 'next-intl/server'
import { WindowStateMark } from '#components/records/state.tsx'
import { Timeline } from '#components/records/timeline.tsx'
import { Crumbs } from '#components/ui/crumbs.tsx'
import { Said, SaidParagraphs } from '#components/ui/said.tsx'
import { WindowRuler } from '#components/windows/window-ruler.tsx'
import { moment } from '#lib/i18n/format.ts'
import { type Locale, pick } from '#lib/i18n/locales.ts'
import { incidentPath, inLanguage, paths, windowCalendarPath } from '#lib/routes.ts'
import { courseOf } from '#lib/rules/availability.ts'
import type { WindowRecord } from '#lib/windows/queries.ts'
import { keyOf } from '#lib/windows/statuses-of.ts'
import { AvailabilityFacts } from './availability-facts.tsx'
import { Lifecycle } from './lifecycle.tsx'
import { messageDetail } from './message-detail.ts'
import { WindowContent } from './window-content.tsx'
import { WindowFacts } from './window-facts.tsx'
import { WindowWhen } from './window-when.tsx'

/** The record of one window, as readers see it: on its page, and in the preview before it is announced. */
export async function WindowRecordView({
  record,
  locale,
  zone,
  now,
}: {
  record: WindowRecord
  locale: Locale
  zone: string
  now: Date
}) {
  const t = await getTranslations('site.window')
  const words = await getTranslations('words')
  const status = await getTranslations('site.status')
  const { window, service, kind, downtime, messages } = record
  const running = window.state === 'in_progress' || window.state === 'verifying'
  const touched = record.impacts.map((impact) => ({ ...impact, state: record.states.get(keyOf(impact)) ?? 'unknown' }))
  const course = running ? courseOf(window, touched, now) : null
  const open = record.incidents.filter((incident) => incident.state !== 'resolved')
  const timeline = await Promise.all(
    messages.map(async (message) => ({
      id: message.id,
      at: message.at,
      label: words(`message.${message.kind}`),
      text: message.text,
      detail: await messageDetail(message, zone, locale),
    })),
  )
  return (
    <>
      <Crumbs
        label={t('crumbs')}
        links={[
          [inLanguage(locale, paths.schedule), t('schedule')],
          [
            `${inLanguage(locale, paths.schedule)}?service=${service.slug}`,
            <Said key="service" text={service.name} locale={locale} />,
          ],
        ]}
        here={window.reference}
      />
      <header className="record-head">
        <p className="label">
          <WindowStateMark state={window.state}>
            <Said text={kind.name} locale={locale} />, {words(`window.${window.state}`)} {window.reference}
          </WindowStateMark>
        </p>
        <h1>
          <Said text={window.title} locale={locale} />
        </h1>
        {(service.hiddenAt || window.audience !== 'public') && (
          <p className="mt-1">
            <span className="tag">{service.hiddenAt ? status('hidden') : words(`audience.${window.audience}`)}</span>{' '}
            <span className="note">{t('notPublic')}</span>
          </p>
        )}
        <Lifecycle window={window} zone={zone} locale={locale} />
      </header>

      <WindowWhen record={record} locale={locale} zone={zone} />
      <div className="record-actions no-print">
        <a className="button" href={windowCalendarPath(window.reference ?? '') + (locale === 'hi' ? '?lang=hi' : '')}>
          {t('addToCalendar')}
        </a>
        <a className="button" href={`${inLanguage(locale, paths.subscribe)}?service=${service.slug}`}>
          {t('getNotices')}
        </a>
      </div>

      <div className="columns mt-8">
        <div className="main !gap-0">
          {course && (
            <p>
              <b>{status(`course.${course}`)}</b>{' '}
              {open.map((incident) => (
                <span key={incident.id}>
                  {t.rich('openIncident', {
                    title: pick(incident.title, locale).text,
                    reference: incident.reference,
                    link: (chunks) => <a href={inLanguage(locale, incidentPath(incident.reference))}>{chunks}</a>,
                  })}{' '}
                </span>
              ))}
            </p>
          )}
          {running && <WindowRuler window={{ ...window, downtime }} zone={zone} locale={locale} now={now} />}
          {running && (
            <AvailabilityFacts touched={touched} locale={locale} working>
              <div>
                <dt className="label">{status(window.announcedDowntimeEndsAt ? 'running.until' : 'running.ends')}</dt>
                <dd>{moment(window.announcedDowntimeEndsAt ?? window.endsAt, zone, locale)}</dd>
              </div>
            </AvailabilityFacts>
          )}
          {window.description && (
            <section className="fact-row">
              <h2 className="label">{t('what')}</h2>
              <div className="lead">
                <SaidParagraphs text={window.description} locale={locale} />
              </div>
            </section>
          )}
          {window.userChanges && (
            <section className="fact-row">
              <h2 className="label">{t('mustChange')}</h2>
              <div>
                <SaidParagraphs text={window.userChanges} locale={locale} />
              </div>
            </section>
          )}
          <WindowContent record={record} locale={locale} />
          <section className="fact-row">
            <h2 className="label">{t('messages')}</h2>
            <Timeline entries={timeline} locale={locale} zone={zone} now={now} />
          </section>
        </div>
        <WindowFacts record={record} locale={locale} zone={zone} />
      </div>
    </>
  )
}
