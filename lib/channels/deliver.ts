import { and, eq, inArray, isNull, lt, lte, or, sql } from 'drizzle-orm'
import { deliveries, notices } from '#db/schema/notices.ts'
import { portal } from '#db/schema/portal.ts'
import { asSystem } from '#db/scope.ts'
import { type Mail, mailRenderer, type Recipient } from '#lib/channels/mail/render-mail.tsx'
import type { Outcome, Transport } from '#lib/channels/mail/transport.ts'
import { isPersonal } from '#lib/notices/events.ts'
import type { Payload } from '#lib/notices/payload.ts'

type Delivery = typeof deliveries.$inferSelect
type Claim = { notice: typeof notices.$inferSelect; portal: { en?: string; hi?: string }; rows: Delivery[] }

/** How often a mail is tried before it is given up, over about two and a half hours. */
export const mostAttempts = 8
/** A batch of a worker that was killed is taken over after so many seconds. */
const claimSeconds = 45

/** Seconds until the next try: 5, 20, 80, 320, 1280 … an hour at most. */
export function backOff(attempts: number): number {
  return Math.min(5 * 4 ** Math.max(0, attempts - 1), 3600)
}

/**
 * Sends the next batch that is due. Returns false when none is. Any number of workers may do it at once: a batch is
 * claimed for a while, and each mail's state is written before it is handed over and after.
 */
export async function deliver(via: Transport): Promise<boolean> {
  await giveUpExpired(via)
  const claim = await claimBatch()
  if (!claim) return false
  if (claim === 'busy') return true
  const render = mailRenderer(claim.notice.payload as Payload, claim.portal, claim.notice.envelope)
  const recipientOf = (row: Delivery): Recipient => ({
    id: row.recipient,
    email: row.email,
    language: row.language,
    timeZone: row.timeZone,
    member: !isPersonal(claim.notice.event) && claim.notice.audience !== 'public',
  })
  if (via.sendBatch && claim.rows.length > 1) {
    const mails: Mail[] = await Promise.all(claim.rows.map((row) => render(recipientOf(row))))
    if (!(await startAttempt(claim.rows))) return true
    const outcomes = await via.sendBatch(`${claim.notice.id}-${claim.rows[0]?.batch}`, mails)
    if (outcomes) await settle(via, claim.rows, outcomes)
    else await split(claim.rows)
    return true
  }
  for (const row of claim.rows) {
    const mail = await render(recipientOf(row))
    if (!(await startAttempt([row]))) return true
    await settle(via, [row], [await via.sendOne(`${claim.notice.id}-${row.id}`, mail)])
  }
  return true
}

/** What was being sent when its worker was killed, and whose key has expired since, may have arrived: nobody knows. */
function giveUpExpired(via: Transport): Promise<unknown> {
  if (!Number.isFinite(via.keyHours)) return Promise.resolve()
  return asSystem((tx) =>
    tx
      .update(deliveries)
      .set({ state: 'unknown', claimedUntil: null, error: 'the idempotency key has expired' })
      .where(
        and(
          eq(deliveries.state, 'sending'),
          lt(deliveries.firstTriedAt, sql`now() - make_interval(hours => ${via.keyHours})`),
          or(isNull(deliveries.claimedUntil), lt(deliveries.claimedUntil, sql`now()`)),
        ),
      ),
  )
}

/** Claims all that is due of one batch; another worker's claim holds until it expires. */
function claimBatch(): Promise<Claim | 'busy' | null> {
  const due = and(
    inArray(deliveries.state, ['waiting', 'sending']),
    lte(deliveries.nextTryAt, sql`now()`),
    or(isNull(deliveries.claimedUntil), lt(deliveries.claimedUntil, sql`now()`)),
  )
  return asSystem(async (tx) => {
    const [next] = await tx
      .select({ noticeId: deliveries.noticeId, batch: deliveries.batch })
      .from(deliveries)
      .where(due)
      .orderBy(deliveries.nextTryAt)
      .limit(1)
    if (!next) return null
    // One worker at a time claims of a batch; row by row, two of them would wait for each other.
    const key = `${next.noticeId} ${next.batch}`
    const { rows: lock } = await tx.execute<{ got: boolean }>(
      sql`select pg_try_advisory_xact_lock(hashtextextended(${key}, 0)) as got`,
    )
    if (!lock[0]?.got) return 'busy'
    const rows = await tx
      .update(deliveries)
      .set({ claimedUntil: sql`now() + make_interval(secs => ${claimSeconds})` })
      .where(and(eq(deliveries.noticeId, next.noticeId), eq(deliveries.batch, next.batch), due))
      .returning()
    const [notice] = await tx.select().from(notices).where(eq(notices.id, next.noticeId))
    const [about] = await tx.select({ name: portal.name }).from(portal)
    if (!notice || !rows.length) return null
    return {
      notice,
      portal: about?.name ?? { en: 'Almanac' },
      rows: rows.sort((one, other) => (one.id < other.id ? -1 : 1)),
    }
  })
}

