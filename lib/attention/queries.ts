import { and, eq, gt, gte, inArray, isNull, lt, lte, ne, notExists, or, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Texts } from '#db/schema/columns.ts'
import { holds } from '#db/schema/columns.ts'
import { incidentMessages, incidents } from '#db/schema/incidents.ts'
import { deliveries, notices } from '#db/schema/notices.ts'
import { waivers } from '#db/schema/waivers.ts'
import { windowMessages, windows } from '#db/schema/windows.ts'
import type { Tx } from '#db/scope.ts'
import { policiesOf } from '#lib/judging/policy-in-force.ts'
import { kinds } from '#lib/records/kinds.ts'
import { outboxPath } from '#lib/routes.ts'
import { endIsLate, startIsLate, updateDue } from '#lib/rules/lifecycle.ts'
import { dayOf, minute, plus } from '#lib/time.ts'

/** Something that waits for staff, with where to do it and by when. The gravest kinds come first. */
export const attentionKinds = [
  'incident-open',
  'window-late',
  'start-missing',
  'update-owed',
  'mail-failed',
  'checkpoint-owed',
  'waiver-asked',
  'waiver-refused',
  'waiver-granted',
  'draft-soon',
  'review-owed',
] as const
export type Attention = {
  kind: (typeof attentionKinds)[number]
  id: string
  path: string
  title: Texts
  serviceId: string | null
  at: Date
  count?: number
}

/** What needs the attention of a person, of the services that they, who must be the viewer of this transaction, work for. */
export async function needsAttention(tx: Tx, personId: string, now: Date): Promise<Attention[]> {
  const found = [
    ...(await aboutWindows(tx, now)),
    ...(await aboutWaivers(tx, personId, now)),
    ...(await aboutIncidents(tx, now)),
    ...(await aboutMail(tx, now)),
  ]
  return found.sort(
    (one, other) =>
      attentionKinds.indexOf(one.kind) - attentionKinds.indexOf(other.kind) || one.at.getTime() - other.at.getTime(),
  )
}

/**
 * Requests that wait for a second person; and for who asked, what was decided in the last two weeks, as long as something
 * follows from it: another way for what was refused, publishing for a draft that was granted.
 */
async function aboutWaivers(tx: Tx, personId: string, now: Date): Promise<Attention[]> {
  const later = alias(waivers, 'later')
  const askedAnew = tx
    .select({ one: sql`1` })
    .from(later)
    .where(and(eq(later.windowId, waivers.windowId), eq(later.code, waivers.code), gt(later.askedAt, waivers.askedAt)))
  const rows = await tx
    .select({
      id: waivers.id,
      state: waivers.state,
      windowId: windows.id,
      title: windows.title,
      serviceId: windows.serviceId,
      at: sql<Date>`coalesce(${waivers.settledAt}, ${waivers.askedAt})`.mapWith(waivers.askedAt),
    })
    .from(waivers)
    .innerJoin(windows, eq(windows.id, waivers.windowId))
    .where(
      and(
        holds(windows.serviceId, 'read'),
        or(
          eq(waivers.state, 'asked'),
          and(
            eq(waivers.askedBy, personId),
            gte(waivers.settledAt, plus(now, -14 * 1440)),
            gt(windows.startsAt, now),
            notExists(askedAnew),
            or(
              and(eq(waivers.state, 'refused'), inArray(windows.state, ['draft', 'planned', 'announced'])),
              and(eq(waivers.state, 'granted'), eq(windows.state, 'draft')),
            ),
          ),
        ),
      ),
    )
  return rows.map(({ id, state, windowId, ...row }) => {
    const kind = state === 'asked' ? 'waiver-asked' : state === 'refused' ? 'waiver-refused' : 'waiver-granted'
    return { ...row, kind, id: `${kind} ${id}`, path: `${kinds.window.deskPath(windowId)}#rules` }
  })
}

