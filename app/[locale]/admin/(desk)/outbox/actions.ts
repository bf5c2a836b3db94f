'use server'

import { retryDeliveries } from '#lib/channels/retry-deliveries.ts'
import { actAndStay } from '#lib/forms/act.ts'
import { type FormState, textOf } from '#lib/forms/form-state.ts'

/** Tries again what was given up of a notice. */
export async function retry(_: FormState, form: FormData): Promise<FormState> {
  return actAndStay(form, '/[locale]/admin/outbox/[id]', (person) => retryDeliveries(person, textOf(form, 'id')))
}
