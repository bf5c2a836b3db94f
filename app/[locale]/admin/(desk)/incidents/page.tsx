import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Icon } from '#components/ui/icon.tsx'
import { Said } from '#components/ui/said.tsx'
import { asReader } from '#db/scope.ts'
import { staffViewer } from '#lib/auth/viewer.ts'
import { duration, moment } from '#lib/i18n/format.ts'
import type { LocalePage } from '#lib/i18n/page.ts'
import { listIncidents } from '#lib/incidents/queries.ts'
import { may } from '#lib/records/rights.ts'
import { adminIncidentPath, inLanguage, paths } from '#lib/routes.ts'
import { minutesBetween } from '#lib/time.ts'

export const metadata: Metadata = { title: 'Incidents' }

/** All incidents, the open ones first. */
export default async function IncidentsPage({ params }: LocalePage) {
  const { locale } = await params
  const person = await staffViewer(locale, paths.incidents)
  const now = new Date()
  const t = await getTranslations('admin.incidents')
  const words = await getTranslations('words')
  const rows = await asReader(person.id, (tx) => listIncidents(tx))
  return (
    <>
      <div className="desk-head">
        <h1>{t('title')}</h1>
        {may(person.roles, 'run') && (
          <a className="button main" href={inLanguage(locale, paths.newIncident)}>
            {t('declare')}
          </a>
        )}
      </div>
      {rows.length === 0 ? (
        <p className="serif text-5 py-6">{t('empty')}</p>
      ) : (
        <table className="table cards">
          <thead>
            <tr>
              <th scope="col">{t('incident')}</th>
              <th scope="col">{t('service')}</th>
              <th scope="col">{t('since')}</th>
              <th scope="col">{t('lasted')}</th>
              <th scope="col">{t('state')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ incident, service }) => {
              const open = incident.state !== 'resolved'
              return (
                <tr key={incident.id}>
                  <th scope="row">
                    <a href={inLanguage(locale, adminIncidentPath(incident.id))}>
                      <Said text={incident.title} locale={locale} />
                    </a>
                    <span className="note block">
                      {incident.reference}, {words(`severity.${incident.severity}`)}
                    </span>
                  </th>
                  <td data-label={t('service')}>
                    <Said text={service} locale={locale} />
                  </td>
                  <td data-label={t('since')}>{moment(incident.startedAt, person.timeZone, locale)}</td>
                  <td data-label={t('lasted')}>
                    {duration(Math.max(1, minutesBetween(incident.startedAt, incident.resolvedAt ?? now)), locale)}
                  </td>
                  <td data-label={t('state')}>
                    <span
                      className={`state ${open ? (incident.severity === 'high' ? 'is-major' : 'is-degraded') : 'is-ok'}`}
                    >
                      <Icon name={open ? (incident.severity === 'high' ? 'major' : 'degraded') : 'tick'} />
                      {words(`incident.${incident.state}`)}
                    </span>
                    {incident.reviewedAt && <span className="note block">{t('reviewed')}</span>}
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      )}
    </>
  )
}
