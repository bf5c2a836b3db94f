import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Icon } from '#components/ui/icon.tsx'
import { Said } from '#components/ui/said.tsx'
import { asReader } from '#db/scope.ts'
import { staffViewer } from '#lib/auth/viewer.ts'
import { dayInWords, number } from '#lib/i18n/format.ts'
import type { LocalePage } from '#lib/i18n/page.ts'
import { breachesAhead } from '#lib/judging/breaches-ahead.ts'
import { inForce, listVersions, servicesWithPolicies } from '#lib/judging/policy-in-force.ts'
import { inLanguage, paths, policyPath } from '#lib/routes.ts'
import { dayOf } from '#lib/time.ts'

export const metadata: Metadata = { title: 'Services and policies' }

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
    <>
      <div className="desk-head">
        <div>
          <h1>{t('title')}</h1>
          <p className="quiet">{t('lead')}</p>
        </div>
      </div>
      {rows.length === 0 ? (
        <p className="serif text-5 py-6">{t('empty')}</p>
      ) : (
        <table className="table cards">
          <thead>
            <tr>
              <th scope="col">{t('service')}</th>
              <th scope="col">{t('source')}</th>
              <th scope="col">{t('version')}</th>
              <th scope="col">{t('since')}</th>
              <th scope="col">{t('breaches')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ service, current, latest, breaches }) => (
              <tr key={service.id}>
                <th scope="row">
                  <a href={inLanguage(locale, policyPath(service.slug))}>
                    <Said text={service.name} locale={locale} />
                  </a>
                </th>
                <td data-label={t('source')}>{current.version ? current.rules.source : t('unwritten')}</td>
                <td data-label={t('version')}>{current.version ? number(current.version, locale) : '–'}</td>
                <td data-label={t('since')}>
                  {current.inForceFrom ? dayInWords(current.inForceFrom, locale) : '–'}
                  {latest.version !== current.version && latest.inForceFrom && (
                    <span className="note block">
                      {t('next', { version: latest.version, day: dayInWords(latest.inForceFrom, locale) })}
                    </span>
                  )}
                </td>
                <td data-label={t('breaches')}>
                  {breaches > 0 ? (
                    <a className="state is-partial" href={`${inLanguage(locale, policyPath(service.slug))}#breaches`}>
                      <Icon name="degraded" />
                      {number(breaches, locale)}
                    </a>
                  ) : (
                    t('none')
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  )
}
