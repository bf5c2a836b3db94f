import { and, eq, inArray, isNull } from 'drizzle-orm'
import { subscribers } from '#db/schema/notices.ts'
import { services } from '#db/schema/services.ts'
import { withinLimit } from '#lib/auth/limit.ts'
import { invalid, Refusal } from '#lib/errors.ts'
import { parse } from '#lib/input.ts'
import { act, record } from '#lib/records/command.ts'
import { writeNotice } from '#lib/records/write-notice.ts'
import { type SubscriptionInput, subscriptionInput } from './input.ts'

/** How long the link of a confirmation works, in hours. */
export const confirmationHours = 24

/**
 * Asks to be told. Nothing is sent but one mail to confirm; who is subscribed already gets a mail that says so instead.
 * The caller learns neither. At most three mails an hour go to an address, whoever asks, and twenty requests an hour
 * come from one place.
 *
 * @param from where the request came from, an IP address
 * @throws Refusal: invalid, too-many
 */
export async function requestSubscription(from: string, input: SubscriptionInput, now = new Date()): Promise<void> {
  const said = parse(subscriptionInput, input)
  return act('system', async (acting) => {
    const { tx } = acting
    if (!(await withinLimit(tx, `subscribe from ${from}`, 20, 60, now)))
      throw new Refusal('too-many', [{ code: 'too-many-requests' }])
    if (!said.everything) {
      const known = await tx
        .select({ id: services.id })
        .from(services)
        .where(and(inArray(services.id, said.services), isNull(services.hiddenAt)))
      if (known.length !== new Set(said.services).size) throw invalid({ code: 'unknown-service', field: 'services' })
    }
    if (!(await withinLimit(tx, `subscribe ${said.email}`, 3, 60, now))) return
    const [known] = await tx.select().from(subscribers).where(eq(subscribers.email, said.email)).for('update')
    const wanted = {
      language: said.language,
      timeZone: said.timeZone,
      everything: said.everything,
      services: said.everything ? [] : said.services,
      kinds: said.kinds,
    }
    const [subscriber] = known?.confirmedAt
      ? [known]
      : await tx
          .insert(subscribers)
          .values({ email: said.email, ...wanted, createdAt: now })
          .onConflictDoUpdate({
            target: subscribers.email,
            set: { ...wanted, createdAt: now },
            setWhere: isNull(subscribers.confirmedAt),
          })
          .returning()
    if (!subscriber) throw new Error('the subscriber was not written')
    await writeNotice(
      tx,
      { serviceId: null, audience: 'public', tenants: [] },
      [{ kind: 'subscriber', id: subscriber.id }],
      {
        event: known?.confirmedAt ? 'subscription-known' : 'subscription-confirm',
        at: now.toISOString(),
        email: said.email,
        expiresAt: known?.confirmedAt ? null : new Date(now.getTime() + confirmationHours * 3_600_000).toISOString(),
      },
    )
    await record(acting, { action: 'subscription.request', subject: { kind: 'subscriber', id: subscriber.id } })
  })
}
