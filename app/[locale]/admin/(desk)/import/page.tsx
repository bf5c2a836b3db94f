import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { ImportForms } from '#components/schedule/desk/import-forms.tsx'
import { ClientMessages } from '#components/ui/client-messages.tsx'
import { staffViewer } from '#lib/auth/viewer.ts'
import type { LocalePage } from '#lib/i18n/page.ts'
import { columns } from '#lib/import/read-schedule.ts'
import { mayEverywhere } from '#lib/records/rights.ts'
import { paths } from '#lib/routes.ts'
import { importFile, preview } from './actions.ts'

export const metadata: Metadata = { title: 'Import' }

/** Import of published schedules, with a preview. */
export default async function ImportPage({ params }: LocalePage) {
  const { locale } = await params
  const person = await staffViewer(locale, paths.import)
  if (!mayEverywhere(person.roles, 'administer')) notFound()
  const t = await getTranslations('admin.import')
  return (
    <>
      <div className="desk-head">
        <div>
          <h1>{t('heading')}</h1>
          <p className="quiet max-w-2xl">{t('lead')}</p>
        </div>
      </div>
      <div className="columns">
        <ClientMessages of={['admin.import', 'reasons']}>
          <ImportForms preview={preview} importFile={importFile} />
        </ClientMessages>
        <aside className="column">
          <section className="section" aria-labelledby="format">
            <div className="section-head">
              <h2 id="format">{t('format')}</h2>
            </div>
            <p className="text-3">{t('formatText')}</p>
            <pre className="code mt-2 text-2 whitespace-pre-wrap">{columns.join('\n')}</pre>
          </section>
        </aside>
      </div>
    </>
  )
}
