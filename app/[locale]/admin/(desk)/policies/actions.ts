'use server'

import { redirect } from 'next/navigation'
import { actingPerson } from '#lib/auth/viewer.ts'
import { type FormState, forForm, textOf } from '#lib/forms/form-state.ts'
import { isLocale } from '#lib/i18n/locales.ts'
import { editFrom } from '#lib/policies/form.ts'
import { revisePolicy } from '#lib/policies/revise-policy.ts'
import { inLanguage, policyPath } from '#lib/routes.ts'

/** Stores a new version; the page that follows works out anew what it puts in breach. */
export async function revise(_: FormState, form: FormData): Promise<FormState> {
  let stored = 0
  const state = await forForm(form, async () => {
    const { version } = await revisePolicy(await actingPerson(), {
      serviceId: textOf(form, 'serviceId'),
      version: textOf(form, 'version'),
      inForceFrom: textOf(form, 'inForceFrom'),
      source: textOf(form, 'source'),
      edit: editFrom(form),
    })
    stored = version
    return { reasons: [] }
  })
  if (state.reasons.length) return state
  const locale = textOf(form, 'locale')
  redirect(`${inLanguage(isLocale(locale) ? locale : 'en', policyPath(textOf(form, 'slug')))}?done=${stored}`)
}
