'use server'

import { headers } from 'next/headers'
import { type FormState, forForm, textOf } from '#lib/forms/form-state.ts'
import { choicesFrom } from '#lib/subscribers/form.ts'
import { requestSubscription } from '#lib/subscribers/request-subscription.ts'

/** Asks for notices. The answer is the same whether or not the address is known. */
export async function subscribe(_: FormState, form: FormData): Promise<FormState> {
  return forForm(form, async () => {
    const from = (await headers()).get('x-forwarded-for') ?? 'unknown'
    await requestSubscription(from, { email: textOf(form, 'email'), ...choicesFrom(form) })
    return { reasons: [], done: textOf(form, 'email').trim(), stamp: Date.now() }
  })
}
