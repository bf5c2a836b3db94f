import { getTranslations } from 'next-intl/server'
import { RecordHead } from '#components/records/record-head.tsx'
import { WindowStateMark } from '#components/records/state.tsx'
import { Said } from '#components/ui/said.tsx'
import { Lifecycle } from '#components/windows/lifecycle.tsx'
import { longRange, time, zoneName } from '#lib/i18n/format.ts'
import type { Locale } from '#lib/i18n/locales.ts'
import { adminWindowPath, inLanguage, paths, windowPath } from '#lib/routes.ts'
import type { WindowRecord } from '#lib/windows/queries.ts'

/** What window this is and where it stands in its life, for who runs it. */
export async function WindowHead({ record, locale, plans }: { record: WindowRecord; locale: Locale; plans: boolean }) {
  const t = await getTranslations('admin.window')
  const words = await getTranslations('words')
  const { window, service, environment, kind, downtime } = record
  const zone = window.timeZone
  const list = inLanguage(locale, paths.windows)
  const path = inLanguage(locale, adminWindowPath(window.id))
  const running = window.state === 'in_progress' || window.state === 'verifying'
  const name = <Said key="service" text={service.name} locale={locale} />
  return (
    <RecordHead
      crumbs={{
        label: t('crumbs'),
        links: [
          [list, t('windows')],
          [`${list}?q=${service.slug}`, name],
        ],
        here: window.reference ?? t('draft'),
      }}
      state={
        <WindowStateMark state={window.state}>
          <Said text={kind.name} locale={locale} />, {words(`window.${window.state}`)}
          {window.rollbackSaidAt && running && <>, {t('rollingBack')}</>}
        </WindowStateMark>
      }
      title={<Said text={window.title} locale={locale} />}
      facts={
        <>
          <span>
            {name}
            {environment && (
              <>
                , <Said text={environment.name} locale={locale} />
              </>
            )}
          </span>
          <span>{longRange(window.startsAt, window.endsAt, zone, locale)}</span>
          <span>
            {downtime
              ? t('downtime', { until: `${time(downtime.endsAt, zone)} ${zoneName(downtime.endsAt, zone)}` })
              : t(window.effect ? 'noDowntime' : 'downtimeUnknown')}
          </span>
          <span>{words(`audience.${window.audience}`)}</span>
        </>
      }
      links={
        <>
          {window.reference ? (
            <a href={inLanguage(locale, windowPath(window.reference))}>{t('publicRecord')}</a>
          ) : (
            <a href={`${path}/preview`}>{t('preview')}</a>
          )}
          {['draft', 'planned', 'announced'].includes(window.state) && plans && (
            <a href={`${path}/edit`}>{t(window.state === 'announced' ? 'changePlan' : 'edit')}</a>
          )}
          {plans && <a href={`${inLanguage(locale, paths.newWindow)}?from=${window.id}`}>{t('duplicate')}</a>}
        </>
      }
    >
      <Lifecycle window={window} zone={zone} locale={locale} />
    </RecordHead>
  )
}
