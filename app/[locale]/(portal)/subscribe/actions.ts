'use server'

import { headers } from 'next/headers'
import { allOf, type FormState, forForm, textOf } from '#lib/forms/form-state.ts'
import type { SubscriptionInput } from '#lib/subscribers/input.ts'
import { requestSubscription } from '#lib/subscribers/request-subscription.ts'

/** Asks for notices. The answer is the same whether or not the address is known. */
export async function subscribe(_: FormState, form: FormData): Promise<FormState> {
  return forForm(form, async () => {
    const from = (await headers()).get('x-forwarded-for') ?? 'unknown'
    await requestSubscription(from, { email: textOf(form, 'email'), ...choicesOf(form) } as SubscriptionInput)
    return { reasons: [], done: textOf(form, 'email').trim(), stamp: Date.now() }
  })
}

function choicesOf(form: FormData) {
  const services = allOf(form, 'services')
  return {
    everything: services.includes('*'),
    services: services.filter((id) => id !== '*'),
    kinds: allOf(form, 'kinds'),
    language: textOf(form, 'language'),
    timeZone: textOf(form, 'timeZone'),
  }
}
