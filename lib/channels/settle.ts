import { and, eq, inArray, isNull, lt, or, sql } from 'drizzle-orm'
import { deliveries } from '#db/schema/notices.ts'
import { asSystem } from '#db/scope.ts'
import type { Outcome, Transport } from '#lib/channels/mail/transport.ts'
import type { Delivery } from './claim.ts'
import { release } from './order.ts'

/** How often a mail is tried before it is given up, over about two and a half hours. */
export const mostAttempts = 8
/** Seconds after which a mail that may have arrived is sent once more, where no key says whether it did. */
const unclearPause = 300

/** Seconds until the next try: 5, 20, 80, 320, 1280 … an hour at most. */
export function backOff(attempts: number): number {
  return Math.min(5 * 4 ** Math.max(0, attempts - 1), 3600)
}

/** Writes down what became of mails that were handed over, and lets go of what waited for them. */
export function settle(via: Transport, rows: Delivery[], outcomes: Outcome[]): Promise<void> {
  return asSystem(async (tx) => {
    const sent = rows.flatMap((row, index) => {
      const outcome = outcomes[index]
      return outcome?.result === 'sent' ? [sql`(${row.id}, ${outcome.providerId ?? null})`] : []
    })
    if (sent.length)
      await tx.execute(sql`update deliveries d set state = 'sent', sent_at = now(), claimed_until = null, error = null, provider_id = v.provider
        from (values ${sql.join(sent, sql`, `)}) as v(id, provider) where d.id = v.id`)
    for (const [index, row] of rows.entries()) {
      const outcome = outcomes[index]
      if (!outcome || outcome.result === 'sent') continue
      await tx
        .update(deliveries)
        .set({ claimedUntil: null, error: outcome.error, ...afterwards(via, row, outcome) })
        // Unless another worker has taken it over, because this one slept.
        .where(
          and(eq(deliveries.id, row.id), eq(deliveries.state, 'sending'), eq(deliveries.attempts, row.attempts + 1)),
        )
    }
    await release(
      tx,
      rows.map((row) => row.id),
    )
  })
}

/** What becomes of a delivery, as it was before this attempt, that was not sent by it. */
function afterwards(via: Transport, row: Delivery, outcome: Exclude<Outcome, { result: 'sent' }>) {
  const { result } = outcome
  const attempts = row.attempts + 1
  // Without keys an attempt before this one may have arrived, whatever became of this one.
  const arrivedPerhaps = via.keyHours === null && row.state === 'sending'
  if (result === 'refused') return { state: arrivedPerhaps ? ('unknown' as const) : ('failed' as const) }
  if (result === 'unclear') {
    const expired =
      via.keyHours !== null && row.firstTriedAt && Date.now() - row.firstTriedAt.getTime() > via.keyHours * 3_600_000
    if (arrivedPerhaps || expired || outcome.error.includes('invalid_idempotent_request'))
      return { state: 'unknown' as const }
    // While its key holds it is tried on: it cannot arrive twice.
    return { state: 'sending' as const, nextTryAt: inSeconds(via.keyHours === null ? unclearPause : backOff(attempts)) }
  }
  if (attempts >= mostAttempts) return { state: arrivedPerhaps ? ('unknown' as const) : ('failed' as const) }
  return {
    state: arrivedPerhaps ? ('sending' as const) : ('waiting' as const),
    nextTryAt: inSeconds(backOff(attempts)),
  }
}

const inSeconds = (seconds: number) => sql`now() + make_interval(secs => ${seconds})`

/** Gives each mail of a refused batch a batch of its own, so that one bad address holds up nobody else. */
export function split(rows: Delivery[]): Promise<void> {
  return asSystem(async (tx) => {
    await tx
      .update(deliveries)
      .set({
        state: 'waiting',
        // None of the numbers that were given when the notice was addressed.
        batch: sql`-1 - ('x' || substr(md5(id), 1, 7))::bit(28)::int`,
        attempts: 0,
        firstTriedAt: null,
        claimedUntil: null,
        nextTryAt: sql`now()`,
      })
      .where(
        inArray(
          deliveries.id,
          rows.map((row) => row.id),
        ),
      )
  })
}

/** What was being sent when its worker was killed, and whose key has expired since, may have arrived: nobody knows. */
export function giveUpExpired(via: Transport): Promise<void> {
  const { keyHours } = via
  if (keyHours === null) return Promise.resolve()
  return asSystem(async (tx) => {
    const rows = await tx
      .update(deliveries)
      .set({ state: 'unknown', claimedUntil: null, error: 'the idempotency key has expired' })
      .where(
        and(
          eq(deliveries.state, 'sending'),
          lt(deliveries.firstTriedAt, sql`now() - make_interval(hours => ${keyHours})`),
          or(isNull(deliveries.claimedUntil), lt(deliveries.claimedUntil, sql`now()`)),
        ),
      )
      .returning({ id: deliveries.id })
    await release(
      tx,
      rows.map((row) => row.id),
    )
  })
}
