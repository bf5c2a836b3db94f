'use server'

import { actingPerson } from '#lib/auth/viewer.ts'
import { invalid } from '#lib/errors.ts'
import { type FormState, forForm, textOf } from '#lib/forms/form-state.ts'
import { type Imported, importSchedule } from '#lib/import/import-schedule.ts'
import { type BadLine, largestFile, readSchedule } from '#lib/import/read-schedule.ts'

export type PreviewRow = {
  line: number
  service: string
  title: string
  kind: string
  startsLocal: string
  endsLocal: string
  timeZone: string
}
export type ImportState = FormState & {
  /** The file as it was read, to be sent again when it is imported. */
  file?: string
  name?: string
  preview?: { rows: PreviewRow[]; total: number; bad: BadLine[] }
  imported?: Imported
}

/** Reads a file and shows what it would do; nothing is stored. */
export async function preview(_: ImportState, form: FormData): Promise<ImportState> {
  let found: ImportState | undefined
  const state = await forForm(form, async () => {
    await actingPerson()
    const upload = form.get('file')
    if (!(upload instanceof File) || upload.size === 0) throw invalid({ code: 'no-file', field: 'file' })
    if (upload.size > largestFile)
      throw invalid({ code: 'file-too-large', field: 'file', facts: { limit: largestFile / 2 ** 20 } })
    const file = await upload.text()
    const { rows, bad } = readSchedule(file)
    found = {
      reasons: [],
      file,
      name: upload.name,
      stamp: Date.now(),
      preview: {
        rows: rows.slice(0, 50).map(({ line, service, title, kind, startsLocal, endsLocal, timeZone }) => ({
          line,
          service,
          title,
          kind,
          startsLocal,
          endsLocal,
          timeZone,
        })),
        total: rows.length,
        bad,
      },
    }
    return found
  })
  return found ?? state
}

/** Imports the file that was previewed; with bad lines only when the good ones are asked for. */
export async function importFile(_: ImportState, form: FormData): Promise<ImportState> {
  let imported: Imported | undefined
  const state = await forForm(form, async () => {
    imported = await importSchedule(await actingPerson(), textOf(form, 'content').replace(/\r\n/g, '\n'), {
      goodOnly: form.get('goodOnly') === 'on',
    })
    return { reasons: [] }
  })
  return imported ? { reasons: [], imported, stamp: Date.now() } : { ...state, typed: {} }
}
