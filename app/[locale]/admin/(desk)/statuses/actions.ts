'use server'

import { revalidatePath } from 'next/cache'
import { actingPerson } from '#lib/auth/viewer.ts'
import { type FormState, forForm, textOf, textsOf } from '#lib/forms/form-state.ts'
import { setComponentStatus } from '#lib/services/set-component-status.ts'

/** Sets a component's status; the page shows what is now. */
export async function setStatus(_: FormState, form: FormData): Promise<FormState> {
  return forForm(form, async () => {
    await setComponentStatus(await actingPerson(), {
      componentId: textOf(form, 'componentId'),
      environmentId: textOf(form, 'environmentId'),
      state: textOf(form, 'state') as 'working',
      note: textsOf(form, 'note'),
    })
    revalidatePath('/[locale]/admin/statuses', 'page')
    return { reasons: [], done: 'set', stamp: Date.now() }
  })
}
