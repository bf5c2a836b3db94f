import { and, asc, desc, gte, inArray, isNull, ne, or } from 'drizzle-orm'
import type { Texts } from '#db/schema/columns.ts'
import { incidentMessages, incidents, severities } from '#db/schema/incidents.ts'
import { type ComponentState, statuses } from '#db/schema/statuses.ts'
import { type Impact, windowMessages, windows } from '#db/schema/windows.ts'
import type { Tx } from '#db/scope.ts'
import { type IncidentRow, incidentImpactsOf } from '#lib/incidents/record.ts'
import { inForce, listVersions } from '#lib/judging/policy-in-force.ts'
import { impactsOf } from '#lib/judging/stored-window.ts'
import { courseOf } from '#lib/rules/availability.ts'
import { kindOf } from '#lib/rules/policy.ts'
import { type Grave, gravestOver } from '#lib/rules/statuses.ts'
import { dayOf, plus } from '#lib/time.ts'
import { keyOf } from '#lib/windows/statuses-of.ts'

/** A component that a window or an incident touches, with what it is now. */
export type Touched = {
  componentId: string
  environmentId: string
  component: Texts
  environment: Texts
  /** What the window announced; undefined where none did. */
  impact: Impact | undefined
  state: ComponentState
}

/**
 * What is happening, each trouble once: open incidents, the gravest first, with the window that caused one inside it, and
 * the running windows that caused none. What is available is told by the statuses now.
 */
export async function whatHappens(tx: Tx, now: Date) {
  const open = await openIncidents(tx)
  const causes = open.flatMap((incident) => incident.windowId ?? [])
  const told = await toldWindows(tx, causes, now)
  const inside = new Set<string>()
  const stories = []
  for (const incident of open) {
    const window = told.find((one) => one.id === incident.windowId)
    // A window that caused two is told in the gravest.
    const first = window && !inside.has(window.id)
    if (first) inside.add(window.id)
    stories.push({ incident, window: window ?? null, whole: first ?? false })
  }
  return {
    incidents: await tellIncidents(tx, stories, now),
    running: told.filter((window) => !inside.has(window.id)),
  }
}
export type ToldWindow = Awaited<ReturnType<typeof toldWindows>>[number]
export type ToldIncident = Awaited<ReturnType<typeof tellIncidents>>[number]

async function openIncidents(tx: Tx): Promise<IncidentRow[]> {
  const rows = await tx
    .select()
    .from(incidents)
    .where(ne(incidents.state, 'resolved'))
    .orderBy(desc(incidents.startedAt))
  return rows.sort((one, other) => severities.indexOf(other.severity) - severities.indexOf(one.severity))
}

/** Windows that run, and those of these ids, with their messages since the start, the newest first. */
async function toldWindows(tx: Tx, ids: string[], now: Date) {
  const rows = await tx
    .select()
    .from(windows)
    .where(or(inArray(windows.state, ['in_progress', 'verifying']), inArray(windows.id, ids.concat(''))))
    .orderBy(asc(windows.startsAt))
  const touched = await impactsOf(
    tx,
    rows.map((row) => row.id),
  )
  const states = await statesNow(tx, touched)
  const said = await tx
    .select()
    .from(windowMessages)
    .where(inArray(windowMessages.windowId, rows.map((row) => row.id).concat('')))
    .orderBy(desc(windowMessages.at), desc(windowMessages.id))
  const policies = await versionsOf(tx, rows)
  return rows.map((row) => {
    const own: Touched[] = touched
      .filter((impact) => impact.windowId === row.id)
      .map((impact) => ({ ...impact, state: states.get(keyOf(impact)) ?? 'unknown' }))
    const versions = policies.get(row.serviceId)
    const rules = versions && inForce(versions, dayOf(row.startsAt, row.timeZone)).rules
    return {
      ...row,
      urgent: rules ? kindOf(rules, row.kind).urgent : false,
      touched: own,
      course: courseOf(row, own, now),
      messages: said.filter((message) => message.windowId === row.id),
    }
  })
}

type Story = { incident: IncidentRow; window: ToldWindow | null; whole: boolean }

async function tellIncidents(tx: Tx, stories: Story[], now: Date) {
  const ids = stories.map(({ incident }) => incident.id)
  const impacts = await incidentImpactsOf(tx, ids)
  const said = await tx
    .select()
    .from(incidentMessages)
    .where(inArray(incidentMessages.incidentId, ids.concat('')))
    .orderBy(desc(incidentMessages.at), desc(incidentMessages.id))
  const touched = new Map(
    stories.map(({ incident, window, whole }) => {
      const own = impacts.filter((impact) => impact.incidentId === incident.id)
      const announced = window?.touched ?? []
      const all = [...own, ...(whole ? announced : [])].map((row) => ({
        ...row,
        impact: announced.find((impact) => keyOf(impact) === keyOf(row))?.impact,
      }))
      return [incident.id, [...new Map(all.map((row) => [keyOf(row), row])).values()]]
    }),
  )
  const states = await statesNow(tx, [...touched.values()].flat())
  const policies = await versionsOf(
    tx,
    stories.map(({ incident }) => incident),
  )
  return Promise.all(
    stories.map(async ({ incident, window, whole }) => {
      const messages = said.filter((message) => message.incidentId === incident.id)
      const last = Math.max(
        incident.startedAt.getTime(),
        ...messages.map(({ at }) => at.getTime()),
        ...(whole && window ? window.messages.map(({ at }) => at.getTime()) : []),
      )
      const versions = policies.get(incident.serviceId)
      const rules = versions && inForce(versions, dayOf(now, 'UTC')).rules
      const own: Touched[] = (touched.get(incident.id) ?? []).map((row) => ({
        ...row,
        state: states.get(keyOf(row)) ?? 'unknown',
      }))
      return {
        ...incident,
        window,
        /** Whether its window is told inside it. */
        whole,
        touched: own,
        messages,
        /** By when readers hear again, as the policy promises it for what runs. */
        nextUpdate: rules ? plus(new Date(last), rules.updateEveryMinutes.value) : null,
        course: whole && window ? await courseOfComponents(tx, own, window.startedAt ?? incident.startedAt, now) : [],
      }
    }),
  )
}

/** What the gravest of these components was since a moment. */
async function courseOfComponents(tx: Tx, touched: Touched[], from: Date, now: Date): Promise<Grave[]> {
  const rows = await tx
    .select()
    .from(statuses)
    .where(
      and(
        inArray(statuses.componentId, touched.map((row) => row.componentId).concat('')),
        or(isNull(statuses.until), gte(statuses.until, from)),
      ),
    )
  const keys = new Set(touched.map(keyOf))
  return gravestOver(
    rows.filter((row) => keys.has(keyOf(row))),
    from,
    now,
  )
}

/** The status now of components, by component and environment. */
async function statesNow(tx: Tx, touched: Pick<Touched, 'componentId' | 'environmentId'>[]) {
  const rows = await tx
    .select({ componentId: statuses.componentId, environmentId: statuses.environmentId, state: statuses.state })
    .from(statuses)
    .where(and(isNull(statuses.until), inArray(statuses.componentId, touched.map((row) => row.componentId).concat(''))))
  return new Map(rows.map((row) => [keyOf(row), row.state]))
}

async function versionsOf(tx: Tx, rows: { serviceId: string }[]) {
  const found = new Map<string, Awaited<ReturnType<typeof listVersions>>>()
  for (const serviceId of new Set(rows.map((row) => row.serviceId)))
    found.set(serviceId, await listVersions(tx, serviceId))
  return found
}
