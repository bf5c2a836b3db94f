'use server'

import { revalidatePath } from 'next/cache'
import { actingPerson } from '#lib/auth/viewer.ts'
import { invalid } from '#lib/errors.ts'
import { type FormState, forForm, textOf } from '#lib/forms/form-state.ts'
import { type Imported, importSchedule } from '#lib/import/import-schedule.ts'
import type { ImportState } from '#lib/import/import-state.ts'
import { type ImportPreview, previewImport } from '#lib/import/preview-import.ts'
import { refuseLarge } from '#lib/import/read-schedule.ts'
import { undoImport } from '#lib/import/undo-import.ts'

/** Reads a file and shows what it would do; it is kept for who sent it, and nothing is published. */
export async function preview(_: ImportState, form: FormData): Promise<ImportState> {
  let found: ImportPreview | undefined
  const state = await forForm(form, async () => {
    const person = await actingPerson()
    const file = form.get('file')
    if (!(file instanceof File)) throw invalid({ code: 'no-file', field: 'file' })
    refuseLarge(file.size)
    found = await previewImport(person, { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })
    return { reasons: [] }
  })
  return found ? { reasons: [], preview: found, stamp: Date.now() } : state
}

/** Imports the file that was previewed; with bad lines only when the good ones are asked for. */
export async function importFile(_: ImportState, form: FormData): Promise<ImportState> {
  let imported: Imported | undefined
  const state = await forForm(form, async () => {
    const [goodOnly, hidden] = [form.get('goodOnly') === 'on', form.get('hidden') === 'on']
    imported = await importSchedule(await actingPerson(), { digest: textOf(form, 'digest') }, { goodOnly, hidden })
    return { reasons: [] }
  })
  if (!imported) return state
  revalidatePath('/[locale]/admin/import', 'page')
  return { reasons: [], imported, stamp: Date.now() }
}

/** Takes an import back; the list says so. */
export async function undo(_: FormState, form: FormData): Promise<FormState> {
  const state = await forForm(form, async () => {
    await undoImport(await actingPerson(), { id: textOf(form, 'id') })
    return { reasons: [] }
  })
  if (!state.reasons.length) revalidatePath('/[locale]/admin/import', 'page')
  return state
}
