import { getMessages, getTranslations } from 'next-intl/server'
import { AuditTable } from '#components/desk/audit-table.tsx'
import { PageHead } from '#components/ui/page-head.tsx'
import { Pager } from '#components/ui/pager.tsx'
import { asReader } from '#db/scope.ts'
import { listAudit } from '#lib/audit/queries.ts'
import { staffViewer } from '#lib/auth/viewer.ts'
import type { LocalePage } from '#lib/i18n/page.ts'
import { titled } from '#lib/i18n/titled.ts'
import { instantIn, one } from '#lib/portal/reader.ts'
import { inLanguage, paths } from '#lib/routes.ts'

export const generateMetadata = titled('admin.audit.title')

/** Who did what, when, to what. Entries cannot be changed or removed by anybody. */
export default async function AuditPage({ params, searchParams }: LocalePage) {
  const { locale } = await params
  const query = await searchParams
  const person = await staffViewer(locale, paths.audit)
  const t = await getTranslations('admin.audit')
  const kinds = await getTranslations('admin.changes.kinds')
  const [kind, id] = [one(query, 'kind'), one(query, 'id')]
  // An address may name anything, also what every object has.
  const named = kind !== undefined && Object.hasOwn((await getMessages()).admin.changes.kinds, kind)
  const entries = await asReader(person.id, (tx) =>
    listAudit(tx, { kind, id, before: instantIn(query, 'before') }, 100),
  )
  const older = new URLSearchParams({
    ...(kind && { kind }),
    ...(id && { id }),
    before: entries.at(-1)?.at.toISOString() ?? '',
  })
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')} />
      {(kind || id) && (
        <p className="mb-4 text-3">
          {t('filtered', { kind: named ? kinds(kind as 'window') : '' })}{' '}
          <a href={inLanguage(locale, paths.audit)}>{t('all')}</a>
        </p>
      )}
      <AuditTable entries={entries} locale={locale} zone={person.timeZone} subjects />
      <Pager older={entries.length === 100 ? `?${older}` : null}>{t('older')}</Pager>
    </>
  )
}
