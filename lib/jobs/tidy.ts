import { and, isNull, lt, or } from 'drizzle-orm'
import { subscribers } from '#db/schema/notices.ts'
import { sessions } from '#db/schema/sessions.ts'
import { asSystem } from '#db/scope.ts'
import { forgetLimits } from '#lib/auth/limit.ts'
import { idleSince, tooOldSince } from '#lib/auth/who-is.ts'
import { forgetUploads } from '#lib/import/uploads.ts'
import { confirmationHours } from '#lib/subscribers/request-subscription.ts'

/** Forgets what is no longer needed: addresses never confirmed, expired sessions, counts of old requests, files that were not imported. */
export function tidy(now = new Date()): Promise<void> {
  return asSystem(async (tx) => {
    const expired = new Date(now.getTime() - (confirmationHours + 1) * 3_600_000)
    await tx.delete(subscribers).where(and(isNull(subscribers.confirmedAt), lt(subscribers.createdAt, expired)))
    await tx.delete(sessions).where(or(lt(sessions.seenAt, idleSince(now)), lt(sessions.createdAt, tooOldSince(now))))
    await forgetLimits(tx, now)
    await forgetUploads(tx, now)
  })
}
