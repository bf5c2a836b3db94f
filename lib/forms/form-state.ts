import { begins } from '#lib/asked.ts'
import { type ForeignChange, type Reason, refusalOf } from '#lib/errors.ts'

/** What a form shows after it was sent: what was refused and why, with what was typed still there. */
export type FormState = {
  reasons: Reason[]
  changes?: ForeignChange[]
  /** What was typed, to fill the form again. */
  typed?: Record<string, string | string[]>
  /** Something to say when it went well and the page stays. */
  done?: string
  /** Changes with each answer, so that the summary takes the focus each time. */
  stamp?: number
}

export const untouched: FormState = { reasons: [] }

/**
 * Runs an action for a form: a refusal becomes what the form shows; anything else is a fault and goes on. Actions are
 * addresses that anybody may call, with anything.
 */
export async function forForm(form: FormData, run: () => Promise<FormState>): Promise<FormState> {
  if (!(form instanceof FormData)) return { reasons: [{ code: 'not-understood' }] }
  begins()
  try {
    return await run()
  } catch (error) {
    const refusal = refusalOf(error)
    if (!refusal) throw error
    return { reasons: refusal.reasons, changes: refusal.changes, typed: typedIn(form), stamp: Date.now() }
  }
}

/** Everything typed into a form but files and what Next adds. */
export function typedIn(form: FormData): Record<string, string | string[]> {
  const typed: Record<string, string | string[]> = {}
  for (const name of new Set(form.keys())) {
    if (name.startsWith('$ACTION') || name === 'password' || name in Object.prototype) continue
    const values = form.getAll(name).filter((value): value is string => typeof value === 'string')
    if (values.length) typed[name] = values.length > 1 ? values : (values[0] ?? '')
  }
  return typed
}

/** What was typed into a field; nothing for one that is not there, and for a file. */
export const textOf = (form: FormData, name: string): string => textIn(form.get(name))
const textIn = (value: FormDataEntryValue | null) => (typeof value === 'string' ? value : '')
export const textsOf = (form: FormData, name: string) => ({
  en: textOf(form, `${name}.en`),
  hi: textOf(form, `${name}.hi`),
})
export const allOf = (form: FormData, name: string): string[] => form.getAll(name).map(textIn).filter(Boolean)

/** A wall-clock time from a date and a time field: `startsLocal.date` and `startsLocal.time`, where 9:30 is 09:30. */
export function localFrom(form: FormData, name: string): string {
  const time = textOf(form, `${name}.time`).trim().replace('.', ':')
  return `${textOf(form, `${name}.date`)}T${/^\d:/.test(time) ? `0${time}` : time}`
}