/**
 * Notes that these mails are being handed over, unless the claim was lost meanwhile (this worker slept for too long and
 * another took over). Returns whether it still holds.
 */
function startAttempt(rows: Delivery[]): Promise<boolean> {
  return asSystem(async (tx) => {
    const started = await tx
      .update(deliveries)
      .set({
        state: 'sending',
        attempts: sql`${deliveries.attempts} + 1`,
        firstTriedAt: sql`coalesce(${deliveries.firstTriedAt}, now())`,
        claimedUntil: sql`now() + make_interval(secs => ${claimSeconds})`,
      })
      .where(
        and(
          inArray(
            deliveries.id,
            rows.map((row) => row.id),
          ),
          inArray(deliveries.state, ['waiting', 'sending']),
          eq(deliveries.attempts, rows[0]?.attempts ?? 0),
        ),
      )
      .returning({ id: deliveries.id })
    return started.length === rows.length
  })
}

/** Writes down what became of mails that were handed over. */
function settle(via: Transport, rows: Delivery[], outcomes: Outcome[]): Promise<void> {
  return asSystem(async (tx) => {
    const sent = rows.filter((_, index) => outcomes[index]?.result === 'sent')
    if (sent.length === rows.length && rows.length > 1) {
      const ids = sql.join(
        rows.map((row, index) => sql`(${row.id}, ${(outcomes[index] as { providerId?: string }).providerId ?? null})`),
        sql`, `,
      )
      await tx.execute(sql`update deliveries d set state = 'sent', sent_at = now(), claimed_until = null, error = null, provider_id = v.provider
        from (values ${ids}) as v(id, provider) where d.id = v.id`)
      return
    }
    for (const [index, row] of rows.entries()) {
      const outcome = outcomes[index]
      if (outcome)
        await tx
          .update(deliveries)
          .set(afterwards(via, row, outcome))
          .where(eq(deliveries.id, row.id))
    }
  })
}

function afterwards(via: Transport, row: Delivery, outcome: Outcome) {
  const attempts = row.attempts + 1
  if (outcome.result === 'sent')
    return {
      state: 'sent' as const,
      sentAt: sql`now()`,
      claimedUntil: null,
      error: null,
      providerId: outcome.providerId ?? null,
    }
  if (outcome.result === 'refused') return { state: 'failed' as const, claimedUntil: null, error: outcome.error }
  const keyIsDead = row.firstTriedAt !== null && Date.now() - row.firstTriedAt.getTime() > via.keyHours * 3_600_000
  if (outcome.result === 'unclear' && (keyIsDead || outcome.error.includes('invalid_idempotent_request'))) {
    return { state: 'unknown' as const, claimedUntil: null, error: outcome.error }
  }
  // While its key holds, what may have arrived is tried each hour: it cannot arrive twice.
  const safe = outcome.result === 'unclear' && Number.isFinite(via.keyHours)
  if (attempts >= mostAttempts && !safe)
    return {
      state: outcome.result === 'unclear' ? ('unknown' as const) : ('failed' as const),
      claimedUntil: null,
      error: outcome.error,
    }
  // What may have arrived stays as being sent: its batch keeps its members, and its key its bytes.
  const state = outcome.result === 'unclear' ? ('sending' as const) : ('waiting' as const)
  return {
    state,
    claimedUntil: null,
    error: outcome.error,
    nextTryAt: sql`now() + make_interval(secs => ${backOff(attempts)})`,
  }
}

/** Gives each mail of a refused batch a batch of its own, so that one bad address holds up nobody else. */
function split(rows: Delivery[]): Promise<void> {
  return asSystem(async (tx) => {
    for (const [index, row] of rows.entries()) {
      await tx
        .update(deliveries)
        .set({
          state: 'waiting',
          batch: (row.batch + 1) * 1000 + index,
          attempts: 0,
          claimedUntil: null,
          nextTryAt: sql`now()`,
        })
        .where(eq(deliveries.id, row.id))
    }
  })
}
