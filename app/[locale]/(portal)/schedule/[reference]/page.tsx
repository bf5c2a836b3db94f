import '#components/records/records.css'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { PageFrame } from '#components/portal/frame.tsx'
import { WindowRecordView } from '#components/windows/window-record.tsx'
import { pick } from '#lib/i18n/locales.ts'
import type { LocalePage } from '#lib/i18n/page.ts'
import { getFrame } from '#lib/portal/queries.ts'
import { askedZone, idsIn, readPage } from '#lib/portal/reader.ts'
import { windowPath } from '#lib/routes.ts'
import { getWindow } from '#lib/windows/queries.ts'

const read = cache((reference: string) =>
  readPage(async (tx) => {
    const now = new Date()
    return { now, frame: await getFrame(tx, now), record: await getWindow(tx, reference, now) }
  }),
)

export async function generateMetadata({ params }: LocalePage<{ reference: string }>): Promise<Metadata> {
  const { locale, reference } = await idsIn(params)
  const { record } = await read(reference)
  if (!record?.window.reference) return {}
  return {
    title: `${pick(record.window.title, locale).text}, ${pick(record.service.name, locale).text}`,
    description: pick(record.window.description, locale).text.slice(0, 160),
  }
}

/** `/schedule/REF`: the record of one window, from its plan to its end. */
export default async function WindowPage({ params, searchParams }: LocalePage<{ reference: string }>) {
  const { locale, reference } = await idsIn(params)
  const query = await searchParams
  const { now, frame, record } = await read(reference)
  if (!record?.window.reference) notFound()
  const zone = askedZone(query) ?? frame.timeZone
  const shown = { frame, locale, zone, now, query }
  return (
    <PageFrame
      {...shown}
      path={windowPath(record.window.reference)}
      section="schedule"
      told={new Set([record.window.id])}
    >
      <WindowRecordView record={record} locale={locale} zone={zone} now={now} />
    </PageFrame>
  )
}
