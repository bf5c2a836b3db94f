import { getTranslations } from 'next-intl/server'
import { ListPage } from '#components/records/list-page.tsx'
import { Icon } from '#components/ui/icon.tsx'
import { Said } from '#components/ui/said.tsx'
import { asReader } from '#db/scope.ts'
import { staffViewer } from '#lib/auth/viewer.ts'
import { dayInWords, number } from '#lib/i18n/format.ts'
import type { LocalePage } from '#lib/i18n/page.ts'
import { sourceInWords } from '#lib/i18n/source-words.ts'
import { titled } from '#lib/i18n/titled.ts'
import { breachesAhead } from '#lib/judging/breaches-ahead.ts'
import { inForce, listVersions, servicesWithPolicies } from '#lib/judging/policy-in-force.ts'
import { inLanguage, paths, policyPath } from '#lib/routes.ts'
import { dayOf } from '#lib/time.ts'

export const generateMetadata = titled('admin.policies.title')

/** The services with the policy that each keeps, and how many published windows break it. */
export default async function PoliciesPage({ params }: LocalePage) {
  const { locale } = await params
  const person = await staffViewer(locale, paths.policies)
  const now = new Date()
  const t = await getTranslations('admin.policies')
  const rows = await asReader(person.id, async (tx) => {
    const found = []
    for (const service of await servicesWithPolicies(tx, person.roles)) {
      const versions = await listVersions(tx, service.id)
      const current = inForce(versions, dayOf(now, service.timeZone))
      const breaches = await breachesAhead(tx, service, versions, now)
      found.push({ service, current, latest: versions[0], breaches: breaches.length })
    }
    return found
  })
  return (
    <ListPage
      title={t('title')}
      lead={t('lead')}
      rows={rows}
      rowKey={({ service }) => service.id}
      columns={[
        {
          head: t('service'),
          cell: ({ service }) => (
            <>
              <a href={inLanguage(locale, policyPath(service.slug))}>
                <Said text={service.name} locale={locale} />
              </a>
              {service.hiddenAt && <span className="tag ml-2">{t('shown.tag')}</span>}
            </>
          ),
        },
        {
          head: t('source'),
          cell: ({ current }) => (current.version ? sourceInWords(current.rules.source, locale) : t('unwritten')),
        },
        { head: t('version'), cell: ({ current }) => (current.version ? number(current.version, locale) : '–') },
        {
          head: t('since'),
          cell: ({ current, latest }) => (
            <>
              {current.inForceFrom ? dayInWords(current.inForceFrom, locale) : '–'}
              {latest.version !== current.version && latest.inForceFrom && (
                <span className="note block">
                  {t('next', { version: latest.version, day: dayInWords(latest.inForceFrom, locale) })}
                </span>
              )}
            </>
          ),
        },
        {
          head: t('breaches'),
          cell: ({ service, breaches }) =>
            breaches > 0 ? (
              <a className="state is-partial" href={`${inLanguage(locale, policyPath(service.slug))}#breaches`}>
                <Icon name="degraded" />
                {number(breaches, locale)}
              </a>
            ) : (
              t('none')
            ),
        },
      ]}
      empty={{ say: t('empty') }}
    />
  )
}
