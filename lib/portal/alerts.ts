import { desc, ne } from 'drizzle-orm'
import type { Texts } from '#db/schema/columns.ts'
import { incidents, type Severity, severities } from '#db/schema/incidents.ts'
import type { WindowState } from '#db/schema/windows.ts'
import type { Tx } from '#db/scope.ts'

export type AlertedIncident = { id: string; reference: string; serviceId: string; title: Texts; severity: Severity }
export type AlertedWindow = {
  id: string
  reference: string | null
  serviceId: string
  title: Texts
  startsAt: Date
  endsAt: Date
  state: WindowState
}
type AlertedFreeze = { id: string; standing: 'on' | 'near' }

/** Open incidents, the gravest first. */
export async function alertedIncidents(tx: Tx): Promise<AlertedIncident[]> {
  const rows = await tx
    .select({
      id: incidents.id,
      reference: incidents.reference,
      serviceId: incidents.serviceId,
      title: incidents.title,
      severity: incidents.severity,
    })
    .from(incidents)
    .where(ne(incidents.state, 'resolved'))
    .orderBy(desc(incidents.startedAt))
  return rows.sort((one, other) => severities.indexOf(other.severity) - severities.indexOf(one.severity))
}

/**
 * The lines of alert of a page, three at most: incidents, windows, freezes, each counted with one named. The next window
 * to start is named, where none does one that runs; of freezes one that is on. What the page's first section tells (by
 * its ids) is not said again above it.
 */
export function alertLines<Freeze extends AlertedFreeze>(
  alerted: { incidents: AlertedIncident[]; windows: AlertedWindow[]; freezes: Freeze[] },
  told: Set<string> = new Set(),
) {
  const left = <Row extends { id: string }>(rows: Row[]) => rows.filter(({ id }) => !told.has(id))
  const [incidents, windows, freezes] = [left(alerted.incidents), left(alerted.windows), left(alerted.freezes)]
  const coming = windows.filter(({ state }) => state === 'announced')
  const on = freezes.filter(({ standing }) => standing === 'on')
  const [incident] = incidents
  const [window] = [...coming, ...windows]
  const [freeze] = [...on, ...freezes]
  return {
    incidents: incident ? { count: incidents.length, first: incident } : null,
    windows: window ? { count: windows.length, running: windows.length - coming.length, next: window } : null,
    freezes: freeze ? { count: freezes.length, on: on.length, first: freeze } : null,
  }
}
export type AlertLines = ReturnType<typeof alertLines<AlertedFreeze>>
