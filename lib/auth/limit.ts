import { and, eq, lt, sql } from 'drizzle-orm'
import { rateLimits } from '#db/schema/people.ts'
import type { Tx } from '#db/scope.ts'

/**
 * Counts one more of something a stranger does, in all processes together, and says whether it is still within the
 * limit for this stretch of time.
 */
export async function withinLimit(tx: Tx, key: string, limit: number, minutes: number, now: Date): Promise<boolean> {
  const startsAt = stretchOf(minutes, now)
  const [row] = await tx
    .insert(rateLimits)
    .values({ key, startsAt, count: 1 })
    .onConflictDoUpdate({ target: [rateLimits.key, rateLimits.startsAt], set: { count: sql`${rateLimits.count} + 1` } })
    .returning({ count: rateLimits.count })
  return (row?.count ?? 0) <= limit
}

/** Takes one back that was counted at this time: it turned out to be nothing to be slowed. */
export async function uncount(tx: Tx, key: string, minutes: number, now: Date): Promise<void> {
  await tx
    .update(rateLimits)
    .set({ count: sql`${rateLimits.count} - 1` })
    .where(and(eq(rateLimits.key, key), eq(rateLimits.startsAt, stretchOf(minutes, now))))
}

function stretchOf(minutes: number, now: Date): Date {
  const length = minutes * 60_000
  return new Date(Math.floor(now.getTime() / length) * length)
}

/** Forgets what was counted under a key. */
export async function forget(tx: Tx, key: string): Promise<void> {
  await tx.delete(rateLimits).where(eq(rateLimits.key, key))
}

/** Forgets what was counted longer than a day ago. */
export async function forgetLimits(tx: Tx, now: Date): Promise<void> {
  await tx.delete(rateLimits).where(lt(rateLimits.startsAt, new Date(now.getTime() - 86_400_000)))
}
