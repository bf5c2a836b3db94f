import { getTranslations } from 'next-intl/server'
import { Icon } from '#components/ui/icon.tsx'
import { longDate, shortRange } from '#lib/i18n/format.ts'
import { type Locale, pick } from '#lib/i18n/locales.ts'
import type { Frame } from '#lib/portal/queries.ts'
import { inLanguage, paths, windowPath } from '#lib/routes.ts'

type Props = { frame: Frame; locale: Locale; zone: string; width: string }

/** Across the top of every page: announced and running windows, several as one line that counts and names the next. */
export async function WindowNotice({ frame, locale, zone, width }: Props) {
  const { count, running, next } = frame.alerted
  if (!next) return null
  const runs = next.state !== 'announced'
  const t = await getTranslations('site.frame')
  const service = frame.services.find(({ id }) => id === next.serviceId)?.name
  return (
    <div className="banner banner-maintenance">
      <div className={width}>
        <Icon name={runs ? 'maintenance' : 'announced'} className="self-center is-maintenance" />
        <p>
          {t.rich('alerted', {
            b: (chunks) => <b>{chunks}</b>,
            count,
            running,
            state: runs ? 'running' : 'announced',
            service: pick(service, locale).text,
            title: pick(next.title, locale).text,
            date: longDate(next.startsAt, zone, locale),
            when: shortRange(next.startsAt, next.endsAt, zone, locale),
          })}
        </p>
        <a
          className="banner-more"
          href={inLanguage(locale, count > 1 ? paths.schedule : windowPath(next.reference ?? ''))}
        >
          {t(count > 1 ? 'alertedAll' : 'alertedMore')}
        </a>
      </div>
    </div>
  )
}
