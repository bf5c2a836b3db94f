import { getTranslations } from 'next-intl/server'
import { Timeline } from '#components/records/timeline.tsx'
import { Icon } from '#components/ui/icon.tsx'
import { Said } from '#components/ui/said.tsx'
import { AvailabilityFacts } from '#components/windows/availability-facts.tsx'
import { messageDetail } from '#components/windows/message-detail.ts'
import { dayMonth, duration, fullStop, time, zoneName } from '#lib/i18n/format.ts'
import { type Locale, pick } from '#lib/i18n/locales.ts'
import { incidentPath, inLanguage, windowPath } from '#lib/routes.ts'
import type { ToldIncident } from '#lib/status/stories.ts'
import { minutesBetween } from '#lib/time.ts'
import { AdviceAndNext } from './incident-facts.tsx'
import { TroubleRuler } from './trouble-ruler.tsx'

type Props = { incident: ToldIncident; service: string; locale: Locale; zone: string; now: Date }

/** An open incident with its cause inside it: since when, what happened, what cannot be used, what to do, what was said. */
export async function OpenIncidentBlock({ incident, service, locale, zone, now }: Props) {
  const t = await getTranslations('site.status')
  const words = await getTranslations('words')
  const { window, severity } = incident
  const look =
    severity === 'high'
      ? ({ icon: 'major', tone: 'is-major' } as const)
      : ({ icon: 'degraded', tone: 'is-degraded' } as const)
  const places = [
    ...new Map(incident.touched.map((row) => [row.environmentId, pick(row.environment, locale).text])).values(),
  ]
  const ofWindow = incident.whole && window ? window.messages : []
  const entries = await Promise.all([
    ...incident.messages.map((message) => ({
      id: message.id,
      at: message.at,
      label: words(`incident.${message.state}`),
      text: message.text,
    })),
    // That an incident was opened is this story itself; what was said long before the start stands on the record.
    ...ofWindow
      .filter(({ kind, at }) => kind !== 'incident' && at >= (window?.startedAt ?? at))
      .map(async (message) => ({
        id: message.id,
        at: message.at,
        label: t('incident.ofWindow', { label: words(`message.${message.kind}`) }),
        text: message.text,
        detail: await messageDetail(message, zone, locale),
      })),
  ])
  entries.sort((one, other) => other.at.getTime() - one.at.getTime())
  return (
    <section className={`section happening trouble ${severity}`} aria-labelledby={`incident-${incident.id}`}>
      <div className="section-head">
        <p className={`label state ${look.tone}`}>
          <Icon name={look.icon} />
          {t('incident.label', { severity: words(`severity.${severity}`), state: words(`incident.${incident.state}`) })}
        </p>
        <a href={inLanguage(locale, incidentPath(incident.reference))}>
          {t('fullRecordOf', { reference: incident.reference })}
        </a>
      </div>
      <h2 id={`incident-${incident.id}`}>
        <Said text={incident.title} locale={locale} />
      </h2>
      <p className="quiet mt-1">
        {[service, ...places].join(', ')}
        {fullStop(locale)}{' '}
        {t('incident.since', {
          since: `${dayMonth(incident.startedAt, zone, locale)}, ${time(incident.startedAt, zone)} ${zoneName(incident.startedAt, zone)}`,
          duration: duration(Math.max(1, minutesBetween(incident.startedAt, now)), locale),
        })}
        {incident.openedBySystem && <> {t('incident.bySystem')}</>}
        {window?.reference && (
          <>
            {' '}
            {t.rich('incident.cause', {
              link: (chunks) => <a href={inLanguage(locale, windowPath(window.reference ?? ''))}>{chunks}</a>,
              title: pick(window.title, locale).text,
              reference: window.reference,
              standing: window.rollbackSaidAt && !window.finishedAt ? 'rolling_back' : window.state,
            })}
          </>
        )}
      </p>
      {incident.whole && window && <TroubleRuler incident={incident} window={window} {...{ locale, zone, now }} />}
      <AvailabilityFacts touched={incident.touched} locale={locale}>
        <AdviceAndNext incident={incident} locale={locale} zone={zone} now={now} />
      </AvailabilityFacts>
      <h3 className="label">{t('messages')}</h3>
      <Timeline locale={locale} zone={zone} now={now} entries={entries} />
    </section>
  )
}
