import { and, asc, desc, eq, ne, sql } from 'drizzle-orm'
import { holds } from '#db/schema/columns.ts'
import { incidentMessages, incidents } from '#db/schema/incidents.ts'
import { services } from '#db/schema/services.ts'
import { windows } from '#db/schema/windows.ts'
import type { Tx } from '#db/scope.ts'
import { findIncident, incidentImpactsOf } from './record.ts'

/** The full record of an incident, as the viewer of this transaction may see it; null when they may not, or it is not there. */
export async function getIncident(tx: Tx, key: string) {
  const incident = await findIncident(tx, key)
  if (!incident) return null
  const [service] = await tx.select().from(services).where(eq(services.id, incident.serviceId))
  const [window] = incident.windowId
    ? await tx
        .select({ reference: windows.reference, title: windows.title })
        .from(windows)
        .where(eq(windows.id, incident.windowId))
    : []
  if (!service) return null
  return {
    incident,
    service,
    window: window ?? null,
    impacts: await incidentImpactsOf(tx, [incident.id]),
    messages: await tx
      .select()
      .from(incidentMessages)
      .where(eq(incidentMessages.incidentId, incident.id))
      .orderBy(desc(incidentMessages.at)),
  }
}
export type IncidentRecord = NonNullable<Awaited<ReturnType<typeof getIncident>>>

/** Incidents for staff: the open ones first, then the latest. */
export function listIncidents(tx: Tx, limit = 200) {
  return tx
    .select({ incident: incidents, service: services.name })
    .from(incidents)
    .innerJoin(services, eq(services.id, incidents.serviceId))
    .where(holds(incidents.serviceId, 'read'))
    .orderBy(sql`${incidents.state} = 'resolved'`, desc(incidents.startedAt))
    .limit(limit)
}

/** The open incident that the portal opened by itself for a window; the next one declared from it takes it over. */
export async function openedByPortal(tx: Tx, windowId: string): Promise<{ reference: string } | undefined> {
  const [row] = await tx
    .select({ reference: incidents.reference })
    .from(incidents)
    .where(and(eq(incidents.windowId, windowId), ne(incidents.state, 'resolved'), incidents.openedBySystem))
    .orderBy(asc(incidents.startedAt))
    .limit(1)
  return row
}
