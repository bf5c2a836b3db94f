'use server'

import { actAndGo } from '#lib/forms/act.ts'
import { type FormState, textOf } from '#lib/forms/form-state.ts'
import { editFrom } from '#lib/policies/form.ts'
import { revisePolicy } from '#lib/policies/revise-policy.ts'
import { policyPath } from '#lib/routes.ts'

/** Stores a new version; the page that follows works out anew what it puts in breach. */
export async function revise(_: FormState, form: FormData): Promise<FormState> {
  return actAndGo(form, async (person) => {
    const { version } = await revisePolicy(person, {
      serviceId: textOf(form, 'serviceId'),
      version: textOf(form, 'version'),
      inForceFrom: textOf(form, 'inForceFrom'),
      source: textOf(form, 'source'),
      edit: editFrom(form),
    })
    return `${policyPath(textOf(form, 'slug'))}?done=${version}`
  })
}
