import { and, eq, isNull } from 'drizzle-orm'
import { type ComponentState, statuses } from '#db/schema/statuses.ts'
import { windowImpacts } from '#db/schema/windows.ts'
import type { Tx } from '#db/scope.ts'

/** The status now of each component that a window touches, by component and environment. */
export async function statusesOf(tx: Tx, windowId: string): Promise<Map<string, ComponentState>> {
  const rows = await tx
    .select({ componentId: statuses.componentId, environmentId: statuses.environmentId, state: statuses.state })
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
  return new Map(rows.map((row) => [`${row.componentId} ${row.environmentId}`, row.state]))
}
