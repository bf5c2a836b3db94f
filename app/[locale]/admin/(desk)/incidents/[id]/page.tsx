import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { correct, review, update } from '#app/[locale]/admin/(desk)/incidents/actions.ts'
import { AuditSection } from '#components/desk/audit-section.tsx'
import { FormWords } from '#components/forms/form-words.tsx'
import { Affected } from '#components/incidents/affected.tsx'
import { standingOf } from '#components/incidents/desk/standing.ts'
import { CorrectTitleForm, ReviewForm } from '#components/incidents/desk/text-forms.tsx'
import { UpdateForm } from '#components/incidents/desk/update-form.tsx'
import { IncidentMessages } from '#components/incidents/messages.tsx'
import { RecordHead } from '#components/records/record-head.tsx'
import { IncidentMark } from '#components/records/state.tsx'
import { DoneNote } from '#components/ui/done-note.tsx'
import { Fold } from '#components/ui/fold.tsx'
import { Said } from '#components/ui/said.tsx'
import { Section } from '#components/ui/section.tsx'
import { WithAside } from '#components/ui/with-aside.tsx'
import { asReader } from '#db/scope.ts'
import { listAudit } from '#lib/audit/queries.ts'
import { staffViewer } from '#lib/auth/viewer.ts'
import { moment } from '#lib/i18n/format.ts'
import type { LocalePage } from '#lib/i18n/page.ts'
import { titled } from '#lib/i18n/titled.ts'
import { getIncident } from '#lib/incidents/queries.ts'
import { reachOf } from '#lib/notices/reach.ts'
import { idsIn, one } from '#lib/portal/reader.ts'
import { may } from '#lib/records/rights.ts'
import { adminIncidentPath, adminWindowPath, incidentPath, inLanguage, paths } from '#lib/routes.ts'
import { servicesToWorkOn } from '#lib/services/queries.ts'

export const generateMetadata = titled('admin.changes.kinds.incident')

/** Running one incident: update, resolve, review. */
export default async function AdminIncidentPage({ params, searchParams }: LocalePage<{ id: string }>) {
  const { locale, id } = await idsIn(params)
  const query = await searchParams
  const person = await staffViewer(locale, adminIncidentPath(id))
  const now = new Date()
  const t = await getTranslations('admin.incidents')
  const words = await getTranslations('words')
  const read = await asReader(person.id, async (tx) => {
    const record = await getIncident(tx, id)
    if (!record || !may(person.roles, 'read', record.service.id)) return null
    return {
      record,
      audit: await listAudit(tx, { kind: 'incident', id: record.incident.id }, 30),
      services: await servicesToWorkOn(tx, person.roles, 'run', now),
    }
  })
  if (!read) notFound()
  const { record, audit, services } = read
  const { incident, service, window, impacts, messages } = record
  const zone = service.timeZone
  const seen = { id: incident.id, version: incident.version, zone }
  const own = services.find((one) => one.id === service.id)
  const mayRun = own !== undefined
  const open = incident.state !== 'resolved'
  const reach = await reachOf(incident, open ? 'incident-updated' : 'incident-reviewed')
  const done = one(query, 'done')
  return (
    <>
      <RecordHead
        crumbs={{
          label: t('crumbs'),
          links: [[inLanguage(locale, paths.incidents), t('title')]],
          here: incident.reference,
        }}
        state={
          <IncidentMark incident={incident}>
            {words(`severity.${incident.severity}`)}, {words(`incident.${incident.state}`)}
          </IncidentMark>
        }
        title={<Said text={incident.title} locale={locale} />}
        facts={
          <span>
            <Said text={service.name} locale={locale} />,{' '}
            {t('sinceTime', { time: moment(incident.startedAt, zone, locale) })}
          </span>
        }
        links={
          <>
            <a href={inLanguage(locale, incidentPath(incident.reference))}>{t('publicRecord')}</a>
            {window && incident.windowId && (
              <a href={inLanguage(locale, adminWindowPath(incident.windowId))}>
                {t('cause')}: <Said text={window.title} locale={locale} />
              </a>
            )}
          </>
        }
      />
      {(done === 'declared' || done === 'updated' || done === 'reviewed' || done === 'corrected') && (
        <DoneNote className="mt-4">{t(`done.${done}`)}</DoneNote>
      )}
      <WithAside className="mt-6" aside={<Affected impacts={impacts} locale={locale} />}>
        <FormWords of={['admin.incidents', 'words']}>
          <Section id="update" title={t(open ? 'updateTitle' : 'resolvedTitle')}>
            {!mayRun ? (
              <p className="note">{t('mayNot')}</p>
            ) : open ? (
              <UpdateForm
                action={update}
                of={seen}
                current={incident.state}
                advice={incident.advice}
                standing={own ? standingOf(own, locale) : []}
                reach={reach.all}
              />
            ) : (
              <ReviewForm action={review} of={seen} review={incident.review} first={incident.reviewedAt === null} />
            )}
          </Section>
          {mayRun && (
            <Fold title={t('correctTitle')}>
              <CorrectTitleForm action={correct} of={seen} title={incident.title} />{' '}
            </Fold>
          )}
        </FormWords>
        <IncidentMessages messages={messages} locale={locale} zone={zone} now={now} />
        <AuditSection title={t('audit')} entries={audit} locale={locale} zone={zone} />
      </WithAside>
    </>
  )
}
