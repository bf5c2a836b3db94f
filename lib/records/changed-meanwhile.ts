import { and, asc, eq, sql } from 'drizzle-orm'
import { audit } from '#db/schema/audit.ts'
import { users } from '#db/schema/users.ts'
import type { Tx } from '#db/scope.ts'
import { Refusal } from '#lib/errors.ts'

/** The refusal of who changed a version that is no longer the newest: with who did what since. */
export async function changedMeanwhile(
  tx: Tx,
  subject: { kind: string; id: string },
  seenVersion: number,
): Promise<Refusal> {
  const rows = await tx
    .select({ who: users.name, at: audit.at, action: audit.action, before: audit.before, after: audit.after })
    .from(audit)
    .leftJoin(users, eq(users.id, audit.actorId))
    .where(
      and(
        eq(audit.subjectKind, subject.kind),
        eq(audit.subjectId, subject.id),
        sql`(${audit.after} ->> 'version')::int > ${seenVersion}`,
      ),
    )
    .orderBy(asc(audit.at))
  return new Refusal(
    'changed',
    [{ code: 'changed-meanwhile' }],
    rows.map((row) => ({ ...row, at: row.at.toISOString() })),
  )
}
