'use server'

import { actAndStay } from '#lib/forms/act.ts'
import { actAsSeen } from '#lib/forms/act-as-seen.ts'
import type { ForeseenState } from '#lib/forms/foreseen-state.ts'
import { type FormState, textOf } from '#lib/forms/form-state.ts'
import { editFrom } from '#lib/policies/form.ts'
import { revisePolicy } from '#lib/policies/revise-policy.ts'
import { policyPath } from '#lib/routes.ts'
import { hideService } from '#lib/services/hide-service.ts'

/** Stores a new version, once what it puts in breach was seen; the page that follows works that out anew. */
export async function revise(_: ForeseenState, form: FormData): Promise<ForeseenState> {
  return actAsSeen(form, async (person, seen) => {
    const revision = {
      serviceId: textOf(form, 'serviceId'),
      version: textOf(form, 'version'),
      inForceFrom: textOf(form, 'inForceFrom'),
      source: textOf(form, 'source'),
      edit: editFrom(form),
    }
    const { version } = await revisePolicy(person, revision, new Date(), seen)
    return `${policyPath(textOf(form, 'slug'))}?done=${version}`
  })
}

/** Hides the service of the page, or shows it; the page says which it is then. */
export async function hide(_: FormState, form: FormData): Promise<FormState> {
  return actAndStay(form, '/[locale]/admin/policies/[service]', (person) =>
    hideService(person, { id: textOf(form, 'id'), hidden: textOf(form, 'hide') === 'yes' }),
  )
}
