import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { ImportForms } from '#components/import/desk/import-forms.tsx'
import { PastImports } from '#components/import/desk/past-imports.tsx'
import { ClientMessages } from '#components/ui/client-messages.tsx'
import { PageHead } from '#components/ui/page-head.tsx'
import { Section } from '#components/ui/section.tsx'
import { staffViewer } from '#lib/auth/viewer.ts'
import type { LocalePage } from '#lib/i18n/page.ts'
import { titled } from '#lib/i18n/titled.ts'
import { listImports } from '#lib/import/queries.ts'
import { columns, largestFile } from '#lib/import/read-schedule.ts'
import { mayEverywhere } from '#lib/records/rights.ts'
import { paths } from '#lib/routes.ts'
import { importFile, preview, undo } from './actions.ts'

export const generateMetadata = titled('admin.import.heading')

/** Import of published schedules: what a file would do, doing it, and taking it back. */
export default async function ImportPage({ params }: LocalePage) {
  const { locale } = await params
  const person = await staffViewer(locale, paths.import)
  if (!mayEverywhere(person.roles, 'administer')) notFound()
  const t = await getTranslations('admin.import')
  const past = await listImports(person.id)
  return (
    <>
      <PageHead title={t('heading')} lead={t('lead')} />
      <div className="columns">
        <div className="min-w-0">
          <ClientMessages of={['admin.import', 'reasons']}>
            <ImportForms preview={preview} importFile={importFile} largest={largestFile} />
          </ClientMessages>
          <PastImports past={past} locale={locale} zone={person.timeZone} undo={undo} />
        </div>
        <aside className="column">
          <Section id="format" title={t('format')}>
            <p className="text-3">{t('formatText')}</p>
            <pre className="code mt-2 text-2 whitespace-pre-wrap">{columns.join('\n')}</pre>
          </Section>
        </aside>
      </div>
    </>
  )
}
