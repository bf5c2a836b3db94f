import { desc, eq, ilike, sql } from 'drizzle-orm'
import { deliveries, notices, subscribers } from '#db/schema/notices.ts'
import { memberships } from '#db/schema/people.ts'
import { users } from '#db/schema/users.ts'
import { asSystem, type Tx } from '#db/scope.ts'
import { readKey } from '#lib/auth/links.ts'

/** What the holder of a key sees: their choices and what was sent lately. Null for a key that is void. */
export function getSubscription(key: string) {
  const id = readKey('subscription', key)
  if (!id) return Promise.resolve(null)
  return asSystem(async (tx) => {
    const [subscriber] = await tx.select().from(subscribers).where(eq(subscribers.id, id))
    if (!subscriber) return null
    const sent = await tx
      .select({
        at: deliveries.sentAt,
        tried: deliveries.firstTriedAt,
        created: notices.createdAt,
        state: deliveries.state,
        event: notices.event,
        payload: notices.payload,
      })
      .from(deliveries)
      .innerJoin(notices, eq(notices.id, deliveries.noticeId))
      .where(eq(deliveries.recipient, id))
      .orderBy(desc(notices.createdAt))
      .limit(10)
    return { subscriber, sent }
  })
}

/** What the holder of a member's key sees: how they get mail. Null for a key that is void. */
export function getMemberMail(key: string) {
  const id = readKey('membership', key)
  if (!id) return Promise.resolve(null)
  return asSystem(async (tx) => {
    const [person] = await tx
      .select({
        email: users.email,
        wantsMail: users.wantsMail,
        language: users.language,
        timeZone: users.timeZone,
      })
      .from(memberships)
      .innerJoin(users, eq(users.id, memberships.userId))
      .where(eq(memberships.id, id))
    return person ?? null
  })
}

/** Subscribers for staff, newest first; `search` is a part of an address. */
export async function listSubscribers(tx: Tx, search: string, limit = 100) {
  const rows = await tx
    .select()
    .from(subscribers)
    .where(search ? ilike(subscribers.email, `%${search.replace(/[\\%_]/g, '\\$&')}%`) : undefined)
    .orderBy(desc(subscribers.createdAt))
    .limit(limit)
  const [counts] = await tx
    .select({ all: sql<number>`count(*)::int`, confirmed: sql<number>`count(${subscribers.confirmedAt})::int` })
    .from(subscribers)
  return { rows, all: counts?.all ?? 0, confirmed: counts?.confirmed ?? 0 }
}
