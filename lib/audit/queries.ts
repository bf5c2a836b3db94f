import { and, desc, eq, lt, type SQL, sql } from 'drizzle-orm'
import { audit } from '#db/schema/audit.ts'
import { freezes } from '#db/schema/freezes.ts'
import { incidents } from '#db/schema/incidents.ts'
import { users } from '#db/schema/people.ts'
import { windows } from '#db/schema/windows.ts'
import type { Tx } from '#db/scope.ts'

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
      reference: sql<string | null>`coalesce(${windows.reference}, ${incidents.reference}, ${freezes.reference})`,
    })
    .from(audit)
    .leftJoin(users, eq(users.id, audit.actorId))
    .leftJoin(windows, and(eq(audit.subjectKind, 'window'), eq(windows.id, audit.subjectId)))
    .leftJoin(incidents, and(eq(audit.subjectKind, 'incident'), eq(incidents.id, audit.subjectId)))
    .leftJoin(freezes, and(eq(audit.subjectKind, 'freeze'), eq(freezes.id, audit.subjectId)))
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
