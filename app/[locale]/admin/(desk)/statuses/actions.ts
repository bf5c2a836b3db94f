'use server'

import { actAndStay } from '#lib/forms/act.ts'
import { type FormState, textOf, textsOf } from '#lib/forms/form-state.ts'
import { setComponentStatus } from '#lib/services/set-component-status.ts'

/** Sets a component's status; the page shows what is now. */
export async function setStatus(_: FormState, form: FormData): Promise<FormState> {
  return actAndStay(
    form,
    '/[locale]/admin/statuses',
    (person) =>
      setComponentStatus(person, {
        componentId: textOf(form, 'componentId'),
        environmentId: textOf(form, 'environmentId'),
        state: textOf(form, 'state') as 'working',
        note: textsOf(form, 'note'),
      }),
    'set',
  )
}
