'use server'

import { actAndGo, seenIn } from '#lib/forms/act.ts'
import type { FormState } from '#lib/forms/form-state.ts'
import { adminWindowPath } from '#lib/routes.ts'
import { draftWindow, editWindow } from '#lib/windows/draft-window.ts'
import { planFrom } from '#lib/windows/form.ts'

/** Saves a draft, new or edited, and shows it. */
export async function saveDraft(_: FormState, form: FormData): Promise<FormState> {
  return actAndGo(form, async (person) => {
    const seen = seenIn(form)
    const plan = planFrom(form)
    const window = seen.id ? await editWindow(person, seen, plan) : await draftWindow(person, plan)
    return `${adminWindowPath(window.id)}?done=edit`
  })
}
