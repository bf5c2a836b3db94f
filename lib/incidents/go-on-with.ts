import { and, asc, eq, ne } from 'drizzle-orm'
import type { Texts } from '#db/schema/columns.ts'
import { incidentMessages, incidents, type Severity } from '#db/schema/incidents.ts'
import { windows } from '#db/schema/windows.ts'
import type { Tx } from '#db/scope.ts'
import { missing } from '#lib/errors.ts'
import { writeNotice } from '#lib/notices/write-notice.ts'
import { type Acting, record } from '#lib/records/command.ts'
import type { impactStates } from './input.ts'
import { type IncidentRow, incidentPayload } from './record.ts'
import { setImpacts } from './set-impacts.ts'

type Said = {
  title?: Texts
  severity?: Severity
  text: Texts
  advice?: Texts | null
  impacts: { componentId: string; environmentId: string; state: (typeof impactStates)[number] }[]
}

/**
 * The open incidents that a window caused, the first one first. Waits for whoever is opening one: of two at the same
 * moment the second finds what the first opened.
 */
export async function openIncidentsOf(tx: Tx, windowId: string): Promise<IncidentRow[]> {
  await tx.select({ id: windows.id }).from(windows).where(eq(windows.id, windowId)).for('update')
  return tx
    .select()
    .from(incidents)
    .where(and(eq(incidents.windowId, windowId), ne(incidents.state, 'resolved')))
    .orderBy(asc(incidents.startedAt), asc(incidents.id))
    .for('update')
}

/**
 * What would have been told as a second incident of the same trouble is told on the one that is open: its title,
 * severity and advice where new ones were given, its components, a message, and one update to whom it was told.
 */
export async function goOnWith(
  acting: Acting,
  incident: IncidentRow,
  said: Said,
  now: Date,
): Promise<{ id: string; reference: string }> {
  const { tx } = acting
  const [after] = await tx
    .update(incidents)
    .set({
      title: said.title ?? incident.title,
      severity: said.severity ?? incident.severity,
      advice: said.advice ?? incident.advice,
      version: incident.version + 1,
    })
    .where(eq(incidents.id, incident.id))
    .returning()
  if (!after) throw missing('no-such-incident')
  await tx
    .insert(incidentMessages)
    .values({ incidentId: after.id, state: after.state, at: now, text: said.text, authorId: acting.personId })
  await setImpacts(tx, after.id, said.impacts, now)
  const payload = await incidentPayload(tx, after, 'incident-updated', now, said.text)
  await writeNotice(tx, after, [{ kind: 'incident', id: after.id }], payload)
  await record(acting, {
    action: 'incident.update',
    subject: { kind: 'incident', id: after.id, serviceId: after.serviceId },
    before: { title: incident.title, severity: incident.severity },
    after: { title: after.title, severity: after.severity, version: after.version },
  })
  return { id: after.id, reference: after.reference }
}
