'use client'

import { useTranslations } from 'next-intl'
import { useActionState } from 'react'
import { ErrorSummary, Field, useReasonText } from '#components/forms/form.tsx'
import type { Reason } from '#lib/errors.ts'
import type { FormState } from '#lib/forms/form-state.ts'

type BadLine = { line: number; reasons: Reason[] }
type Row = {
  line: number
  service: string
  title: string
  kind: string
  startsLocal: string
  endsLocal: string
  timeZone: string
}
type State = FormState & {
  file?: string
  name?: string
  preview?: { rows: Row[]; total: number; bad: BadLine[] }
  imported?: { windows: number; freezes: number; services: number; known: number; bad: BadLine[] }
}
type Act = (state: State, form: FormData) => Promise<State>

/** A file, what it would do, and then doing it. */
export function ImportForms({ preview, importFile }: { preview: Act; importFile: Act }) {
  const t = useTranslations('admin.import')
  const [read, send, reading] = useActionState(preview, { reasons: [] })
  return (
    <div className="grid gap-8">
      <form action={send} className="grid gap-4" noValidate>
        <ErrorSummary state={read} title={() => t('refused')} />
        <Field name="file" label={t('file')} hint={t('fileHint')} state={read}>
          {(field) => <input {...field} type="file" accept=".csv,text/csv" />}
        </Field>
        <button type="submit" className="button justify-self-start" aria-disabled={reading}>
          {t(reading ? 'reading' : 'preview')}
        </button>
      </form>
      {read.preview && <Preview key={read.stamp} read={read} importFile={importFile} />}
    </div>
  )
}

function Preview({ read, importFile }: { read: State; importFile: Act }) {
  const t = useTranslations('admin.import')
  const [done, send, pending] = useActionState(importFile, { reasons: [] })
  const { rows, total, bad } = read.preview ?? { rows: [], total: 0, bad: [] }
  if (done.imported)
    return (
      <p className="done-note" role="status">
        {t('done', {
          windows: done.imported.windows,
          freezes: done.imported.freezes,
          services: done.imported.services,
          known: done.imported.known,
          bad: done.imported.bad.length,
        })}
      </p>
    )
  return (
    <section className="section" aria-labelledby="preview">
      <div className="section-head">
        <h2 id="preview">{t('previewTitle', { name: read.name ?? '' })}</h2>
        <span className="note">{t('counts', { good: total, bad: bad.length })}</span>
      </div>
      {bad.length > 0 && <BadLines bad={bad} />}
      <table className="table cards mt-4">
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
      <form action={send} className="mt-4 grid gap-3">
        <ErrorSummary state={done} title={() => t('refused')} />
        <input type="hidden" name="content" value={read.file} />
        {bad.length > 0 && (
          <label className="choice">
            <input type="checkbox" name="goodOnly" />
            {t('goodOnly', { count: total })}
          </label>
        )}
        <button type="submit" className="button main justify-self-start" aria-disabled={pending}>
          {t(pending ? 'importing' : 'import', { count: total })}
        </button>
      </form>
    </section>
  )
}

function BadLines({ bad }: { bad: BadLine[] }) {
  const t = useTranslations('admin.import')
  const say = useReasonText()
  return (
    <div className="error-summary">
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
