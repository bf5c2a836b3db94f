'use server'

import { redirect } from 'next/navigation'
import { actingPerson } from '#lib/auth/viewer.ts'
import { allOf, type FormState, forForm, textOf, textsOf } from '#lib/forms/form-state.ts'
import { cancelFreeze } from '#lib/freezes/cancel-freeze.ts'
import { changeFreeze } from '#lib/freezes/change-freeze.ts'
import { publishFreeze } from '#lib/freezes/publish-freeze.ts'
import { isLocale } from '#lib/i18n/locales.ts'
import { inLanguage, paths } from '#lib/paths.ts'

export async function publish(_: FormState, form: FormData): Promise<FormState> {
  return thenList(form, 'published', (person) => publishFreeze(person, said(form)))
}

export async function change(_: FormState, form: FormData): Promise<FormState> {
  return thenList(form, 'changed', (person) =>
    changeFreeze(person, { id: textOf(form, 'id'), version: Number(textOf(form, 'version')), ...said(form) }),
  )
}

export async function lift(_: FormState, form: FormData): Promise<FormState> {
  return thenList(form, 'lifted', (person) =>
    cancelFreeze(person, { id: textOf(form, 'id'), version: Number(textOf(form, 'version')) }),
  )
}

const said = (form: FormData) => ({
  serviceId: textOf(form, 'serviceId'),
  kind: textOf(form, 'kind') as 'annual',
  title: textsOf(form, 'title'),
  exceptions: textsOf(form, 'exceptions'),
  environments: allOf(form, 'environments'),
  firstDay: textOf(form, 'firstDay'),
  lastDay: textOf(form, 'lastDay'),
  audience: (textOf(form, 'audience') || 'public') as 'public',
  tenants: allOf(form, 'tenants'),
})

async function thenList(form: FormData, done: string, run: (person: string) => Promise<unknown>): Promise<FormState> {
  const state = await forForm(form, async () => {
    await run(await actingPerson())
    return { reasons: [] }
  })
  if (state.reasons.length) return state
  const locale = textOf(form, 'locale')
  redirect(`${inLanguage(isLocale(locale) ? locale : 'en', paths.adminFreezes)}?done=${done}`)
}
