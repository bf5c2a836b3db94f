import { and, eq } from 'drizzle-orm'
import type { z } from 'zod'
import { incidentImpacts } from '#db/schema/incidents.ts'
import type { Tx } from '#db/scope.ts'
import { type NewStatus, otherCause, setStatuses } from '#lib/services/set-statuses.ts'
import type { updateInput } from './input.ts'

/** Gives components the statuses that an incident says from `now` on; `working` takes one out of it. */
export async function setImpacts(
  tx: Tx,
  incidentId: string,
  impacts: z.output<typeof updateInput>['impacts'],
  now: Date,
): Promise<void> {
  for (const impact of impacts) {
    if (impact.state === 'working') {
      await tx
        .delete(incidentImpacts)
        .where(
          and(
            eq(incidentImpacts.incidentId, incidentId),
            eq(incidentImpacts.componentId, impact.componentId),
            eq(incidentImpacts.environmentId, impact.environmentId),
          ),
        )
    } else {
      await tx
        .insert(incidentImpacts)
        .values({ ...impact, incidentId })
        .onConflictDoUpdate({
          target: [incidentImpacts.incidentId, incidentImpacts.componentId, incidentImpacts.environmentId],
          set: { state: impact.state },
        })
    }
  }
  const statuses: NewStatus[] = []
  // Said twice, the later word counts.
  const last = new Map(impacts.map((impact) => [`${impact.componentId} ${impact.environmentId}`, impact]))
  for (const { componentId, environmentId, state } of last.values()) {
    const cause = { incidentId }
    const held = state === 'working' ? await otherCause(tx, componentId, environmentId, cause) : { state, ...cause }
    statuses.push({ componentId, environmentId, ...held })
  }
  await setStatuses(tx, now, statuses)
}
