import { and, desc, eq, lt, type SQL, sql } from 'drizzle-orm'
import { audit } from '#db/schema/audit.ts'
import { users } from '#db/schema/users.ts'
import type { Tx } from '#db/scope.ts'
import { kinds } from '#lib/records/kinds.ts'

/** SQL: the reference of the record that an entry is about, as far as the viewer may see it. */
const referenceOf = sql<string | null>`case ${audit.subjectKind} ${sql.join(
  Object.entries(kinds).map(([kind, { table }]) => {
    const records = sql.identifier(table)
    return sql`when ${kind} then (select ${records}.reference from ${records} where ${records}.id = ${audit.subjectId})`
  }),
  sql` `,
)} end`

/** Audit entries with who did them, newest first: all that the viewer may read, or those of one thing. */
export function listAudit(
  tx: Tx,
  filter: { kind?: string | undefined; id?: string | undefined; before?: Date | undefined } = {},
  limit = 100,
) {
  const conditions: (SQL | undefined)[] = [
    filter.kind ? eq(audit.subjectKind, filter.kind) : undefined,
    filter.id ? eq(audit.subjectId, filter.id) : undefined,
    filter.before ? lt(audit.at, filter.before) : undefined,
  ]
  return tx
    .select({
      id: audit.id,
      at: audit.at,
      who: users.name,
      action: audit.action,
      subjectKind: audit.subjectKind,
      subjectId: audit.subjectId,
      before: audit.before,
      after: audit.after,
      reason: audit.reason,
      reference: referenceOf,
    })
    .from(audit)
    .leftJoin(users, eq(users.id, audit.actorId))
    .where(and(...conditions))
    .orderBy(desc(audit.at), desc(audit.id))
    .limit(limit)
}
export type AuditEntry = Awaited<ReturnType<typeof listAudit>>[number]

/** What an entry changed, name by name: from what to what. Bookkeeping is left out. */
export function changesIn(entry: Pick<AuditEntry, 'before' | 'after'>): { name: string; from: unknown; to: unknown }[] {
  const names = new Set([...Object.keys(entry.before ?? {}), ...Object.keys(entry.after ?? {})])
  return [...names]
    .filter((name) => name !== 'version')
    .flatMap((name) => {
      const [from, to] = [entry.before?.[name], entry.after?.[name]]
      return JSON.stringify(from) === JSON.stringify(to) ? [] : [{ name, from, to }]
    })
}
