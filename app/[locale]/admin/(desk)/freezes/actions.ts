'use server'

import { redirect } from 'next/navigation'
import { actingPerson } from '#lib/auth/viewer.ts'
import { allOf, type FormState, forForm, textOf, textsOf } from '#lib/forms/form-state.ts'
import { cancelFreeze } from '#lib/freezes/cancel-freeze.ts'
import { changeFreeze } from '#lib/freezes/change-freeze.ts'
import { publishFreeze } from '#lib/freezes/publish-freeze.ts'
import { isLocale } from '#lib/i18n/locales.ts'
import { adminFreezePath, inLanguage, paths } from '#lib/routes.ts'

/** Publishes a freeze and shows it, with the windows that lie inside. */
export async function publish(_: FormState, form: FormData): Promise<FormState> {
  return then(form, async (person) => {
    const { id } = await publishFreeze(person, said(form))
    return `${adminFreezePath(id)}?done=published`
  })
}

export async function change(_: FormState, form: FormData): Promise<FormState> {
  return then(form, async (person) => {
    const { id } = await changeFreeze(person, { ...seen(form), ...said(form) })
    return `${adminFreezePath(id)}?done=changed`
  })
}

export async function lift(_: FormState, form: FormData): Promise<FormState> {
  return then(form, async (person) => {
    await cancelFreeze(person, seen(form))
    return `${paths.adminFreezes}?done=lifted`
  })
}

const seen = (form: FormData) => ({ id: textOf(form, 'id'), version: Number(textOf(form, 'version')) })

const said = (form: FormData) => ({
  serviceId: textOf(form, 'serviceId'),
  kind: textOf(form, 'kind') as 'annual',
  title: textsOf(form, 'title'),
  exceptions: textsOf(form, 'exceptions'),
  environments: allOf(form, 'environments'),
  streams: allOf(form, 'streams'),
  releaseId: textOf(form, 'releaseId') || null,
  rule: textOf(form, 'rule') || null,
  ruleYear: textOf(form, 'ruleYear') || null,
  firstDay: textOf(form, 'firstDay'),
  lastDay: textOf(form, 'lastDay'),
  audience: (textOf(form, 'audience') || 'public') as 'public',
  tenants: allOf(form, 'tenants'),
})

/** Runs a command for a form and goes to where it leads. */
async function then(form: FormData, run: (person: string) => Promise<string>): Promise<FormState> {
  let next = ''
  const state = await forForm(form, async () => {
    next = await run(await actingPerson())
    return { reasons: [] }
  })
  if (!next) return state
  const locale = textOf(form, 'locale')
  redirect(inLanguage(isLocale(locale) ? locale : 'en', next))
}
