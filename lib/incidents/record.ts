import { asc, eq, inArray, or } from 'drizzle-orm'
import type { Texts } from '#db/schema/columns.ts'
import { components } from '#db/schema/components.ts'
import { environments } from '#db/schema/environments.ts'
import { type IncidentState, incidentImpacts, incidentMessages, incidents } from '#db/schema/incidents.ts'
import { services } from '#db/schema/services.ts'
import { windows } from '#db/schema/windows.ts'
import type { Tx } from '#db/scope.ts'
import { idInput } from '#lib/input.ts'
import type { IncidentEvent } from '#lib/notices/events.ts'
import type { IncidentPayload } from '#lib/notices/payload.ts'
import type { Whom } from '#lib/records/audience.ts'
import type { RecordOf } from '#lib/records/change-record.ts'

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

type IncidentShape = {
  row: IncidentRow
  values: Omit<typeof incidents.$inferInsert, 'reference'> & Whom
  step: 'declare' | 'update' | 'review' | 'correct'
  message: { state: IncidentState; text: Texts }
  /** `text`: what is told, where that is no message. */
  told: { event: IncidentEvent; text?: Texts }
}

export const incidentRecord: RecordOf<IncidentShape> = {
  kind: 'incident',
  table: incidents,
  missing: 'no-such-incident',
  right: () => 'run',
  scheduled: false,
  reasons: ({ state }, step) => (step === 'review' && state !== 'resolved' ? [{ code: 'not-resolved' }] : []),
  // An incident stands in no calendar.
  shown: [],
  placed: ['serviceId', 'audience', 'tenants'],
  placesOf: async (tx, { id }) => (await incidentImpactsOf(tx, [id])).map(({ environmentId }) => environmentId),
  say: ({ tx, personId }, { id }, { state, text }, now) =>
    tx.insert(incidentMessages).values({ incidentId: id, state, at: now, text, authorId: personId }),
  payload: (tx, incident, { event, text }, now, message) =>
    incidentPayload(tx, incident, event, now, message?.text ?? text ?? null),
}
