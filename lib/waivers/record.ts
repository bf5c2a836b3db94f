import { eq } from 'drizzle-orm'
import { waivers } from '#db/schema/waivers.ts'
import { windows } from '#db/schema/windows.ts'
import { missing } from '#lib/errors.ts'
import type { Acting } from '#lib/records/command.ts'
import { lockSchedule } from '#lib/records/lock.ts'
import type { Right } from '#lib/records/rights.ts'

export type WaiverRow = typeof waivers.$inferSelect

/**
 * Locks a waiver for a change, after the actor's right for its window's service has been checked; before it, its service's
 * schedule and its window, as every command of a window does.
 */
export async function lockWaiver(acting: Acting, id: string, right: Right) {
  const { tx } = acting
  const [found] = await tx
    .select({ windowId: waivers.windowId, serviceId: windows.serviceId })
    .from(waivers)
    .innerJoin(windows, eq(windows.id, waivers.windowId))
    .where(eq(waivers.id, id))
  if (!found) throw missing('no-such-waiver')
  acting.demand(right, found.serviceId)
  await lockSchedule(tx, found.serviceId)
  const [window] = await tx.select().from(windows).where(eq(windows.id, found.windowId)).for('update')
  const [waiver] = await tx.select().from(waivers).where(eq(waivers.id, id)).for('update')
  if (!window || !waiver) throw missing('no-such-waiver')
  return { waiver, window }
}
