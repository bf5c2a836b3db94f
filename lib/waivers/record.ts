import { eq } from 'drizzle-orm'
import { waivers } from '#db/schema/waivers.ts'
import { windows } from '#db/schema/windows.ts'
import { missing } from '#lib/errors.ts'
import type { Acting } from '#lib/records/command.ts'
import type { Right } from '#lib/records/rights.ts'

export type WaiverRow = typeof waivers.$inferSelect

/** Locks a waiver for a change, after the actor's right for its window's service has been checked. */
export async function lockWaiver(acting: Acting, id: string, right: Right) {
  const { tx } = acting
  const [found] = await tx
    .select({ window: windows })
    .from(waivers)
    .innerJoin(windows, eq(windows.id, waivers.windowId))
    .where(eq(waivers.id, id))
  if (!found) throw missing('no-such-waiver')
  acting.demand(right, found.window.serviceId)
  const [waiver] = await tx.select().from(waivers).where(eq(waivers.id, id)).for('update')
  if (!waiver) throw missing('no-such-waiver')
  return { waiver, window: found.window }
}
