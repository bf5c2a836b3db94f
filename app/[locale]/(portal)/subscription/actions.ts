'use server'

import { makeKey } from '#lib/auth/links.ts'
import { thenGo } from '#lib/forms/act.ts'
import { type FormState, forForm, textOf } from '#lib/forms/form-state.ts'
import { subscriptionPath } from '#lib/routes.ts'
import { changeMemberMail } from '#lib/subscribers/change-member-mail.ts'
import { changeSubscription } from '#lib/subscribers/change-subscription.ts'
import { confirmSubscription } from '#lib/subscribers/confirm-subscription.ts'
import { endSubscription } from '#lib/subscribers/end-subscription.ts'
import { choicesFrom, memberChoicesFrom } from '#lib/subscribers/form.ts'

/** Confirms an address and leads to what it gets. */
export async function confirm(_: FormState, form: FormData): Promise<FormState> {
  return thenGo(form, async () => {
    const { subscriberId } = await confirmSubscription(textOf(form, 'key'))
    return `${subscriptionPath(makeKey('subscription', subscriberId))}?done=confirmed`
  })
}

/** Saves what a subscriber wants. */
export async function change(_: FormState, form: FormData): Promise<FormState> {
  return forForm(form, async () => {
    await changeSubscription(textOf(form, 'key'), choicesFrom(form))
    return { reasons: [], done: 'saved', stamp: Date.now() }
  })
}

/** Saves how a member gets mail. */
export async function changeMember(_: FormState, form: FormData): Promise<FormState> {
  return forForm(form, async () => {
    await changeMemberMail(textOf(form, 'key'), memberChoicesFrom(form))
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
