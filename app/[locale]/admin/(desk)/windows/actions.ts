'use server'

import { actingViewer } from '#lib/auth/viewer.ts'
import { type ForetoldState, foretellEdit } from '#lib/channels/foretell.ts'
import { actAndGo, seenIn } from '#lib/forms/act.ts'
import { forForm, textOf, typedIn } from '#lib/forms/form-state.ts'
import { adminWindowPath } from '#lib/routes.ts'
import { draftWindow, editWindow } from '#lib/windows/draft-window.ts'
import { planFrom } from '#lib/windows/form.ts'

/** Saves a draft, new or edited, and shows it; or says what a change would tell, and keeps nothing yet. */
export async function saveDraft(_: ForetoldState, form: FormData): Promise<ForetoldState> {
  if (form instanceof FormData && textOf(form, 'look'))
    return forForm(form, async () => {
      const foretold = await foretellEdit(await actingViewer(), seenIn(form), planFrom(form))
      return { reasons: [], foretold, typed: typedIn(form), stamp: Date.now() }
    })
  return actAndGo(form, async (person) => {
    const seen = seenIn(form)
    const plan = planFrom(form)
    const window = seen.id ? await editWindow(person, seen, plan) : await draftWindow(person, plan)
    return `${adminWindowPath(window.id)}?done=edit`
  })
}
