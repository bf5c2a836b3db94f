import { and, eq, gt, inArray, isNotNull, isNull, ne } from 'drizzle-orm'
import { freezes } from '#db/schema/freezes.ts'
import { incidents } from '#db/schema/incidents.ts'
import { windows } from '#db/schema/windows.ts'
import type { Tx } from '#db/scope.ts'

/** References of the windows that run and the incidents that are open: what readers are being told of a service now. */
export async function goingOn(tx: Tx, serviceId: string): Promise<string[]> {
  const found = [
    ...(await tx
      .select({ reference: windows.reference })
      .from(windows)
      .where(and(eq(windows.serviceId, serviceId), inArray(windows.state, ['in_progress', 'verifying'])))),
    ...(await tx
      .select({ reference: incidents.reference })
      .from(incidents)
      .where(and(eq(incidents.serviceId, serviceId), ne(incidents.state, 'resolved')))),
  ]
  return found.flatMap(({ reference }) => reference ?? [])
}

/** How much of a service lies ahead that is published: windows, those of them that were announced, and freezes. */
export async function publishedAhead(tx: Tx, serviceId: string, now: Date) {
  const ahead = await tx
    .select({ state: windows.state })
    .from(windows)
    .where(
      and(eq(windows.serviceId, serviceId), inArray(windows.state, ['planned', 'announced']), gt(windows.endsAt, now)),
    )
  return {
    windows: ahead.length,
    announced: ahead.filter(({ state }) => state === 'announced').length,
    freezes: await tx.$count(
      freezes,
      and(
        eq(freezes.serviceId, serviceId),
        isNotNull(freezes.publishedAt),
        isNull(freezes.cancelledAt),
        gt(freezes.endsAt, now),
      ),
    ),
  }
}
