import { and, asc, desc, eq, gt, inArray, isNull, lt, or, type SQL, sql } from 'drizzle-orm'
import type { PgUpdateSetSource } from 'drizzle-orm/pg-core'
import { deliveries, notices } from '#db/schema/notices.ts'
import type { Tx } from '#db/scope.ts'
import { stillHolds } from '#lib/notices/registry.ts'

/**
 * The order of what an address is told about one subject. A mail that is not decided yet goes before the later ones
 * (`follows`); one whose sentence no longer holds is not sent at all.
 */
const open = inArray(deliveries.state, ['waiting', 'sending'])
const unclaimed = or(isNull(deliveries.claimedUntil), lt(deliveries.claimedUntil, sql`now()`))

/** Other notices about a subject of this one: given the notice's id as it is called in the query around it. */
const aboutTheSame = (noticeId: unknown) => sql`notice_subjects own
  join notice_subjects same on same.kind = own.kind and same.subject_id = own.subject_id and same.notice_id <> own.notice_id
  join notices other on other.id = same.notice_id
  join notices this on this.id = own.notice_id
  where own.notice_id = ${noticeId}`

/** The last mail about the same to the same address that goes before a delivery and is not decided, or null. */
const openBefore = sql`(select before.id from deliveries before
  where before.state in ('waiting', 'sending') and before.email = deliveries.email
    and before.notice_id in (select other.id from ${aboutTheSame(sql`deliveries.notice_id`)} and other.number < this.number)
  order by (select number from notices where id = before.notice_id) desc limit 1)`

/** Whether something later about the same has been sent to the same address, or is about to be. */
export const isOvertaken = sql`exists (select from deliveries later
  where later.state <> 'failed' and later.state <> 'overtaken' and later.recipient = deliveries.recipient
    and later.notice_id in (select other.id from ${aboutTheSame(sql`deliveries.notice_id`)} and other.number > this.number))`

/** Whether something earlier about the same has not been addressed yet: it could not be followed. */
export const waitsForEarlier = sql`exists (select from ${aboutTheSame(sql`notices.id`)}
  and other.number < this.number and other.addressed_at is null)`

/** As many rows as one statement changes: it must end within the time that a query has. */
const portion = 1000

/**
 * Clears the way for a notice: of the notices before it about the same subject what no longer holds is not sent, and the
 * rest is tried at once, so that nobody waits for the pause after a failure. Returns whether anything is still open.
 */
export async function clearTheWay(tx: Tx, notice: typeof notices.$inferSelect, now: Date): Promise<boolean> {
  const isOpen = sql`exists (select from deliveries d where d.notice_id = notices.id and d.state in ('waiting', 'sending'))`
  const before = sql`(select other.id from ${aboutTheSame(notice.id)} and other.number < this.number)`
  const earlier = await tx
    .select()
    .from(notices)
    .where(and(inArray(notices.id, before), isOpen))
    // The last first: what is ended then follows nothing of those before it, and need not be let go.
    .orderBy(desc(notices.number))
  for (const one of earlier) if (!(await stillHolds(tx, one, now))) await overtake(tx, one.id)
  const ids = earlier.map((one) => one.id)
  const paused = and(
    inArray(deliveries.noticeId, ids.concat('')),
    eq(deliveries.state, 'waiting'),
    // Instants are kept to the millisecond: what was set to now may lie a little after it.
    gt(deliveries.nextTryAt, sql`now() + interval '1 second'`),
  )
  for await (const _ of change(tx, paused, { nextTryAt: sql`now()` }));
  return ids.length > 0
}

/** Lets open mails follow what goes before each of them. */
export async function follow(tx: Tx, ids: string[]): Promise<void> {
  for (let from = 0; from < ids.length; from += portion)
    await tx
      .update(deliveries)
      .set({ follows: openBefore })
      .where(inArray(deliveries.id, ids.slice(from, from + portion)))
}

/** Ends what is open of a notice that no longer holds; what is being handed over at this moment is left. */
export async function overtake(tx: Tx, noticeId: string): Promise<void> {
  const ending = and(eq(deliveries.noticeId, noticeId), open, unclaimed)
  // What was being sent and had no answer may have arrived.
  const state = sql`case state when 'sending' then 'unknown' else 'overtaken' end`
  for await (const ended of change(tx, ending, { state, claimedUntil: null, follows: null })) await release(tx, ended)
}

/**
 * Changes rows that no other worker is about to change, a portion at a time and in the order of an index, so that none is
 * passed twice. Gives the ids of each portion.
 */
async function* change(
  tx: Tx,
  which: SQL | undefined,
  set: PgUpdateSetSource<typeof deliveries>,
): AsyncGenerator<string[]> {
  let after: { email: string; id: string } | undefined
  do {
    const rows = await tx
      .select({ email: deliveries.email, id: deliveries.id })
      .from(deliveries)
      .where(and(which, after && sql`(email, id) > (${after.email}, ${after.id})`))
      .orderBy(asc(deliveries.email), asc(deliveries.id))
      .limit(portion)
      .for('update', { skipLocked: true })
    const ids = rows.map((row) => row.id)
    if (ids.length) await tx.update(deliveries).set(set).where(inArray(deliveries.id, ids))
    yield ids
    after = rows.at(-1)
  } while (after)
}

/** Lets go of what followed these, now that they are decided. */
export async function release(tx: Tx, decided: string[]): Promise<void> {
  for (let from = 0; from < decided.length; from += portion)
    await tx
      .update(deliveries)
      .set({ follows: openBefore })
      .where(inArray(deliveries.follows, decided.slice(from, from + portion)))
}

/**
 * Lets go of what follows something that is decided: two commits that crossed cannot see each other. Returns whether
 * there was any.
 */
export async function releaseForgotten(tx: Tx): Promise<boolean> {
  const { rowCount } = await tx.execute(sql`update deliveries set follows = ${openBefore}
    where id in (select f.id from deliveries f join deliveries e on e.id = f.follows
      where f.follows is not null and e.state not in ('waiting', 'sending') limit ${portion})`)
  return Boolean(rowCount)
}
