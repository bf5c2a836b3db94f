import { sql } from 'drizzle-orm'
import type { Tx } from '#db/scope.ts'

/**
 * Serialises scheduling per service: two schedulers at once cannot both pass the same check. It is the first lock of every
 * command that takes it; then comes the record's own row, then its parts: one order for all, so that none waits for another
 * that waits for it.
 */
export async function lockSchedule(tx: Tx, serviceId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('schedule ' || ${serviceId}, 0))`)
}
