import { and, isNull, lt } from 'drizzle-orm'
import { subscribers } from '#db/schema/notices.ts'
import { asSystem } from '#db/scope.ts'
import { forgetLimits } from '#lib/auth/limit.ts'
import { forgetUploads } from '#lib/import/uploads.ts'
import { confirmationHours } from '#lib/subscribers/request-subscription.ts'

/** Forgets what is no longer needed: addresses never confirmed, counts of old requests, files that were not imported. */
export function tidy(now = new Date()): Promise<void> {
  return asSystem(async (tx) => {
    const expired = new Date(now.getTime() - (confirmationHours + 1) * 3_600_000)
    await tx.delete(subscribers).where(and(isNull(subscribers.confirmedAt), lt(subscribers.createdAt, expired)))
    await forgetLimits(tx, now)
    await forgetUploads(tx, now)
  })
}
