import { and, eq } from 'drizzle-orm'
import { deliveries, subscribers } from '#db/schema/notices.ts'
import { memberships } from '#db/schema/people.ts'
import { users } from '#db/schema/users.ts'
import { readKey } from '#lib/auth/links.ts'
import { missing } from '#lib/errors.ts'
import { type Acting, act, record } from '#lib/records/command.ts'

/**
 * Ends a subscription by the key of any mail, at once: the address is deleted and what still waits for it is not sent.
 * For a member of a tenant or staff the key ends their mail, not their account. Doing it twice is no error.
 */
export async function endSubscription(key: string): Promise<void> {
  return act('system', async (acting) => {
    const subscriberId = readKey('subscription', key)
    if (subscriberId) return deleteSubscriber(acting, subscriberId)
    const membershipId = readKey('membership', key)
    if (!membershipId) throw missing('link-is-void')
    const [membership] = await acting.tx.select().from(memberships).where(eq(memberships.id, membershipId))
    if (!membership) return
    await acting.tx.update(users).set({ wantsMail: false }).where(eq(users.id, membership.userId))
    await dropWaiting(acting, membershipId)
    await record(acting, { action: 'mail.end', subject: { kind: 'user', id: membership.userId } })
  })
}

/** Deletes a subscriber and what still waits for them, inside the caller's transaction. */
export async function deleteSubscriber(acting: Acting, id: string): Promise<void> {
  const removed = await acting.tx.delete(subscribers).where(eq(subscribers.id, id)).returning({ id: subscribers.id })
  await dropWaiting(acting, id)
  if (removed.length) await record(acting, { action: 'subscription.end', subject: { kind: 'subscriber', id } })
}

const dropWaiting = ({ tx }: Acting, recipient: string) =>
  tx.delete(deliveries).where(and(eq(deliveries.recipient, recipient), eq(deliveries.state, 'waiting')))
