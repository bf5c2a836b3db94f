import { getTranslations } from 'next-intl/server'
import { AnnualDue } from '#components/freezes/desk/annual-due.tsx'
import { ScopeWords } from '#components/freezes/scope-words.tsx'
import { DataTable } from '#components/ui/data-table.tsx'
import { DoneNote } from '#components/ui/done-note.tsx'
import { Empty } from '#components/ui/empty.tsx'
import { Icon } from '#components/ui/icon.tsx'
import { PageHead } from '#components/ui/page-head.tsx'
import { Said } from '#components/ui/said.tsx'
import { Section } from '#components/ui/section.tsx'
import { asReader } from '#db/scope.ts'
import { staffViewer } from '#lib/auth/viewer.ts'
import { listAllFreezes, listAnnualDue } from '#lib/freezes/queries.ts'
import { daysInWords } from '#lib/i18n/format.ts'
import type { LocalePage } from '#lib/i18n/page.ts'
import { titled } from '#lib/i18n/titled.ts'
import { getFrame } from '#lib/portal/queries.ts'
import { one } from '#lib/portal/reader.ts'
import { may } from '#lib/records/rights.ts'
import { adminFreezePath, inLanguage, paths } from '#lib/routes.ts'
import { servicesToWorkOn } from '#lib/services/queries.ts'
import { addDays } from '#lib/time.ts'

export const generateMetadata = titled('admin.freezes.title')

/** The yearly freezes that nobody has published yet, and all that are published, the latest first. */
export default async function AdminFreezesPage({ params, searchParams }: LocalePage) {
  const { locale } = await params
  const query = await searchParams
  const person = await staffViewer(locale, paths.adminFreezes)
  const now = new Date()
  const t = await getTranslations('admin.freezes')
  const { frame, rows, due } = await asReader(person.id, async (tx) => ({
    frame: await getFrame(tx, now),
    rows: await listAllFreezes(tx, now),
    due: await listAnnualDue(tx, await servicesToWorkOn(tx, person.roles, 'plan', now), now),
  }))
  return (
    <>
      <PageHead
        title={t('title')}
        action={
          may(person.roles, 'plan') && (
            <a className="button main" href={`${inLanguage(locale, paths.adminFreezes)}/new`}>
              {t('new')}
            </a>
          )
        }
      />
      {one(query, 'done') === 'lifted' && <DoneNote>{t('done.lifted')}</DoneNote>}
      <AnnualDue due={due} locale={locale} />
      {rows.length === 0 ? (
        <Empty>{t('empty')}</Empty>
      ) : (
        <Section id="all" title={t('all')}>
          <DataTable
            rows={rows}
            rowKey={({ id }) => id}
            columns={[
              {
                head: t('freeze'),
                cell: (freeze) => (
                  <>
                    {may(person.roles, 'read', freeze.serviceId) ? (
                      <a href={inLanguage(locale, adminFreezePath(freeze.id))}>
                        <Said text={freeze.title} locale={locale} />
                      </a>
                    ) : (
                      <Said text={freeze.title} locale={locale} />
                    )}
                    <span className="note block">{freeze.reference}</span>
                  </>
                ),
              },
              {
                head: t('service'),
                cell: ({ serviceId }) => (
                  <Said text={frame.services.find(({ id }) => id === serviceId)?.name} locale={locale} />
                ),
              },
              {
                head: t('days'),
                cell: ({ startsOn, endsOn, ruleDays }) => (
                  <>
                    {daysInWords(startsOn, addDays(endsOn, -1), locale)}
                    {ruleDays && (
                      <span className="note block">
                        {t('ruleDiffers', { days: daysInWords(ruleDays.firstDay, ruleDays.lastDay, locale) })}
                      </span>
                    )}
                  </>
                ),
              },
              { head: t('holds'), cell: ({ scope }) => <ScopeWords scope={scope} locale={locale} /> },
              {
                head: t('standing'),
                cell: ({ standing, cancelledAt }) => (
                  <span className={`state ${standing === 'over' ? 'is-unknown' : 'is-freeze'}`}>
                    <Icon name={cancelledAt ? 'cancelled' : 'freeze'} />
                    {cancelledAt ? t('lifted') : t(`standings.${standing}`)}
                  </span>
                ),
              },
            ]}
          />
        </Section>
      )}
    </>
  )
}
