'use server'

import { actAndGo } from '#lib/forms/act.ts'
import { type FormState, textOf, textsOf } from '#lib/forms/form-state.ts'
import { withdrawPlan } from '#lib/planner/withdraw-plan.ts'
import { publishedPlanPath } from '#lib/routes.ts'

/** Takes a published plan back. */
export async function withdraw(_: FormState, form: FormData): Promise<FormState> {
  return actAndGo(form, async (person) => {
    const notice = textOf(form, 'notice')
    await withdrawPlan(person, { notice, reason: textsOf(form, 'reason') })
    return `${publishedPlanPath(notice)}?done=withdrawn`
  })
}
