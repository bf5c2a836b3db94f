import { and, eq, not, sql } from 'drizzle-orm'
import { deliveries, notices } from '#db/schema/notices.ts'
import { missing, refuseIf } from '#lib/errors.ts'
import { parse, requiredId } from '#lib/input.ts'
import { stillHolds } from '#lib/notices/registry.ts'
import { type Actor, act, record } from '#lib/records/command.ts'
import { follow, isOvertaken } from './order.ts'

/**
 * Tries again what was given up of a notice; what may have arrived stays as it is, and so does what something later about
 * the same has overtaken. Returns how many.
 * @throws Refusal (invalid) when what the notice says no longer holds
 */
export async function retryDeliveries(actor: Actor, noticeId: string, now = new Date()): Promise<number> {
  parse(requiredId, noticeId)
  return act(actor, async (acting) => {
    const { tx } = acting
    const [notice] = await tx.select().from(notices).where(eq(notices.id, noticeId))
    if (!notice) throw missing('no-such-notice')
    acting.demand('run', notice.serviceId ?? undefined)
    refuseIf((await stillHolds(tx, notice, now)) ? [] : [{ code: 'no-longer-holds' }])
    const failed = and(eq(deliveries.noticeId, noticeId), eq(deliveries.state, 'failed'))
    await tx.update(deliveries).set({ state: 'overtaken' }).where(and(failed, isOvertaken))
    const again = await tx
      .update(deliveries)
      .set({ state: 'waiting', attempts: 0, firstTriedAt: null, nextTryAt: sql`now()`, claimedUntil: null })
      .where(and(failed, not(isOvertaken)))
      .returning({ id: deliveries.id })
    await follow(
      tx,
      again.map((row) => row.id),
    )
    await record(acting, {
      action: 'notice.retry',
      subject: { kind: 'notice', id: noticeId, serviceId: notice.serviceId },
      after: { deliveries: again.length },
    })
    return again.length
  })
}
