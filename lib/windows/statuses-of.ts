import { and, eq, isNull } from 'drizzle-orm'
import { type ComponentState, statuses } from '#db/schema/statuses.ts'
import { windowImpacts } from '#db/schema/windows.ts'
import type { Tx } from '#db/scope.ts'
import { otherCause } from '#lib/services/set-statuses.ts'
import type { WindowEvent } from './events.ts'

/** The status now of each component that a window touches, by component and environment. */
export async function statusesOf(tx: Tx, windowId: string): Promise<Map<string, ComponentState>> {
  return new Map((await standing(tx, windowId)).map((row) => [keyOf(row), row.state]))
}

/**
 * The statuses as they would be with a step that is not taken yet: a start puts what was announced under maintenance, an
 * end gives back what the window holds.
 */
export async function statusesWith(tx: Tx, windowId: string, event: WindowEvent): Promise<Map<string, ComponentState>> {
  const rows = await standing(tx, windowId)
  const after = async ({ state, impact, heldBy, incidentId, componentId, environmentId }: (typeof rows)[number]) => {
    if (event === 'window-started')
      return !incidentId && (impact === 'outage' || impact === 'degraded') ? 'maintenance' : state
    if ((event === 'window-finished' || event === 'window-rolled-back') && heldBy === windowId)
      return (await otherCause(tx, componentId, environmentId, { windowId })).state
    return state
  }
  const found = new Map<string, ComponentState>()
  for (const row of rows) found.set(keyOf(row), await after(row))
  return found
}

/** How the map above names a component in an environment. */
export const keyOf = ({ componentId, environmentId }: { componentId: string; environmentId: string }) =>
  `${componentId} ${environmentId}`

function standing(tx: Tx, windowId: string) {
  return tx
    .select({
      componentId: statuses.componentId,
      environmentId: statuses.environmentId,
      state: statuses.state,
      heldBy: statuses.windowId,
      incidentId: statuses.incidentId,
      impact: windowImpacts.impact,
    })
    .from(windowImpacts)
    .innerJoin(
      statuses,
      and(
        eq(statuses.componentId, windowImpacts.componentId),
        eq(statuses.environmentId, windowImpacts.environmentId),
        isNull(statuses.until),
      ),
    )
    .where(eq(windowImpacts.windowId, windowId))
}
