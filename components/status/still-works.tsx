import { getTranslations } from 'next-intl/server'
import { ComponentStateMark } from '#components/records/state.tsx'
import { list } from '#lib/i18n/format.ts'
import type { Locale } from '#lib/i18n/locales.ts'
import { pick } from '#lib/i18n/locales.ts'
import type { Status } from '#lib/status/queries.ts'

/** While an incident is open: what of the services in trouble works all the same, by the statuses now. */
export async function StillWorks({ status, locale }: { status: Status; locale: Locale }) {
  const t = await getTranslations('site.status.still')
  const troubled = new Set(status.incidents.map((incident) => incident.serviceId))
  const services = status.services.filter((service) => troubled.has(service.id))
  const working = services.flatMap((service) =>
    service.environments.flatMap((environment) =>
      environment.components
        .filter((component) => component.state === 'working')
        .map((component) => ({ ...component, group: pick(component.group, locale).text })),
    ),
  )
  if (!working.length) return null
  return (
    <section className="section" aria-labelledby="still-works">
      <div className="section-head">
        <h2 id="still-works">{t('title')}</h2>
        <p className="note">
          {t('of', {
            services: list(
              services.map((service) => pick(service.name, locale).text),
              locale,
            ),
          })}
        </p>
      </div>
      <ul className="still-works">
        {working.map((component) => (
          <li key={`${component.id} ${component.environmentId}`}>
            <ComponentStateMark state="working">{pick(component.name, locale).text}</ComponentStateMark>
            <span className="note">{component.group}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
