import { noticeSubjects, notices } from '#db/schema/notices.ts'
import type { Tx } from '#db/scope.ts'
import type { Payload } from './payload.ts'

export type Subject = { kind: 'window' | 'incident' | 'freeze' | 'release' | 'subscriber'; id: string }
export type Whom = { serviceId: string | null; audience: 'public' | 'internal' | 'tenants'; tenants: string[] }

/**
 * Writes a notice in the transaction of the command that caused it: if that is undone, nothing is sent; if it is
 * kept, a worker sends it, whatever happens to this process. Returns the notice's id.
 */
export async function writeNotice(tx: Tx, whom: Whom, subjects: Subject[], payload: Payload): Promise<string> {
  const [notice] = await tx
    .insert(notices)
    .values({
      event: payload.event,
      serviceId: whom.serviceId,
      audience: whom.audience,
      tenants: whom.tenants,
      payload,
    })
    .returning({ id: notices.id })
  if (!notice) throw new Error('the notice was not written')
  await tx.insert(noticeSubjects).values(subjects.map(({ kind, id }) => ({ noticeId: notice.id, kind, subjectId: id })))
  return notice.id
}
