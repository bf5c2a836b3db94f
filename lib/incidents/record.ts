import { asc, eq, inArray, or } from 'drizzle-orm'
import { components } from '#db/schema/components.ts'
import { environments } from '#db/schema/environments.ts'
import { incidentImpacts, incidents } from '#db/schema/incidents.ts'
import type { Tx } from '#db/scope.ts'
import { idInput } from '#lib/input.ts'

export type IncidentRow = typeof incidents.$inferSelect

export function incidentImpactsOf(tx: Tx, incidentIds: string[]) {
  return tx
    .select({
      incidentId: incidentImpacts.incidentId,
      componentId: incidentImpacts.componentId,
      environmentId: incidentImpacts.environmentId,
      component: components.name,
      environment: environments.name,
      state: incidentImpacts.state,
    })
    .from(incidentImpacts)
    .innerJoin(components, eq(components.id, incidentImpacts.componentId))
    .innerJoin(environments, eq(environments.id, incidentImpacts.environmentId))
    .where(inArray(incidentImpacts.incidentId, incidentIds.length ? incidentIds : ['']))
    .orderBy(asc(environments.position), asc(components.position))
}

/** Looks an incident up by its reference or its id, as the viewer of this transaction may see it. */
export async function findIncident(tx: Tx, key: string): Promise<IncidentRow | undefined> {
  if (!idInput.safeParse(key).success) return undefined
  const [row] = await tx
    .select()
    .from(incidents)
    .where(or(eq(incidents.reference, key), eq(incidents.id, key)))
    .limit(1)
  return row
}
