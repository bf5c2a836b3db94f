import { and, eq, gt, inArray, isNull, lt, or, sql } from 'drizzle-orm'
import { deliveries, notices } from '#db/schema/notices.ts'
import type { Tx } from '#db/scope.ts'
import { stillHolds } from '#lib/notices/still-holds.ts'

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

/**
 * Puts the mails of a notice, just addressed, behind those before them that are not decided: what no longer holds is not
 * sent, the rest is tried at once, so that nobody waits for the pause after an earlier failure.
 */
export async function putInOrder(tx: Tx, notice: typeof notices.$inferSelect, now: Date): Promise<void> {
  const earlier = await tx
    .select()
    .from(notices)
    .where(
      and(
        inArray(notices.id, sql`(select other.id from ${aboutTheSame(notice.id)} and other.number < this.number)`),
        sql`exists (select from deliveries d where d.notice_id = notices.id and d.state in ('waiting', 'sending'))`,
      ),
    )
  if (!earlier.length) return
  for (const before of earlier) if (!(await stillHolds(tx, before, now))) await overtake(tx, before.id)
  const ids = earlier.map((before) => before.id)
  const paused = tx
    .select({ id: deliveries.id })
    .from(deliveries)
    .where(
      and(inArray(deliveries.noticeId, ids), eq(deliveries.state, 'waiting'), gt(deliveries.nextTryAt, sql`now()`)),
    )
    .for('update', { skipLocked: true })
  await tx.update(deliveries).set({ nextTryAt: sql`now()` }).where(inArray(deliveries.id, paused))
  await follow(tx, notice.id)
}

/** Lets the open mails of a notice follow what goes before each. */
export async function follow(tx: Tx, noticeId: string): Promise<void> {
  await tx
    .update(deliveries)
    .set({ follows: openBefore })
    .where(and(eq(deliveries.noticeId, noticeId), open))
}

/** Ends what is open of a notice that no longer holds; what is being handed over at this moment is left. */
export async function overtake(tx: Tx, noticeId: string): Promise<void> {
  const ending = tx
    .select({ id: deliveries.id })
    .from(deliveries)
    .where(and(eq(deliveries.noticeId, noticeId), open, unclaimed))
    .for('update', { skipLocked: true })
  const ended = await tx
    .update(deliveries)
    .set({
      // What was being sent and had no answer may have arrived.
      state: sql`case state when 'sending' then 'unknown' else 'overtaken' end`,
      claimedUntil: null,
      follows: null,
    })
    .where(inArray(deliveries.id, ending))
    .returning({ id: deliveries.id })
  await release(
    tx,
    ended.map((row) => row.id),
  )
}

/** Lets go of what followed these, now that they are decided. */
export async function release(tx: Tx, decided: string[]): Promise<void> {
  for (let from = 0; from < decided.length; from += 1000)
    await tx
      .update(deliveries)
      .set({ follows: openBefore })
      .where(inArray(deliveries.follows, decided.slice(from, from + 1000)))
}

/**
 * Lets go of what follows something that is decided: two commits that crossed cannot see each other. Returns whether
 * there was any.
 */
export async function releaseForgotten(tx: Tx): Promise<boolean> {
  const { rowCount } = await tx.execute(sql`update deliveries set follows = ${openBefore}
    where id in (select f.id from deliveries f join deliveries e on e.id = f.follows
      where f.follows is not null and e.state not in ('waiting', 'sending') limit 1000)`)
  return Boolean(rowCount)
}
