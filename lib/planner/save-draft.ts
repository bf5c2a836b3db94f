import { and, eq } from 'drizzle-orm'
import { environments } from '#db/schema/environments.ts'
import { planDrafts } from '#db/schema/plan-drafts.ts'
import { invalid } from '#lib/errors.ts'
import { parse } from '#lib/input.ts'
import { type Actor, act } from '#lib/records/command.ts'
import { openDraft, recordDraft } from './change-draft.ts'
import { type DraftInput, draftInput } from './input.ts'
import { draftOf, type PlanDraft } from './queries.ts'

/**
 * Keeps a plan that is being made, one for an environment: for whoever plans there, and nobody is told.
 * @throws Refusal (forbidden), (changed) where somebody else saved it meanwhile, (invalid)
 */
export async function saveDraft(actor: Actor, input: DraftInput, now = new Date()): Promise<PlanDraft> {
  const said = parse(draftInput, input)
  return act(actor, async (acting) => {
    const { tx } = acting
    const { serviceId, environmentId, settings, made, windows } = said
    const draft = await openDraft(acting, said)
    const [environment] = await tx
      .select({ id: environments.id })
      .from(environments)
      .where(and(eq(environments.id, environmentId), eq(environments.serviceId, serviceId)))
    if (!environment) throw invalid({ code: 'unknown-environment', field: 'environmentId' })
    const row = {
      ...{ serviceId, environmentId, settings, made, windows },
      ...{ version: (draft?.version ?? 0) + 1, savedBy: acting.personId, savedAt: now },
    }
    await (draft
      ? tx.update(planDrafts).set(row).where(eq(planDrafts.id, draft.id))
      : tx.insert(planDrafts).values(row))
    const saved = await draftOf(tx, environmentId)
    if (!saved) throw new Error('a draft that was not saved')
    await recordDraft(acting, { ...saved, serviceId }, 'save')
    return saved
  })
}
