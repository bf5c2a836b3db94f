'use server'

import { actAndGo, seenIn } from '#lib/forms/act.ts'
import { allOf, type FormState, textOf, textsOf } from '#lib/forms/form-state.ts'
import { correctIncident } from '#lib/incidents/correct-incident.ts'
import { declareIncident } from '#lib/incidents/declare-incident.ts'
import { reviewIncident } from '#lib/incidents/review-incident.ts'
import { updateIncident } from '#lib/incidents/update-incident.ts'
import { adminIncidentPath } from '#lib/routes.ts'

/** Declares an incident and shows it. */
export async function declare(_: FormState, form: FormData): Promise<FormState> {
  return actAndGo(form, async (person) => {
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
    return `${adminIncidentPath(id)}?done=declared`
  })
}

export async function update(_: FormState, form: FormData): Promise<FormState> {
  return actAndGo(form, async (person) => {
    await updateIncident(person, {
      ...seenIn(form),
      state: textOf(form, 'state') as 'resolved',
      text: textsOf(form, 'text'),
      advice: textsOf(form, 'advice'),
      impacts: impactsFrom(form),
    })
    return `${adminIncidentPath(textOf(form, 'id'))}?done=updated`
  })
}

export async function review(_: FormState, form: FormData): Promise<FormState> {
  return actAndGo(form, async (person) => {
    await reviewIncident(person, { ...seenIn(form), review: textsOf(form, 'review') })
    return `${adminIncidentPath(textOf(form, 'id'))}?done=reviewed`
  })
}

export async function correct(_: FormState, form: FormData): Promise<FormState> {
  return actAndGo(form, async (person) => {
    await correctIncident(person, { ...seenIn(form), title: textsOf(form, 'title') })
    return `${adminIncidentPath(textOf(form, 'id'))}?done=corrected`
  })
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
