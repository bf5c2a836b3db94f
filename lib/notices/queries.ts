import { asc, desc, eq, lt, sql } from 'drizzle-orm'
import { deliveries, noticeSubjects, notices } from '#db/schema/notices.ts'
import type { Tx } from '#db/scope.ts'
import { about } from '#lib/records/write-notice.ts'

const counts = {
  all: sql<number>`count(${deliveries.id})::int`,
  sent: sql<number>`(count(*) filter (where ${deliveries.state} = 'sent'))::int`,
  waiting: sql<number>`(count(*) filter (where ${deliveries.state} in ('waiting', 'sending')))::int`,
  failed: sql<number>`(count(*) filter (where ${deliveries.state} = 'failed'))::int`,
  unknown: sql<number>`(count(*) filter (where ${deliveries.state} = 'unknown'))::int`,
  overtaken: sql<number>`(count(*) filter (where ${deliveries.state} = 'overtaken'))::int`,
}

/** Notices with what became of their mails, newest first; those before `before` for the next page. */
export function listOutbox(tx: Tx, limit = 50, before?: Date) {
  return tx
    .select({ notice: notices, ...counts })
    .from(notices)
    .leftJoin(deliveries, eq(deliveries.noticeId, notices.id))
    .where(before ? lt(notices.createdAt, before) : undefined)
    .groupBy(notices.id)
    .orderBy(desc(notices.number))
    .limit(limit)
}

/** One notice with its mails. */
export async function getNotice(tx: Tx, id: string) {
  const [notice] = await tx.select().from(notices).where(eq(notices.id, id))
  if (!notice) return null
  return {
    notice,
    deliveries: await tx
      .select()
      .from(deliveries)
      .where(eq(deliveries.noticeId, id))
      .orderBy(asc(deliveries.state), asc(deliveries.email))
      .limit(500),
  }
}

/** The last notice about a window with its counts, for the delivery picture; null when there is none. */
export async function lastNoticeOf(tx: Tx, windowId: string) {
  const [row] = await tx
    .select({ id: notices.id, event: notices.event, at: notices.createdAt, ...counts })
    .from(noticeSubjects)
    .innerJoin(notices, eq(notices.id, noticeSubjects.noticeId))
    .leftJoin(deliveries, eq(deliveries.noticeId, notices.id))
    .where(about({ kind: 'window', id: windowId }))
    .groupBy(notices.id)
    .orderBy(desc(notices.number))
    .limit(1)
  return row ?? null
}
