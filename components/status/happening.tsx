import { getTranslations } from 'next-intl/server'
import { Timeline } from '#components/records/timeline.tsx'
import { Icon } from '#components/ui/icon.tsx'
import { Said } from '#components/ui/said.tsx'
import { messageDetail } from '#components/windows/message-detail.ts'
import { WindowRuler } from '#components/windows/window-ruler.tsx'
import { dayMonth, duration, fullStop, list, longRange, moment, time, zoneName } from '#lib/i18n/format.ts'
import { type Locale, pick } from '#lib/i18n/locales.ts'
import { incidentPath, inLanguage, windowPath } from '#lib/routes.ts'
import type { OpenIncident, RunningWindow } from '#lib/status/queries.ts'
import { minutesBetween } from '#lib/time.ts'
import { downtimeOf } from '#lib/windows/record.ts'

type Shown = { locale: Locale; zone: string; now: Date }

/** Maintenance in progress: where it stands, what cannot be used until when, what was said. */
export async function RunningWindowBlock({
  window,
  service,
  locale,
  zone,
  now,
}: Shown & { window: RunningWindow; service: string }) {
  const t = await getTranslations('site.status')
  const words = await getTranslations('words')
  const late = now > window.endsAt
  const names = (rows: RunningWindow['impacts']) =>
    list(
      rows.map((row) => pick(row.component, locale).text),
      locale,
    )
  const held = window.impacts.filter((row) => row.held)
  const usable = window.impacts.filter((row) => !row.held)
  const label = window.rollbackSaidAt
    ? t('running.rollingBack')
    : window.state === 'verifying'
      ? t('running.verifying')
      : t('running.inProgress')
  return (
    <section className="section happening" aria-labelledby={`window-${window.id}`}>
      <div className="section-head">
        <p className={`label state ${window.rollbackSaidAt ? 'is-partial' : 'is-maintenance'}`}>
          <Icon name={window.rollbackSaidAt ? 'back' : 'maintenance'} />
          {label}
        </p>
        <a href={inLanguage(locale, windowPath(window.reference ?? ''))}>{t('fullRecord')}</a>
      </div>
      <h2 id={`window-${window.id}`}>
        <Said text={window.title} locale={locale} />
      </h2>
      <p className="quiet mt-1">
        {service}
        {fullStop(locale)} {longRange(window.startsAt, window.endsAt, zone, locale)}, {duration(window.minutes, locale)}
        {fullStop(locale)} {late ? t('running.late') : t('running.onPlan')}
      </p>
      <WindowRuler
        window={{ ...window, downtime: downtimeOf(window) }}
        zone={zone}
        locale={locale}
        now={now}
        words={{
          now: t('running.now'),
          deployment: t('running.deployment'),
          testing: words('window.verifying'),
          label: t('running.label', {
            from: time(window.startsAt, zone),
            until: time(window.endsAt, zone),
            now: time(now, zone),
          }),
        }}
      />
      <dl className="three-facts">
        <div>
          <dt className="label">{t('running.notAvailable')}</dt>
          <dd>{held.length ? names(held) : t('running.nothing')}</dd>
        </div>
        <div>
          <dt className="label">{t('running.working')}</dt>
          <dd>{usable.length ? names(usable) : t('running.theRest')}</dd>
        </div>
        <div>
          <dt className="label">{t('running.until')}</dt>
          <dd>{moment(window.announcedDowntimeEndsAt ?? window.endsAt, zone, locale)}</dd>
        </div>
      </dl>
      <h3 className="label">{t('messages')}</h3>
      <Timeline
        locale={locale}
        zone={zone}
        now={now}
        entries={
          await Promise.all(
            window.messages.map(async (message) => ({
              id: message.id,
              at: message.at,
              label: words(`message.${message.kind}`),
              text: message.text,
              detail: await messageDetail(message, zone, locale),
            })),
          )
        }
      />
    </section>
  )
}

/** An open incident: since when, what is affected, what caused it, what was said. */
export async function OpenIncidentBlock({
  incident,
  service,
  locale,
  zone,
  now,
}: Shown & { incident: OpenIncident; service: string }) {
  const t = await getTranslations('site.status')
  const words = await getTranslations('words')
  const look =
    incident.severity === 'high'
      ? ({ icon: 'major', tone: 'is-major' } as const)
      : ({ icon: 'degraded', tone: 'is-degraded' } as const)
  return (
    <section className={`section happening trouble ${incident.severity}`} aria-labelledby={`incident-${incident.id}`}>
      <div className="section-head">
        <p className={`label state ${look.tone}`}>
          <Icon name={look.icon} />
          {t('incident.label', {
            severity: words(`severity.${incident.severity}`),
            state: words(`incident.${incident.state}`),
          })}
        </p>
        <a href={inLanguage(locale, incidentPath(incident.reference))}>
          {t('fullRecordOf', { reference: incident.reference })}
        </a>
      </div>
      <h2 id={`incident-${incident.id}`}>
        <Said text={incident.title} locale={locale} />
      </h2>
      <p className="quiet mt-1">
        {service}
        {fullStop(locale)}{' '}
        {t('incident.since', {
          since: `${dayMonth(incident.startedAt, zone, locale)}, ${time(incident.startedAt, zone)} ${zoneName(incident.startedAt, zone)}`,
          duration: duration(Math.max(1, minutesBetween(incident.startedAt, now)), locale),
        })}
        {incident.openedBySystem && <> {t('incident.bySystem')}</>}
        {incident.window?.reference && (
          <>
            {' '}
            {t.rich('incident.cause', {
              link: (chunks) => <a href={inLanguage(locale, windowPath(incident.window?.reference ?? ''))}>{chunks}</a>,
              title: pick(incident.window.title, locale).text,
            })}
          </>
        )}
      </p>
      {incident.impacts.length > 0 && (
        <ul className="my-4 flex flex-wrap gap-x-6 gap-y-1 border-y border-rule py-2 text-3">
          {incident.impacts.map((impact) => (
            <li key={`${impact.componentId} ${impact.environmentId}`}>
              <Said text={impact.component} locale={locale} />: <b>{words(`component.${impact.state}`)}</b>
            </li>
          ))}
        </ul>
      )}
      <h3 className="label">{t('messages')}</h3>
      <Timeline
        locale={locale}
        zone={zone}
        now={now}
        entries={incident.messages.map((message) => ({
          id: message.id,
          at: message.at,
          label: words(`incident.${message.state}`),
          text: message.text,
        }))}
      />
    </section>
  )
}
