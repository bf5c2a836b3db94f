import { eq } from 'drizzle-orm'
import { planDrafts } from '#db/schema/plan-drafts.ts'
import { changedMeanwhile } from '#lib/records/changed-meanwhile.ts'
import { type Acting, record } from '#lib/records/command.ts'
import { lockSchedule } from '#lib/records/lock.ts'

export type DraftRow = typeof planDrafts.$inferSelect
type Place = { serviceId: string; environmentId: string }
type Seen = { id: string; version: number }

/**
 * The draft for an environment as it is now, or null, held until the transaction ends; after the actor's right and the
 * draft that they saw have been checked. Null seen: none was there. Nothing given: not checked.
 * @throws Refusal (forbidden), (changed) with who saved, discarded or published it since
 */
export async function openDraft(
  acting: Acting,
  { serviceId, environmentId, draft: seen }: Place & { draft?: Seen | null | undefined },
): Promise<DraftRow | null> {
  const { tx } = acting
  acting.demand('plan', serviceId)
  await lockSchedule(tx, serviceId)
  const [row] = await tx.select().from(planDrafts).where(eq(planDrafts.environmentId, environmentId)).for('update')
  if (seen !== undefined && (row?.id !== seen?.id || row?.version !== seen?.version))
    throw await changedMeanwhile(tx, { kind: 'plan', id: seen?.id ?? row?.id ?? '' }, seen?.version ?? 0)
  return row ?? null
}

/** Removes a draft. That it was saved, and how it ended, stays in the audit log; what stood in it does not. */
export async function endDraft(acting: Acting, draft: DraftRow, how: 'discard' | 'publish'): Promise<void> {
  await acting.tx.delete(planDrafts).where(eq(planDrafts.id, draft.id))
  await recordDraft(acting, { ...draft, version: draft.version + 1 }, how)
}

/** Staff who may not plan read the audit log too: it says nothing of what stands in a draft. */
export function recordDraft(
  acting: Acting,
  { id, serviceId, version }: Pick<DraftRow, 'id' | 'serviceId' | 'version'>,
  what: 'save' | 'discard' | 'publish',
): Promise<void> {
  return record(acting, {
    action: `plan.${what}`,
    subject: { kind: 'plan', id, serviceId },
    after: { version },
  })
}
