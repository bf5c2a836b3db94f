'use client'

import { useTranslations } from 'next-intl'
import { useActionState } from 'react'
import { ErrorSummary } from '#components/forms/error-summary.tsx'
import { useReasonText } from '#components/forms/form.tsx'
import { DoneNote } from '#components/ui/done-note.tsx'
import { Section } from '#components/ui/section.tsx'
import type { ImportAction, ImportState } from '#lib/import/import-state.ts'
import type { ImportPreview } from '#lib/import/preview-import.ts'
import type { BadLine } from '#lib/import/read-schedule.ts'

/** What a file would do, to whom it shows, its bad lines and its first entries; and the button that does it. */
export function Foreseen({ preview, importFile }: { preview: ImportPreview; importFile: ImportAction }) {
  const t = useTranslations('admin.import')
  const [done, send, pending] = useActionState<ImportState, FormData>(importFile, { reasons: [] })
  const { total, bad, services } = preview
  if (done.imported) {
    const { windows, freezes, services, known, bad } = done.imported
    return <DoneNote>{t('done', { windows, freezes, services, known, bad: bad.length })}</DoneNote>
  }
  const facts = [
    [t('coming'), t('comingText', { count: preview.coming })],
    [t('over'), t('overText', { count: preview.over })],
    [t('freezes'), t('freezesText', { count: preview.freezes })],
    [t('services'), services.length ? services.join(', ') : t('none')],
    [t('known'), t('knownText', { count: preview.known })],
    [t('mail'), t('mailText')],
  ]
  return (
    <Section
      id="preview"
      title={t('previewTitle', { name: preview.name })}
      aside={<span className="note">{t('counts', { good: total, bad: bad.length })}</span>}
    >
      <dl className="pairs">
        {facts.map(([name, text]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      {bad.length > 0 && <BadLines bad={bad} />}
      {total === 0 ? (
        <p className="mt-4">{t('nothingNew')}</p>
      ) : (
        <>
          <form action={send} className="mt-4 grid gap-3">
            <ErrorSummary state={done} title={() => t('refused')} />
            <input type="hidden" name="digest" value={preview.digest} />
            {bad.length > 0 && (
              <label className="choice">
                <input type="checkbox" name="goodOnly" />
                {t('goodOnly', { count: total })}
              </label>
            )}
            {services.length > 0 && (
              <label className="choice">
                <input type="checkbox" name="hidden" />
                {t('hideNew')}
              </label>
            )}
            <button type="submit" className="button main justify-self-start" aria-disabled={pending}>
              {t(pending ? 'importing' : 'import', { count: total })}
            </button>
          </form>
          <Entries preview={preview} />
        </>
      )}
    </Section>
  )
}

function Entries({ preview: { rows, total } }: { preview: ImportPreview }) {
  const t = useTranslations('admin.import')
  return (
    <>
      <table className="table cards mt-6">
        <caption className="sr-only">{t('fresh')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('line')}</th>
            <th scope="col">{t('title')}</th>
            <th scope="col">{t('service')}</th>
            <th scope="col">{t('kind')}</th>
            <th scope="col">{t('from')}</th>
            <th scope="col">{t('to')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.line}>
              <td data-label={t('line')}>{row.line}</td>
              <th scope="row">{row.title}</th>
              <td data-label={t('service')}>{row.service}</td>
              <td data-label={t('kind')}>{row.kind}</td>
              <td data-label={t('from')}>{row.startsLocal.replace('T', ' ')}</td>
              <td data-label={t('to')}>
                {row.endsLocal.replace('T', ' ')} {row.timeZone}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {total > rows.length && <p className="note mt-2">{t('more', { count: total - rows.length })}</p>}
    </>
  )
}

function BadLines({ bad }: { bad: BadLine[] }) {
  const t = useTranslations('admin.import')
  const say = useReasonText()
  return (
    <div className="error-summary mt-4">
      <h3>{t('badLines', { count: bad.length })}</h3>
      <ul className="mt-1 text-3">
        {bad.slice(0, 100).map(({ line, reasons }) => (
          <li key={line}>
            <b>{t('lineNumber', { line })}</b>{' '}
            {reasons.map((reason) => `${reason.field ? `${reason.field}: ` : ''}${say(reason)}`).join(' ')}
          </li>
        ))}
      </ul>
    </div>
  )
}
