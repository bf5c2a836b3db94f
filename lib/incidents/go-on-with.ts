import { and, asc, eq, ne } from 'drizzle-orm'
import type { Texts } from '#db/schema/columns.ts'
import { incidents, type Severity } from '#db/schema/incidents.ts'
import type { Tx } from '#db/scope.ts'
import { writeChange } from '#lib/records/change-record.ts'
import type { Acting } from '#lib/records/command.ts'
import { incidentRecord } from './change-incident.ts'
import type { impactStates } from './input.ts'
import type { IncidentRow } from './record.ts'
import { setImpacts } from './set-impacts.ts'

type Said = {
  title?: Texts
  severity?: Severity
  text: Texts
  advice?: Texts | null
  impacts: { componentId: string; environmentId: string; state: (typeof impactStates)[number] }[]
}

/** The open incidents that a window caused, the first one first, held; to be asked while the window is. */
export async function openIncidentsOf(tx: Tx, windowId: string): Promise<IncidentRow[]> {
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
  await setImpacts(acting.tx, incident.id, said.impacts, now)
  const { title, severity } = { ...incident, ...said }
  const { id, reference } = await writeChange(
    acting,
    incidentRecord,
    incident,
    'update',
    {
      set: { title, severity, advice: said.advice ?? incident.advice },
      message: { state: incident.state, text: said.text },
      notice: { event: 'incident-updated' },
      before: { title: incident.title, severity: incident.severity },
      after: { title, severity },
    },
    now,
  )
  return { id, reference }
}
