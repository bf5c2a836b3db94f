import { getTranslations } from 'next-intl/server'
import { ListPage } from '#components/records/list-page.tsx'
import { IncidentMark } from '#components/records/state.tsx'
import { Said } from '#components/ui/said.tsx'
import { asReader } from '#db/scope.ts'
import { staffViewer } from '#lib/auth/viewer.ts'
import { duration, moment } from '#lib/i18n/format.ts'
import type { LocalePage } from '#lib/i18n/page.ts'
import { titled } from '#lib/i18n/titled.ts'
import { listIncidents } from '#lib/incidents/queries.ts'
import { may } from '#lib/records/rights.ts'
import { adminIncidentPath, inLanguage, paths } from '#lib/routes.ts'
import { minutesBetween } from '#lib/time.ts'

export const generateMetadata = titled('admin.incidents.title')

/** All incidents, the open ones first. */
export default async function IncidentsPage({ params }: LocalePage) {
  const { locale } = await params
  const person = await staffViewer(locale, paths.incidents)
  const now = new Date()
  const t = await getTranslations('admin.incidents')
  const words = await getTranslations('words')
  const rows = await asReader(person.id, (tx) => listIncidents(tx))
  return (
    <ListPage
      title={t('title')}
      action={
        may(person.roles, 'run') && (
          <a className="button main" href={inLanguage(locale, paths.newIncident)}>
            {t('declare')}
          </a>
        )
      }
      rows={rows}
      rowKey={({ incident }) => incident.id}
      columns={[
        {
          head: t('incident'),
          cell: ({ incident }) => (
            <>
              <a href={inLanguage(locale, adminIncidentPath(incident.id))}>
                <Said text={incident.title} locale={locale} />
              </a>
              <span className="note block">
                {incident.reference}, {words(`severity.${incident.severity}`)}
              </span>
            </>
          ),
        },
        { head: t('service'), cell: ({ service }) => <Said text={service} locale={locale} /> },
        { head: t('since'), cell: ({ incident }) => moment(incident.startedAt, person.timeZone, locale) },
        {
          head: t('lasted'),
          cell: ({ incident }) =>
            duration(Math.max(1, minutesBetween(incident.startedAt, incident.resolvedAt ?? now)), locale),
        },
        {
          head: t('state'),
          cell: ({ incident }) => (
            <>
              <IncidentMark incident={incident}>{words(`incident.${incident.state}`)}</IncidentMark>
              {incident.reviewedAt && <span className="note block">{t('reviewed')}</span>}
            </>
          ),
        },
      ]}
      empty={{ say: t('empty') }}
    />
  )
}
