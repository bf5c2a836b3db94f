'use client'

import { useTranslations } from 'next-intl'
import { useActionState } from 'react'
import { ErrorSummary } from '#components/forms/error-summary.tsx'
import { Field } from '#components/forms/form.tsx'
import type { ImportAction, ImportState } from '#lib/import/import-state.ts'
import { Foreseen } from './foreseen.tsx'

/** A file, what it would do, and then doing it. What is too large to be taken is not sent at all. */
export function ImportForms({
  preview,
  importFile,
  largest,
}: {
  preview: ImportAction
  importFile: ImportAction
  /** In bytes. */
  largest: number
}) {
  const t = useTranslations('admin.import')
  const [read, send, reading] = useActionState<ImportState, FormData>(
    async (state, form) => {
      const file = form.get('file')
      if (!(file instanceof File) || file.size <= largest) return preview(state, form)
      const facts = { limit: largest / 2 ** 20 }
      return { reasons: [{ code: 'file-too-large', field: 'file', facts }], stamp: Date.now() }
    },
    { reasons: [] },
  )
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
      {read.preview && <Foreseen key={read.stamp} preview={read.preview} importFile={importFile} />}
    </div>
  )
}
