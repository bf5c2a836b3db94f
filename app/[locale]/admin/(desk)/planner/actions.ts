'use server'

import type { Answered } from '#components/admin/planner/planner.tsx'
import { asReader } from '#db/scope.ts'
import { may } from '#lib/auth/rights.ts'
import { actingPerson, viewer } from '#lib/auth/viewer.ts'
import { Refusal } from '#lib/errors.ts'
import type { Ground } from '#lib/planner/ground.ts'
import type { PublishInput } from '#lib/planner/input.ts'
import { publishPlan } from '#lib/planner/publish-plan.ts'
import { plannerSurroundings } from '#lib/planner/queries.ts'

/** Publishes a plan. A refusal comes with the schedule as it is now, so that the plan can be mended and sent again. */
export async function publish(input: PublishInput): Promise<Answered> {
  try {
    return { noticeId: (await publishPlan(await actingPerson(), input)).noticeId }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { reasons: error.reasons, ground: await look(String(input.serviceId), String(input.environmentId)) }
  }
}

/** What a plan for an environment is made on; null for who may not plan there. */
export async function look(serviceId: string, environmentId: string): Promise<Ground | null> {
  const person = await viewer()
  if (!person || !may(person.roles, 'plan', serviceId)) return null
  try {
    return await asReader(person.id, (tx) => plannerSurroundings(tx, serviceId, environmentId, new Date()))
  } catch (error) {
    if (error instanceof Refusal) return null
    throw error
  }
}
