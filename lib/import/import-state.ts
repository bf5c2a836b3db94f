import type { FormState } from '#lib/forms/form-state.ts'
import type { Imported } from './import-schedule.ts'
import type { ImportPreview } from './preview-import.ts'

/** What the two forms of the import show: what a file would do, and what it did. */
export type ImportState = FormState & { preview?: ImportPreview; imported?: Imported }
export type ImportAction = (state: ImportState, form: FormData) => Promise<ImportState>
