import { and, asc, eq, inArray, isNull, lt, lte, or, sql } from 'drizzle-orm'
import { deliveries, notices } from '#db/schema/notices.ts'
import { portal } from '#db/schema/portal.ts'
import { asSystem, type Tx } from '#db/scope.ts'
import { attemptSeconds, type Transport } from '#lib/channels/mail/transport.ts'
import { stillHolds } from '#lib/notices/registry.ts'
import { overtake } from './order.ts'

/** A delivery as its claim found it: `state` is what it was before. */
export type Delivery = typeof deliveries.$inferSelect
export type Claim = { notice: typeof notices.$inferSelect; portal: { en?: string; hi?: string }; rows: Delivery[] }

/**
 * How long a claim holds, in seconds: longer than its attempt may take, and what became of it takes to be written down.
 * What a worker that was killed was sending is taken over afterwards.
 */
export const claimSeconds = attemptSeconds + 10

/** What is open, has nothing before it, is due, and is not in the hands of another worker. */
export const due = and(
  inArray(deliveries.state, ['waiting', 'sending']),
  isNull(deliveries.follows),
  lte(deliveries.nextTryAt, sql`now()`),
  or(isNull(deliveries.claimedUntil), lt(deliveries.claimedUntil, sql`now()`)),
)

/**
 * Takes what is due next, and writes down that it is being handed over. A notice that no longer holds is ended instead:
 * 'again' says that there may be more.
 */
export function claimNext(via: Transport, without: string[], now: Date): Promise<Claim | 'again' | null> {
  return asSystem(async (tx) => {
    const [next] = await nextDue(tx, without)
    if (!next) return null
    const [notice] = await tx.select().from(notices).where(eq(notices.id, next.noticeId))
    if (!notice) return null
    if (!(await stillHolds(tx, notice, now))) {
      await overtake(tx, notice.id)
      return 'again'
    }
    const rows = via.sendBatch ? await groupOf(tx, next) : [next]
    if (!rows.length) return 'again'
    await tx
      .update(deliveries)
      .set({
        state: 'sending',
        attempts: sql`attempts + 1`,
        firstTriedAt: sql`coalesce(first_tried_at, now())`,
        claimedUntil: sql`now() + make_interval(secs => ${claimSeconds})`,
      })
      .where(
        inArray(
          deliveries.id,
          rows.map((row) => row.id),
        ),
      )
    const [site] = await tx.select({ name: portal.name }).from(portal)
    return { notice, portal: site?.name ?? { en: 'Almanac' }, rows }
  })
}

/** The delivery that has waited longest, of no domain in `without`; what another worker is taking is passed over. */
export function nextDue(tx: Tx, without: string[]) {
  return tx
    .select()
    .from(deliveries)
    .where(and(due, without.length ? sql`split_part(email, '@', -1) <> all(${sql.param(without)})` : undefined))
    .orderBy(asc(deliveries.nextTryAt))
    .limit(1)
    .for('update', { skipLocked: true })
}

/**
 * Those that go in one call with a delivery: the same batch, and never tried or first tried at the same time. So a call
 * that is tried again has the same members and may have the same key, whatever has been released in the batch since.
 */
async function groupOf(tx: Tx, next: Delivery): Promise<Delivery[]> {
  // One worker at a time claims of a batch; row by row, two of them would wait for each other.
  const key = `${next.noticeId} ${next.batch}`
  const { rows: lock } = await tx.execute<{ got: boolean }>(
    sql`select pg_try_advisory_xact_lock(hashtextextended(${key}, 0)) as got`,
  )
  if (!lock[0]?.got) return []
  return tx
    .select()
    .from(deliveries)
    .where(
      and(
        eq(deliveries.noticeId, next.noticeId),
        eq(deliveries.batch, next.batch),
        next.firstTriedAt ? eq(deliveries.firstTriedAt, next.firstTriedAt) : isNull(deliveries.firstTriedAt),
        due,
      ),
    )
    .orderBy(asc(deliveries.id))
    .for('update')
}
