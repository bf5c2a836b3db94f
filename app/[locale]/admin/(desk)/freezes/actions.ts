'use server'

import { actAndGo, seenIn } from '#lib/forms/act.ts'
import { allOf, type FormState, textOf, textsOf } from '#lib/forms/form-state.ts'
import { cancelFreeze } from '#lib/freezes/cancel-freeze.ts'
import { changeFreeze } from '#lib/freezes/change-freeze.ts'
import { publishFreeze } from '#lib/freezes/publish-freeze.ts'
import { adminFreezePath, paths } from '#lib/routes.ts'

/** Publishes a freeze and shows it, with the windows that lie inside. */
export async function publish(_: FormState, form: FormData): Promise<FormState> {
  return actAndGo(form, async (person) => {
    const { id } = await publishFreeze(person, said(form))
    return `${adminFreezePath(id)}?done=published`
  })
}

export async function change(_: FormState, form: FormData): Promise<FormState> {
  return actAndGo(form, async (person) => {
    const { id } = await changeFreeze(person, { ...seenIn(form), ...said(form) })
    return `${adminFreezePath(id)}?done=changed`
  })
}

export async function lift(_: FormState, form: FormData): Promise<FormState> {
  return actAndGo(form, async (person) => {
    await cancelFreeze(person, seenIn(form))
    return `${paths.adminFreezes}?done=lifted`
  })
}

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
