import { asc, eq, inArray } from 'drizzle-orm'
import { users } from '#db/schema/users.ts'
import { waiverDecisions, waivers } from '#db/schema/waivers.ts'
import type { Tx } from '#db/scope.ts'
import type { WaiverRow } from './record.ts'

export type Decision = { decidedBy: string; name: string | null; granted: boolean; note: WaiverRow['risk']; at: Date }
export type ListedWaiver = WaiverRow & { asker: string | null; decisions: Decision[] }

/** The waivers of a window with who asked and who decided what; names are for staff, others see none. */
export async function listWaivers(tx: Tx, windowId: string): Promise<ListedWaiver[]> {
  const rows = await tx
    .select({ waiver: waivers, asker: users.name })
    .from(waivers)
    .leftJoin(users, eq(users.id, waivers.askedBy))
    .where(eq(waivers.windowId, windowId))
    .orderBy(asc(waivers.askedAt))
  const decided = await tx
    .select({ decision: waiverDecisions, name: users.name })
    .from(waiverDecisions)
    .leftJoin(users, eq(users.id, waiverDecisions.decidedBy))
    .where(inArray(waiverDecisions.waiverId, rows.map(({ waiver }) => waiver.id).concat('')))
    .orderBy(asc(waiverDecisions.at))
  return rows.map(({ waiver, asker }) => ({
    ...waiver,
    asker,
    decisions: decided
      .filter(({ decision }) => decision.waiverId === waiver.id)
      .map(({ decision: { decidedBy, granted, note, at }, name }) => ({ decidedBy, granted, note, at, name })),
  }))
}
