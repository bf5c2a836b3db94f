import { getTranslations } from 'next-intl/server'
import { windowLook } from '#components/records/state.tsx'
import { Icon } from '#components/ui/icon.tsx'
import { Said } from '#components/ui/said.tsx'
import { Section } from '#components/ui/section.tsx'
import { dayNumber, fullStop, moment, monthName, shortRange, weekdayName } from '#lib/i18n/format.ts'
import { type Locale, pick } from '#lib/i18n/locales.ts'
import type { Frame } from '#lib/portal/queries.ts'
import { incidentPath, inLanguage, paths, windowPath } from '#lib/routes.ts'
import type { nextWindows, Status } from '#lib/status/queries.ts'

type Shown = { frame: Frame; locale: Locale; zone: string }

/** The next windows, each with its day, hours and what it does to people. */
export async function NextWindows({
  windows,
  frame,
  locale,
  zone,
}: Shown & { windows: Awaited<ReturnType<typeof nextWindows>> }) {
  const t = await getTranslations('site.status')
  const words = await getTranslations('words')
  return (
    <Section
      id="next"
      title={t('next.title')}
      aside={<a href={inLanguage(locale, paths.schedule)}>{t('next.schedule')}</a>}
    >
      {windows.length === 0 && <p className="note">{t('next.none')}</p>}
      <ol className="dated">
        {windows.map((window) => {
          const service = frame.services.find((one) => one.id === window.serviceId)
          const out = window.impacts.filter((impact) => impact.impact === 'outage')
          const environments = [
            ...new Map(window.impacts.map((impact) => [impact.environmentId, impact.environment])).values(),
          ]
          const there = shortRange(window.startsAt, window.endsAt, window.timeZone, locale)
          const own = there === shortRange(window.startsAt, window.endsAt, zone, locale) ? '' : ` (${there})`
          const impact = out[0]
            ? t('next.notAvailable', { component: pick(out[0].component, locale).text, more: out.length - 1 })
            : window.downtimeMinutes === null
              ? t('next.noDowntime')
              : t('next.partly')
          return (
            <li key={window.id}>
              <div className="day-mark" aria-hidden="true">
                <b>{dayNumber(window.startsAt, zone)}</b>
                <span>{monthName(window.startsAt, zone, locale, 'short')}</span>
              </div>
              <div>
                <p className="dated-title">
                  <a href={inLanguage(locale, windowPath(window.reference ?? ''))}>
                    <Said text={window.title} locale={locale} />
                  </a>
                </p>
                <p className="note">
                  <Said text={service?.name} locale={locale} />
                  {environments.length > 0 && <>, {environments.map((name) => pick(name, locale).text).join(', ')}</>}
                </p>
                <p className="note">
                  {weekdayName(window.startsAt, zone, locale)}{' '}
                  <time dateTime={window.startsAt.toISOString()}>
                    {shortRange(window.startsAt, window.endsAt, zone, locale)}
                  </time>
                  {own}
                </p>
                <p className="note flex gap-1.5 is-maintenance">
                  <Icon name={windowLook(window.state).icon} className="mt-[0.15em]" />
                  <span>
                    {words(`window.${window.state}`)}
                    {fullStop(locale)} {impact}
                  </span>
                </p>
              </div>
            </li>
          )
        })}
      </ol>
    </Section>
  )
}

/** The short way to a subscription; it cannot be used while the database is away. */
export async function SubscribeBox({ frame, locale }: Shown) {
  const t = await getTranslations('site.status.subscribe')
  return (
    <Section id="subscribe-title" anchor="subscribe" title={t('title')}>
      <form className="grid gap-3 when-fresh" action={inLanguage(locale, paths.subscribe)}>
        <div className="field">
          <label htmlFor="subscribe-service">{t('about')}</label>
          <select id="subscribe-service" name="service">
            <option value="">{t('everything')}</option>
            {frame.services
              .filter((service) => service.letter)
              .map((service) => (
                <option key={service.id} value={service.slug}>
                  {pick(service.name, locale).text}
                </option>
              ))}
          </select>
        </div>
        <button type="submit" className="button main justify-self-start">
          {t('button')}
        </button>
      </form>
      <p className="when-stale">
        <span className="button" aria-disabled="true">
          {t('button')}
        </span>
      </p>
      <p className="note mt-3 when-fresh">{t('note')}</p>
      <p className="note mt-3 when-stale">{t('waits')}</p>
      <p className="note mt-3">
        <a href="/schedule.ics">{t('calendar')}</a>
      </p>
    </Section>
  )
}

/** While the last edition is shown: what works, what waits, what comes. */
export async function WhileStale() {
  const t = await getTranslations('site.status.stale')
  return (
    <Section id="while-stale" title={t('title')} className="when-stale">
      <dl className="pairs">
        {(
          [
            ['works', 'tick'],
            ['waits', 'none'],
            ['next', 'due'],
          ] as const
        ).map(([name, icon]) => (
          <div key={name}>
            <dt className="state">
              <Icon name={icon} />
              {t(`${name}.term`)}
            </dt>
            <dd>{t(`${name}.text`)}</dd>
          </div>
        ))}
      </dl>
    </Section>
  )
}

/** Incidents that ended lately, with their reviews. */
export async function RecentlyResolved({ incidents, frame, locale, zone }: Shown & { incidents: Status['resolved'] }) {
  const t = await getTranslations('site.status.resolved')
  if (!incidents.length) return null
  return (
    <Section id="resolved" title={t('title')}>
      <ol className="rows">
        {incidents.map((incident) => (
          <li key={incident.id} className="py-2">
            <p>
              <a href={inLanguage(locale, incidentPath(incident.reference))}>
                <Said text={incident.title} locale={locale} />
              </a>
            </p>
            <p className="note">
              <Said text={frame.services.find((one) => one.id === incident.serviceId)?.name} locale={locale} />
              {fullStop(locale)}{' '}
              {t('when', { when: incident.resolvedAt ? moment(incident.resolvedAt, zone, locale) : '' })}
              {incident.reviewedAt && <> {t('reviewed')}</>}
            </p>
          </li>
        ))}
      </ol>
    </Section>
  )
}