async function aboutWindows(tx: Tx, now: Date): Promise<Attention[]> {
  const rows = await tx
    .select()
    .from(windows)
    .where(
      or(
        inArray(windows.state, ['in_progress', 'verifying']),
        and(eq(windows.state, 'announced'), lte(windows.startsAt, plus(now, 120))),
        and(eq(windows.state, 'draft'), gte(windows.startsAt, now), lte(windows.startsAt, plus(now, 7 * 1440))),
      ),
    )
  const said = await tx
    .select({
      windowId: windowMessages.windowId,
      kind: windowMessages.kind,
      at: sql<Date>`max(${windowMessages.at})`.mapWith(windowMessages.at),
    })
    .from(windowMessages)
    .where(inArray(windowMessages.windowId, rows.map((row) => row.id).concat('')))
    .groupBy(windowMessages.windowId, windowMessages.kind)
  const found: Attention[] = []
  const policyOf = policiesOf(tx)
  for (const row of rows) {
    const own = said.filter((message) => message.windowId === row.id)
    const add = (kind: Attention['kind'], at: Date) =>
      found.push({
        kind,
        id: `${kind} ${row.id}`,
        path: kinds.window.deskPath(row.id),
        title: row.title,
        serviceId: row.serviceId,
        at,
      })
    if (startIsLate(row, now)) add('start-missing', row.startsAt)
    else if (row.state === 'announced' && !own.some((message) => message.kind === 'checkpoint'))
      add('checkpoint-owed', row.startsAt)
    if (endIsLate(row, now)) add('window-late', row.endsAt)
    if (row.state === 'draft') add('draft-soon', row.startsAt)
    const last = new Date(Math.max(0, ...own.map((message) => message.at.getTime())))
    const policy = await policyOf(row.serviceId, dayOf(now, row.timeZone))
    const due = updateDue(row, last, policy.updateEveryMinutes.value)
    if (due && due.getTime() <= now.getTime() + 10 * minute) add('update-owed', due)
  }
  return found
}

async function aboutIncidents(tx: Tx, now: Date): Promise<Attention[]> {
  const open = await tx.select().from(incidents).where(ne(incidents.state, 'resolved'))
  const unreviewed = await tx
    .select()
    .from(incidents)
    .where(
      and(
        eq(incidents.state, 'resolved'),
        eq(incidents.severity, 'high'),
        isNull(incidents.reviewedAt),
        lt(incidents.resolvedAt, new Date(now.getTime() - 2 * 86_400_000)),
      ),
    )
  const said = await tx
    .select({
      incidentId: incidentMessages.incidentId,
      at: sql<Date>`max(${incidentMessages.at})`.mapWith(incidentMessages.at),
    })
    .from(incidentMessages)
    .where(inArray(incidentMessages.incidentId, open.map((row) => row.id).concat('')))
    .groupBy(incidentMessages.incidentId)
  return [
    ...open.map((row) => ({
      kind: 'incident-open' as const,
      id: row.id,
      path: kinds.incident.deskPath(row.id),
      title: row.title,
      serviceId: row.serviceId,
      at: said.find((message) => message.incidentId === row.id)?.at ?? row.startedAt,
    })),
    ...unreviewed.map((row) => ({
      kind: 'review-owed' as const,
      id: `review ${row.id}`,
      path: kinds.incident.deskPath(row.id),
      title: row.title,
      serviceId: row.serviceId,
      at: row.resolvedAt ?? now,
    })),
  ]
}

async function aboutMail(tx: Tx, now: Date): Promise<Attention[]> {
  const rows = await tx
    .select({
      id: notices.id,
      event: notices.event,
      serviceId: notices.serviceId,
      title: sql<Texts | null>`${notices.payload} -> 'title'`,
      at: notices.createdAt,
      count: sql<number>`count(*)::int`,
    })
    .from(deliveries)
    .innerJoin(notices, eq(notices.id, deliveries.noticeId))
    .where(
      and(
        inArray(deliveries.state, ['failed', 'unknown']),
        gte(notices.createdAt, new Date(now.getTime() - 14 * 86_400_000)),
      ),
    )
    .groupBy(notices.id)
  return rows.map((row) => ({
    kind: 'mail-failed' as const,
    id: `mail ${row.id}`,
    path: outboxPath(row.id),
    title: row.title ?? { en: row.event },
    serviceId: row.serviceId,
    at: row.at,
    count: row.count,
  }))
}
