'use server'

import { redirect } from 'next/navigation'
import { actingPerson } from '#lib/auth/viewer.ts'
import { allOf, type FormState, forForm, textOf, textsOf } from '#lib/forms/form-state.ts'
import { isLocale } from '#lib/i18n/locales.ts'
import { correctIncident } from '#lib/incidents/correct-incident.ts'
import { declareIncident } from '#lib/incidents/declare-incident.ts'
import { reviewIncident } from '#lib/incidents/review-incident.ts'
import { updateIncident } from '#lib/incidents/update-incident.ts'
import { adminIncidentPath, inLanguage } from '#lib/routes.ts'

/** Declares an incident and shows it. */
export async function declare(_: FormState, form: FormData): Promise<FormState> {
  return thenShow(form, 'declared', async (person) => {
    const { id } = await declareIncident(person, {
      serviceId: textOf(form, 'serviceId'),
      windowId: textOf(form, 'windowId') || null,
      title: textsOf(form, 'title'),
      severity: textOf(form, 'severity') as 'low',
      text: textsOf(form, 'text'),
      advice: textsOf(form, 'advice'),
      impacts: impactsFrom(form),
      audience: (textOf(form, 'audience') || 'public') as 'public',
      tenants: allOf(form, 'tenants'),
    })
    return id
  })
}

export async function update(_: FormState, form: FormData): Promise<FormState> {
  return thenShow(form, 'updated', async (person) => {
    await updateIncident(person, {
      ...seen(form),
      state: textOf(form, 'state') as 'resolved',
      text: textsOf(form, 'text'),
      advice: textsOf(form, 'advice'),
      impacts: impactsFrom(form),
    })
    return textOf(form, 'id')
  })
}

export async function review(_: FormState, form: FormData): Promise<FormState> {
  return thenShow(form, 'reviewed', async (person) => {
    await reviewIncident(person, { ...seen(form), review: textsOf(form, 'review') })
    return textOf(form, 'id')
  })
}

export async function correct(_: FormState, form: FormData): Promise<FormState> {
  return thenShow(form, 'corrected', async (person) => {
    await correctIncident(person, { ...seen(form), title: textsOf(form, 'title') })
    return textOf(form, 'id')
  })
}

const seen = (form: FormData) => ({ id: textOf(form, 'id'), version: Number(textOf(form, 'version')) })

async function thenShow(form: FormData, done: string, run: (person: string) => Promise<string>): Promise<FormState> {
  let id = ''
  const state = await forForm(form, async () => {
    id = await run(await actingPerson())
    return { reasons: [] }
  })
  if (!id) return state
  const locale = textOf(form, 'locale')
  redirect(`${inLanguage(isLocale(locale) ? locale : 'en', adminIncidentPath(id))}?done=${done}`)
}

function impactsFrom(form: FormData) {
  return [...form.keys()]
    .filter((name) => name.startsWith('impact.'))
    .flatMap((name) => {
      const [, componentId = '', environmentId = ''] = name.split('.')
      const state = textOf(form, name)
      return state ? [{ componentId, environmentId, state: state as 'major' }] : []
    })
}
