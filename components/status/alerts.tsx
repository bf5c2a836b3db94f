import { getTranslations } from 'next-intl/server'
import { Icon } from '#components/ui/icon.tsx'
import { longDate, shortRange } from '#lib/i18n/format.ts'
import { type Locale, pick } from '#lib/i18n/locales.ts'
import { incidentPath, inLanguage, windowPath } from '#lib/routes.ts'
import type { Status } from '#lib/status/queries.ts'

/** Across the top: open incidents, running maintenance, and announced windows within their lead time. Three at most. */
export async function Alerts({ status, locale, zone }: { status: Status; locale: Locale; zone: string }) {
  const t = await getTranslations('site.status.alert')
  const service = (id: string) => pick(status.frame.services.find((one) => one.id === id)?.name, locale).text
  const b = (chunks: React.ReactNode) => <b>{chunks}</b>
  const rows = [
    ...status.incidents.map(
      (incident) =>
        ({
          key: incident.id,
          kind: 'incident',
          icon: incident.severity === 'high' ? 'major' : 'degraded',
          tone: incident.severity === 'high' ? 'is-major' : 'is-degraded',
          href: incidentPath(incident.reference),
          text: t.rich('incident', {
            b,
            service: service(incident.serviceId),
            title: pick(incident.title, locale).text,
          }),
        }) as const,
    ),
    ...status.running.map(
      (window) =>
        ({
          key: window.id,
          kind: 'maintenance',
          icon: 'maintenance',
          tone: 'is-maintenance',
          href: windowPath(window.reference ?? ''),
          text: t.rich('running', {
            b,
            service: service(window.serviceId),
            title: pick(window.title, locale).text,
            when: shortRange(window.startsAt, window.endsAt, zone, locale),
          }),
        }) as const,
    ),
    ...status.alerts.map(
      (window) =>
        ({
          key: window.id,
          kind: 'maintenance',
          icon: 'announced',
          tone: 'is-maintenance',
          href: windowPath(window.reference ?? ''),
          text: t.rich('announced', {
            b,
            service: service(window.serviceId),
            title: pick(window.title, locale).text,
            date: longDate(window.startsAt, zone, locale),
            when: shortRange(window.startsAt, window.endsAt, zone, locale),
          }),
        }) as const,
    ),
  ]
  return rows.slice(0, 3).map((row) => (
    <div key={row.key} className={`banner ${row.kind}`}>
      <div className="page">
        <Icon name={row.icon} className={`self-center ${row.tone}`} />
        <p>{row.text}</p>
        <a className="more" href={inLanguage(locale, row.href)}>
          {t('more')}
        </a>
      </div>
    </div>
  ))
}
