import { getTranslations } from 'next-intl/server'
import { Icon } from '#components/ui/icon.tsx'
import { type Locale, pick } from '#lib/i18n/locales.ts'
import { incidentPath, inLanguage } from '#lib/routes.ts'
import type { Status } from '#lib/status/queries.ts'

/** Across the top of the status page: open incidents, three at most. Windows and freezes stand on every page. */
export async function Alerts({ status, locale }: { status: Status; locale: Locale }) {
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
  ]
  return rows.slice(0, 3).map((row) => (
    <div key={row.key} className={`banner banner-${row.kind}`}>
      <div className="page">
        <Icon name={row.icon} className={`self-center ${row.tone}`} />
        <p>{row.text}</p>
        <a className="banner-more" href={inLanguage(locale, row.href)}>
          {t('more')}
        </a>
      </div>
    </div>
  ))
}
