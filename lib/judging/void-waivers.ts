import { and, eq, inArray } from 'drizzle-orm'
import { waivers } from '#db/schema/waivers.ts'
import type { Tx } from '#db/scope.ts'

/** Takes back what was asked or granted for a window that is not the one that was judged any more. Returns how many. */
export async function voidWaivers(
  tx: Tx,
  windowId: string,
  now: Date,
  /** Only those for these times, which it leaves. */
  times?: { startsAt: Date; endsAt: Date },
): Promise<number> {
  const rows = await tx
    .update(waivers)
    .set({ state: 'withdrawn', settledAt: now })
    .where(
      and(
        eq(waivers.windowId, windowId),
        inArray(waivers.state, ['asked', 'granted']),
        times && eq(waivers.startsAt, times.startsAt),
        times && eq(waivers.endsAt, times.endsAt),
      ),
    )
    .returning({ id: waivers.id })
  return rows.length
}
