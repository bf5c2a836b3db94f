import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { Icon, type IconName } from '#components/ui/icon.tsx'
import { longDate, shortRange } from '#lib/i18n/format.ts'
import { type Locale, pick } from '#lib/i18n/locales.ts'
import { alertLines } from '#lib/portal/alerts.ts'
import type { Frame } from '#lib/portal/queries.ts'
import { incidentPath, inLanguage, paths, windowPath } from '#lib/routes.ts'
import { FreezeNotice } from './freeze-notice.tsx'

type Props = { frame: Frame; told: Set<string> | undefined; locale: Locale; zone: string }

/** What every page says whatever it is about, in three lines at most: across the top, on a phone under the headline. */
export async function Alerts({ frame, told, locale, zone }: Props) {
  const { incidents, windows, freezes } = alertLines(frame, told)
  if (!incidents && !windows && !freezes) return null
  const t = await getTranslations('site.frame')
  const service = (id: string) => pick(frame.services.find((one) => one.id === id)?.name, locale).text
  const b = (chunks: ReactNode) => <b>{chunks}</b>
  return (
    <aside className="alerts" aria-label={t('alerts')}>
      {incidents && (
        <Line
          kind="incident"
          icon={incidents.first.severity === 'high' ? 'major' : 'degraded'}
          tone={incidents.first.severity === 'high' ? 'is-major' : 'is-degraded'}
          href={inLanguage(locale, incidents.count > 1 ? paths.status : incidentPath(incidents.first.reference))}
          more={t(incidents.count > 1 ? 'alertedAll' : 'alertedMore')}
        >
          {t.rich('alertedIncidents', {
            b,
            count: incidents.count,
            service: service(incidents.first.serviceId),
            title: pick(incidents.first.title, locale).text,
          })}
        </Line>
      )}
      {windows && (
        <Line
          kind="maintenance"
          icon={windows.next.state === 'announced' ? 'announced' : 'maintenance'}
          tone="is-maintenance"
          href={inLanguage(locale, windows.count > 1 ? paths.schedule : windowPath(windows.next.reference ?? ''))}
          more={t(windows.count > 1 ? 'alertedAll' : 'alertedMore')}
        >
          {t.rich('alerted', {
            b,
            count: windows.count,
            running: windows.running,
            state: windows.next.state === 'announced' ? 'announced' : 'running',
            service: service(windows.next.serviceId),
            title: pick(windows.next.title, locale).text,
            date: longDate(windows.next.startsAt, zone, locale),
            when: shortRange(windows.next.startsAt, windows.next.endsAt, zone, locale),
          })}
        </Line>
      )}
      {freezes && <FreezeNotice {...freezes} locale={locale} href={paths.freezes} />}
    </aside>
  )
}

function Line({
  kind,
  icon,
  tone,
  href,
  more,
  children,
}: {
  kind: 'incident' | 'maintenance'
  icon: IconName
  tone: string
  href: string
  more: string
  children: ReactNode
}) {
  return (
    <div className={`banner banner-${kind}`}>
      <Icon name={icon} className={`self-center ${tone}`} />
      <p>{children}</p>
      <a className="banner-more" href={href}>
        {more}
      </a>
    </div>
  )
}
