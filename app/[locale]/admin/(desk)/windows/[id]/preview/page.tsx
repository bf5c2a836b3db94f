import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { WindowRecordView } from '#components/windows/window-record.tsx'
import { asReader } from '#db/scope.ts'
import { staffViewer } from '#lib/auth/viewer.ts'
import type { LocalePage } from '#lib/i18n/page.ts'
import { titled } from '#lib/i18n/titled.ts'
import { idsIn } from '#lib/portal/reader.ts'
import { may } from '#lib/records/rights.ts'
import { adminWindowPath, inLanguage } from '#lib/routes.ts'
import { getWindow } from '#lib/windows/queries.ts'

export const generateMetadata = titled('admin.changes.kinds.window')

/** The page that readers will see, before they can. */
export default async function PreviewPage({ params }: LocalePage<{ id: string }>) {
  const { locale, id } = await idsIn(params)
  const person = await staffViewer(locale, `${adminWindowPath(id)}/preview`)
  const now = new Date()
  const t = await getTranslations('admin.window')
  const record = await asReader(person.id, (tx) => getWindow(tx, id, now))
  if (!record || !may(person.roles, 'read', record.service.id)) notFound()
  return (
    <>
      <p className="conflict mt-4">
        {t('previewNote')} <a href={inLanguage(locale, adminWindowPath(id))}>{t('back')}</a>
      </p>
      <WindowRecordView record={record} locale={locale} zone={record.service.timeZone} now={now} />
    </>
  )
}
