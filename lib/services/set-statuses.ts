import { and, eq, isNull } from 'drizzle-orm'
import type { Texts } from '#db/schema/columns.ts'
import { type ComponentState, statuses } from '#db/schema/services.ts'
import type { Tx } from '#db/scope.ts'

export type NewStatus = {
  componentId: string
  environmentId: string
  state: ComponentState
  note?: Texts | null
  /** The window or incident that is the cause, so that its end can restore what was. */
  windowId?: string | null
  incidentId?: string | null
}

/** Records from `at` on that components have these statuses; one that stays what it was keeps its row. */
export async function setStatuses(tx: Tx, at: Date, changed: NewStatus[]): Promise<void> {
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

/** Ends the statuses that a window or an incident caused: its components work again. Returns how many there were. */
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
  await setStatuses(
    tx,
    at,
    open.map(({ componentId, environmentId }) => ({ componentId, environmentId, state: 'working' })),
  )
  return open.length
}

function same(one: Texts | null, other: Texts | null): boolean {
  return one?.en === other?.en && one?.hi === other?.hi
}
