import { asc, eq, inArray, or } from 'drizzle-orm'
import type { Texts } from '#db/schema/columns.ts'
import { components } from '#db/schema/components.ts'
import { environments } from '#db/schema/environments.ts'
import { incidentImpacts, incidents } from '#db/schema/incidents.ts'
import { services } from '#db/schema/services.ts'
import { windows } from '#db/schema/windows.ts'
import type { Tx } from '#db/scope.ts'
import { missing } from '#lib/errors.ts'
import { idInput } from '#lib/input.ts'
import type { IncidentEvent } from '#lib/notices/events.ts'
import type { IncidentPayload } from '#lib/notices/payload.ts'
import { changedMeanwhile } from '#lib/records/changed-meanwhile.ts'
import type { Acting } from '#lib/records/command.ts'

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

/** Everything a mail about this incident says, as it stands in this transaction. */
export async function incidentPayload(
  tx: Tx,
  incident: IncidentRow,
  event: IncidentEvent,
  now: Date,
  message: Texts | null,
): Promise<IncidentPayload> {
  const [service] = await tx.select().from(services).where(eq(services.id, incident.serviceId))
  const [window] = incident.windowId
    ? await tx.select({ reference: windows.reference }).from(windows).where(eq(windows.id, incident.windowId))
    : []
  if (!service) throw new Error('an incident without a service')
  return {
    event,
    at: now.toISOString(),
    service: { name: service.name, timeZone: service.timeZone },
    reference: incident.reference,
    title: incident.title,
    message,
    severity: incident.severity,
    state: incident.state,
    startedAt: incident.startedAt.toISOString(),
    resolvedAt: incident.resolvedAt?.toISOString() ?? null,
    window: window?.reference ?? null,
    advice: incident.advice,
    impacts: (await incidentImpactsOf(tx, [incident.id])).map(({ component, state }) => ({ component, state })),
  }
}

/** Locks an incident for a change, after the actor's right and the version they saw have been checked. */
export async function lockIncident(
  acting: Acting,
  seen: { id: string; version?: number | undefined },
): Promise<IncidentRow> {
  const found = await findIncident(acting.tx, seen.id)
  if (!found) throw missing('no-such-incident')
  acting.demand('run', found.serviceId)
  const [incident] = await acting.tx.select().from(incidents).where(eq(incidents.id, found.id)).for('update')
  if (!incident) throw missing('no-such-incident')
  if (seen.version !== undefined && seen.version !== incident.version)
    throw await changedMeanwhile(acting.tx, { kind: 'incident', id: incident.id }, seen.version)
  return incident
}
