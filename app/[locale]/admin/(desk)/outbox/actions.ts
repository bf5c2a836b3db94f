'use server'

import { revalidatePath } from 'next/cache'
import { actingPerson } from '#lib/auth/viewer.ts'
import { retryDeliveries } from '#lib/channels/retry-deliveries.ts'
import { type FormState, forForm, textOf } from '#lib/forms/form-state.ts'

/** Tries again what was given up of a notice. */
export async function retry(_: FormState, form: FormData): Promise<FormState> {
  return forForm(form, async () => {
    await retryDeliveries(await actingPerson(), textOf(form, 'id'))
    revalidatePath('/[locale]/admin/outbox/[id]', 'page')
    return { reasons: [] }
  })
}
