import { and, eq, inArray, sql } from 'drizzle-orm'
import { deliveries, notices } from '#db/schema/notices.ts'
import { missing } from '#lib/errors.ts'
import { type Actor, act, record } from '#lib/records/command.ts'

/** Tries again what was given up of a notice; what may have arrived stays as it is. Returns how many. */
export async function retryDeliveries(actor: Actor, noticeId: string): Promise<number> {
  return act(actor, async (acting) => {
    const { tx } = acting
    const [notice] = await tx.select().from(notices).where(eq(notices.id, noticeId))
    if (!notice) throw missing('no-such-notice')
    acting.demand('run', notice.serviceId ?? undefined)
    const again = await tx
      .update(deliveries)
      .set({ state: 'waiting', attempts: 0, firstTriedAt: null, nextTryAt: sql`now()`, claimedUntil: null })
      .where(and(eq(deliveries.noticeId, noticeId), inArray(deliveries.state, ['failed'])))
      .returning({ id: deliveries.id })
    await record(acting, {
      action: 'notice.retry',
      subject: { kind: 'notice', id: noticeId, serviceId: notice.serviceId },
      after: { deliveries: again.length },
    })
    return again.length
  })
}
