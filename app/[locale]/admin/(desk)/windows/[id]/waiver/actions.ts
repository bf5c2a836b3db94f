'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { actingPerson } from '#lib/auth/viewer.ts'
import { type FormState, forForm, textOf, textsOf } from '#lib/forms/form-state.ts'
import { isLocale } from '#lib/i18n/locales.ts'
import { adminWindowPath, inLanguage } from '#lib/routes.ts'
import { askWaiver } from '#lib/waivers/ask-waiver.ts'
import { decideWaiver } from '#lib/waivers/decide-waiver.ts'
import { withdrawWaiver } from '#lib/waivers/withdraw-waiver.ts'

/** Asks for a waiver and shows the window again, where it stands. */
export async function ask(_: FormState, form: FormData): Promise<FormState> {
  const windowId = textOf(form, 'windowId')
  const state = await forForm(form, async () => {
    await askWaiver(await actingPerson(), {
      windowId,
      code: textOf(form, 'code') as 'frozen',
      ...(textOf(form, 'startsLocal') && {
        startsLocal: textOf(form, 'startsLocal'),
        endsLocal: textOf(form, 'endsLocal'),
      }),
      reason: textsOf(form, 'reason'),
      risk: textsOf(form, 'risk'),
      checks: textsOf(form, 'checks'),
    })
    return { reasons: [] }
  })
  if (state.reasons.length) return state
  const said = textOf(form, 'locale')
  redirect(`${inLanguage(isLocale(said) ? said : 'en', adminWindowPath(windowId))}#rules`)
}

export async function decide(_: FormState, form: FormData): Promise<FormState> {
  return forForm(form, async () => {
    const granted = textOf(form, 'granted') === 'yes'
    await decideWaiver(await actingPerson(), { id: textOf(form, 'id'), granted, note: textsOf(form, 'note') })
    revalidatePath('/[locale]/admin/windows/[id]', 'page')
    return { reasons: [] }
  })
}

export async function withdraw(_: FormState, form: FormData): Promise<FormState> {
  return forForm(form, async () => {
    await withdrawWaiver(await actingPerson(), { id: textOf(form, 'id') })
    revalidatePath('/[locale]/admin/windows/[id]', 'page')
    return { reasons: [] }
  })
}
