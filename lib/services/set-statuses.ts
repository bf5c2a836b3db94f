import { and, desc, eq, inArray, isNull, ne, sql } from 'drizzle-orm'
import type { Texts } from '#db/schema/columns.ts'
import { incidentImpacts, incidents } from '#db/schema/incidents.ts'
import { type ComponentState, statuses } from '#db/schema/statuses.ts'
import { windowImpacts, windows } from '#db/schema/windows.ts'
import type { Tx } from '#db/scope.ts'
import { gravest } from '#lib/rules/statuses.ts'

export type NewStatus = {
  componentId: string
  environmentId: string
  state: ComponentState
  note?: Texts | null
  /** The window or incident that is the cause, so that its end can restore what was. */
  windowId?: string | null
  incidentId?: string | null
}

/**
 * Records from `at` on that components have these statuses; one that stays what it was keeps its row. Who changes the
 * same component at the same time waits, in one order for all.
 */
export async function setStatuses(tx: Tx, at: Date, changed: NewStatus[]): Promise<void> {
  const keys = changed.map(({ componentId, environmentId }) => `status ${componentId} ${environmentId}`).sort()
  for (const key of keys) await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`)
  for (const { componentId, environmentId, state, note = null, windowId = null, incidentId = null } of changed) {
    const open = and(
      eq(statuses.componentId, componentId),
      eq(statuses.environmentId, environmentId),
      isNull(statuses.until),
    )
    const [now] = await tx.select().from(statuses).where(open).for('update')
    if (
      now &&
      now.state === state &&
      now.windowId === windowId &&
      now.incidentId === incidentId &&
      same(now.note, note)
    )
      continue
    if (now)
      await tx
        .update(statuses)
        .set({ until: at > now.since ? at : now.since })
        .where(eq(statuses.id, now.id))
    await tx.insert(statuses).values({
      componentId,
      environmentId,
      state,
      note,
      windowId,
      incidentId,
      since: now && now.since > at ? now.since : at,
    })
  }
}

/**
 * Ends the statuses that a window or an incident caused: its components are what another open incident or a running
 * window says, and what stood before when there is none. Returns how many there were.
 */
export async function restoreStatuses(
  tx: Tx,
  at: Date,
  cause: { windowId: string } | { incidentId: string },
): Promise<number> {
  const caused = 'windowId' in cause ? eq(statuses.windowId, cause.windowId) : eq(statuses.incidentId, cause.incidentId)
  const open = await tx
    .select()
    .from(statuses)
    .where(and(caused, isNull(statuses.until)))
  const restored: NewStatus[] = []
  for (const { componentId, environmentId } of open)
    restored.push({ componentId, environmentId, ...(await otherCause(tx, componentId, environmentId, cause)) })
  await setStatuses(tx, at, restored)
  return open.length
}

/** The open incident that holds a component, if there is one. */
export async function holdingIncident(tx: Tx, componentId: string, environmentId: string, besides = '') {
  const held = await tx
    .select({ incidentId: incidents.id, state: incidentImpacts.state })
    .from(incidentImpacts)
    .innerJoin(incidents, eq(incidents.id, incidentImpacts.incidentId))
    .where(
      and(
        eq(incidentImpacts.componentId, componentId),
        eq(incidentImpacts.environmentId, environmentId),
        ne(incidents.state, 'resolved'),
        ne(incidents.id, besides),
      ),
    )
  const worst = gravest(held.map((one) => one.state))
  return held.find((one) => one.state === worst) ?? null
}

/**
 * What a component is when this window or incident no longer holds it: what another says, or else what stood before, with
 * its note, as a person set it.
 */
export async function otherCause(
  tx: Tx,
  componentId: string,
  environmentId: string,
  ended: { windowId?: string; incidentId?: string },
): Promise<Pick<NewStatus, 'state' | 'note' | 'windowId' | 'incidentId'>> {
  const incident = await holdingIncident(tx, componentId, environmentId, ended.incidentId)
  if (incident) return incident
  const [window] = await tx
    // Without the note, which a window of a narrower audience keeps to itself.
    .select({ windowId: windows.id })
    .from(windowImpacts)
    .innerJoin(windows, eq(windows.id, windowImpacts.windowId))
    .where(
      and(
        eq(windowImpacts.componentId, componentId),
        eq(windowImpacts.environmentId, environmentId),
        inArray(windowImpacts.impact, ['outage', 'degraded']),
        inArray(windows.state, ['in_progress', 'verifying']),
        ne(windows.id, ended.windowId ?? ''),
      ),
    )
    .limit(1)
  return window ? { ...window, state: 'maintenance' } : stoodBefore(tx, componentId, environmentId)
}

/** The last status of a component that neither a window nor an incident gave it. */
async function stoodBefore(
  tx: Tx,
  componentId: string,
  environmentId: string,
): Promise<Pick<NewStatus, 'state' | 'note'>> {
  const [row] = await tx
    .select({ state: statuses.state, note: statuses.note })
    .from(statuses)
    .where(
      and(
        eq(statuses.componentId, componentId),
        eq(statuses.environmentId, environmentId),
        isNull(statuses.windowId),
        isNull(statuses.incidentId),
      ),
    )
    .orderBy(desc(statuses.since), sql`${statuses.until} desc nulls first`)
    .limit(1)
  return row ?? { state: 'working' }
}

function same(one: Texts | null, other: Texts | null): boolean {
  return one?.en === other?.en && one?.hi === other?.hi
}
