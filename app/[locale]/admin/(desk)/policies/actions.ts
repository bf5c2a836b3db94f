'use server'

import { actAsSeen } from '#lib/forms/act-as-seen.ts'
import type { ForeseenState } from '#lib/forms/foreseen-state.ts'
import { textOf } from '#lib/forms/form-state.ts'
import { editFrom } from '#lib/policies/form.ts'
import { revisePolicy } from '#lib/policies/revise-policy.ts'
import { policyPath } from '#lib/routes.ts'

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
