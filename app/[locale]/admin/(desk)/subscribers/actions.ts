'use server'

import { actAndStay } from '#lib/forms/act.ts'
import { type FormState, textOf } from '#lib/forms/form-state.ts'
import { removeSubscriber } from '#lib/subscribers/remove-subscriber.ts'

/** Removes an address at its owner's wish or because it bounces. */
export async function remove(_: FormState, form: FormData): Promise<FormState> {
  return actAndStay(form, '/[locale]/admin/subscribers', (person) => removeSubscriber(person, textOf(form, 'id')))
}
