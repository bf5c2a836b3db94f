import { and, asc, eq, isNull, not, sql } from 'drizzle-orm'
import { deliveries, notices } from '#db/schema/notices.ts'
import { asSystem } from '#db/scope.ts'
import { addresseesOf } from '#lib/notices/recipients.ts'
import { settings } from '#lib/settings.ts'
import { clearTheWay, follow, waitsForEarlier } from './order.ts'

/** As many mails as go to a provider in one call; Resend takes no more. */
export const batchSize = 100

/**
 * Writes down who gets the first notice that has no recipients yet, in batches of which each keeps its members, and
 * what goes before each mail. Returns false when there is none. Any number of workers may do it at once; those about one
 * subject are taken one after the other.
 */
export function addressNotice(now = new Date()): Promise<boolean> {
  return asSystem(async (tx) => {
    const [notice] = await tx
      .select()
      .from(notices)
      .where(and(isNull(notices.addressedAt), not(waitsForEarlier)))
      .orderBy(asc(notices.number))
      .limit(1)
      .for('update', { skipLocked: true })
    if (!notice) return false
    const addressees = await addresseesOf(tx, notice)
    const rows = addressees.map((addressee, index) => ({
      ...addressee,
      noticeId: notice.id,
      batch: Math.floor(index / batchSize),
      nextTryAt: sql`now()`,
    }))
    const follows = await clearTheWay(tx, notice, now)
    for (let from = 0; from < rows.length; from += 1000) {
      const added = await tx
        .insert(deliveries)
        .values(rows.slice(from, from + 1000))
        .returning({ id: deliveries.id })
      if (follows)
        await follow(
          tx,
          added.map((row) => row.id),
        )
    }
    await tx
      .update(notices)
      .set({ addressedAt: sql`now()`, envelope: { base: settings.baseUrl(), from: settings.mailFrom() } })
      .where(eq(notices.id, notice.id))
    return true
  })
}
