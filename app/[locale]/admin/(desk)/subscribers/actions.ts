'use server'

import { revalidatePath } from 'next/cache'
import { actingPerson } from '#lib/auth/viewer.ts'
import { type FormState, forForm, textOf } from '#lib/forms/form-state.ts'
import { removeSubscriber } from '#lib/subscribers/remove-subscriber.ts'

/** Removes an address at its owner's wish or because it bounces. */
export async function remove(_: FormState, form: FormData): Promise<FormState> {
  return forForm(form, async () => {
    await removeSubscriber(await actingPerson(), textOf(form, 'id'))
    revalidatePath('/[locale]/admin/subscribers', 'page')
    return { reasons: [] }
  })
}
