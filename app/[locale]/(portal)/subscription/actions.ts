'use server'

import { redirect } from 'next/navigation'
import { makeKey } from '#lib/auth/links.ts'
import { allOf, type FormState, forForm, textOf } from '#lib/forms/form-state.ts'
import { isLocale } from '#lib/i18n/locales.ts'
import { inLanguage, subscriptionPath } from '#lib/routes.ts'
import { changeSubscription } from '#lib/subscribers/change-subscription.ts'
import { confirmSubscription } from '#lib/subscribers/confirm-subscription.ts'
import { endSubscription } from '#lib/subscribers/end-subscription.ts'
import type { Choices } from '#lib/subscribers/input.ts'

const localeOf = (form: FormData) => {
  const said = textOf(form, 'locale')
  return isLocale(said) ? said : 'en'
}

/** Confirms an address and leads to what it gets. */
export async function confirm(_: FormState, form: FormData): Promise<FormState> {
  let to = ''
  const state = await forForm(form, async () => {
    const { subscriberId } = await confirmSubscription(textOf(form, 'key'))
    to = `${inLanguage(localeOf(form), subscriptionPath(makeKey('subscription', subscriberId)))}?done=confirmed`
    return { reasons: [] }
  })
  if (to) redirect(to)
  return state
}

/** Saves what a subscriber wants. */
export async function change(_: FormState, form: FormData): Promise<FormState> {
  return forForm(form, async () => {
    const services = allOf(form, 'services')
    await changeSubscription(textOf(form, 'key'), {
      everything: services.includes('*'),
      services: services.filter((id) => id !== '*'),
      kinds: allOf(form, 'kinds'),
      language: textOf(form, 'language'),
      timeZone: textOf(form, 'timeZone'),
    } as Choices)
    return { reasons: [], done: 'saved', stamp: Date.now() }
  })
}

/** Ends a subscription, or the mail of a member. */
export async function end(_: FormState, form: FormData): Promise<FormState> {
  return forForm(form, async () => {
    await endSubscription(textOf(form, 'key'))
    return { reasons: [], done: 'ended', stamp: Date.now() }
  })
}
