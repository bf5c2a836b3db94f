import { and, eq, type SQL, sql } from 'drizzle-orm'
import { noticeSubjects, notices } from '#db/schema/notices.ts'
import type { Tx } from '#db/scope.ts'
import type { Audience } from './audience.ts'
import type { Kind } from './kinds.ts'
import type { NoticePayload } from './notices.ts'

/** What a notice is about: a record, or who asked for a subscription. */
export type Subject = { kind: Kind | 'subscriber'; id: string }
/** SQL: the rows of `noticeSubjects` that are about this. */
export const about = ({ kind, id }: Subject): SQL | undefined =>
  and(eq(noticeSubjects.kind, kind), eq(noticeSubjects.subjectId, id))

/** Whom a notice is for; without a service: what concerns none of them. */
export type NoticeFor = { serviceId: string | null; audience: Audience; tenants: string[] }

/**
 * Writes a notice in the transaction of the command that caused it: if that is undone, nothing is sent; if it is
 * kept, a worker sends it, whatever happens to this process. Returns the notice's id.
 */
export async function writeNotice<P extends NoticePayload>(
  tx: Tx,
  whom: NoticeFor,
  subjects: Subject[],
  payload: P,
  /** Kept for the record and sent to nobody. */
  { quiet = false } = {},
): Promise<string> {
  const { serviceId, audience, tenants } = whom
  const [notice] = await tx
    .insert(notices)
    .values({ event: payload.event, serviceId, audience, tenants, payload, ...(quiet && { addressedAt: sql`now()` }) })
    .returning({ id: notices.id })
  if (!notice) throw new Error('the notice was not written')
  await tx.insert(noticeSubjects).values(subjects.map(({ kind, id }) => ({ noticeId: notice.id, kind, subjectId: id })))
  return notice.id
}
