import { eq } from 'drizzle-orm'
import { subscribers } from '#db/schema/notices.ts'
import { readKey } from '#lib/auth/links.ts'
import { missing } from '#lib/errors.ts'
import { act, record } from '#lib/records/command.ts'

/**
 * Confirms an address by the key of the mail that went to it: from the next notice on it is told. Doing it twice is no
 * error. @throws Refusal (missing) when the key is void or the request was withdrawn
 */
export async function confirmSubscription(
  key: string,
  now = new Date(),
): Promise<{ subscriberId: string; language: 'en' | 'hi' }> {
  const id = readKey('confirm', key, now)
  return act('system', async (acting) => {
    const [subscriber] = id
      ? await acting.tx.select().from(subscribers).where(eq(subscribers.id, id)).for('update')
      : []
    if (!subscriber) throw missing('link-is-void')
    if (!subscriber.confirmedAt) {
      await acting.tx.update(subscribers).set({ confirmedAt: now }).where(eq(subscribers.id, subscriber.id))
      await record(acting, { action: 'subscription.confirm', subject: { kind: 'subscriber', id: subscriber.id } })
    }
    return { subscriberId: subscriber.id, language: subscriber.language }
  })
}
