'use server'

import type { Refused } from '#components/planner/planner.tsx'
import type { Opened } from '#components/planner/use-plan.ts'
import { asReader } from '#db/scope.ts'
import { actingPerson, actingViewer, viewer } from '#lib/auth/viewer.ts'
import { type Foretold, foretellPlan } from '#lib/channels/foretell.ts'
import { refusalOf } from '#lib/errors.ts'
import { discardDraft } from '#lib/planner/discard-draft.ts'
import type { DraftInput, DraftToDiscard, PublishInput } from '#lib/planner/input.ts'
import { publishPlan } from '#lib/planner/publish-plan.ts'
import { draftOf, type PlanDraft, plannerSurroundings } from '#lib/planner/queries.ts'
import { saveDraft } from '#lib/planner/save-draft.ts'
import { may } from '#lib/records/rights.ts'

type Place = { serviceId: string; environmentId: string }

/** What publishing a plan would tell and to how many, held to all that publishing is held to; nothing of it is kept. */
export async function foretell(input: PublishInput): Promise<{ foretold: Foretold | null } | Refused> {
  return answered(input, async () => ({ foretold: await foretellPlan(await actingViewer(), input) }))
}

/** Publishes a plan and ends its draft. */
export async function publish(input: PublishInput): Promise<{ noticeId: string } | Refused> {
  return answered(input, async (person) => ({ noticeId: (await publishPlan(person, input)).noticeId }))
}

/** Keeps a plan that is being made; with the schedule as it is now, on which it may not fit any more. */
export async function save(input: DraftInput): Promise<{ draft: PlanDraft; now: Opened | null } | Refused> {
  return answered(input, async (person) => ({
    draft: await saveDraft(person, input),
    now: await look(input.serviceId, input.environmentId),
  }))
}

/** Removes the draft of a plan. */
export async function discard(input: DraftToDiscard): Promise<{ draft: null } | Refused> {
  return answered(input, async (person) => {
    await discardDraft(person, input)
    return { draft: null }
  })
}

/** What a plan for an environment is made on, and its draft; null for who may not plan there. */
export async function look(serviceId: string, environmentId: string): Promise<Opened | null> {
  const person = await viewer()
  if (!person || !may(person.roles, 'plan', serviceId)) return null
  try {
    return await asReader(person.id, async (tx) => ({
      ground: await plannerSurroundings(tx, serviceId, environmentId, new Date()),
      draft: await draftOf(tx, environmentId),
    }))
  } catch (error) {
    if (refusalOf(error)) return null
    throw error
  }
}

/** A refusal comes with the schedule and the draft as they are now, so that the plan can be mended and sent again. */
async function answered<T>(input: Place, run: (person: string) => Promise<T>): Promise<T | Refused> {
  try {
    return await run(await actingPerson())
  } catch (error) {
    const refusal = refusalOf(error)
    if (!refusal) throw error
    const { reasons, changes } = refusal
    return { reasons, changes, now: await look(String(input?.serviceId), String(input?.environmentId)) }
  }
}
