import { and, asc, eq, gt, inArray, isNotNull, ne, or, type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { environments } from '#db/schema/environments.ts'
import { freezes } from '#db/schema/freezes.ts'
import { releases } from '#db/schema/releases.ts'
import { windows } from '#db/schema/windows.ts'
import type { Tx } from '#db/scope.ts'
import { holdsEnvironment } from '#lib/freezes/scope.ts'
import type { Locale } from '#lib/i18n/locales.ts'
import type { Frame } from '#lib/portal/queries.ts'
import { kinds } from '#lib/records/kinds.ts'
import { inLanguage } from '#lib/routes.ts'
import { goesInAlone, inEnvironment } from '#lib/schedule/queries.ts'
import { addDays } from '#lib/time.ts'
import type { CalendarSpan, CalendarWindow } from './calendar.ts'

/** Entries that ended more than so many days ago leave the feed; they stay in the history. */
const daysBack = 400

type Asked = {
  serviceId?: string | undefined
  environmentId?: string | undefined
  windowId?: string
  /** What this tenant is shown: what is everybody's, and what names it. */
  tenantId?: string
}

/** What a feed holds: the windows, freezes and pinned releases that its reader sees, cancelled ones too. */
export async function calendarEntries(tx: Tx, frame: Frame, filter: Asked, locale: Locale, now: Date) {
  const since = new Date(now.getTime() - daysBack * 86_400_000)
  const { serviceId, environmentId, windowId, tenantId } = filter
  const service = (id: string) => frame.services.find((one) => one.id === id)
  const rows = await tx
    .select({
      id: windows.id,
      reference: windows.reference,
      serviceId: windows.serviceId,
      kind: windows.kind,
      environment: environments.name,
      title: windows.title,
      description: windows.description,
      state: windows.state,
      startsAt: windows.startsAt,
      endsAt: windows.endsAt,
      timeZone: windows.timeZone,
      sequence: windows.sequence,
      shownAt: windows.shownAt,
      publishedAt: windows.publishedAt,
      createdAt: windows.createdAt,
    })
    .from(windows)
    .leftJoin(environments, eq(environments.id, windows.environmentId))
    .where(
      and(
        ne(windows.state, 'draft'),
        windowId ? eq(windows.id, windowId) : gt(windows.endsAt, since),
        serviceId ? eq(windows.serviceId, serviceId) : undefined,
        shownTo(tenantId, windows),
        environmentId ? inEnvironment(environmentId) : undefined,
      ),
    )
    .orderBy(asc(windows.startsAt), asc(windows.id))
  const ids = rows.map((row) => row.id)
  const carriers = await carryingReleases(tx, ids)
  const entries: CalendarWindow[] = rows.map((row) => ({
    id: row.id,
    reference: row.reference ?? '',
    service: service(row.serviceId)?.name ?? {},
    environment: row.environment,
    title: row.title,
    description: row.description,
    state: row.state,
    startsAt: row.startsAt,
    endsAt: row.endsAt,
    timeZone: row.timeZone,
    release: row.kind === 'release' || carriers.has(row.id),
    sequence: row.sequence,
    stamp: row.shownAt ?? row.publishedAt ?? row.createdAt,
    path: inLanguage(locale, kinds.window.path(row.reference ?? '')),
  }))
  if (windowId) return { windows: entries, spans: [] }

  const frozen = await tx
    .select()
    .from(freezes)
    .where(
      and(
        isNotNull(freezes.publishedAt),
        gt(freezes.endsAt, since),
        serviceId ? eq(freezes.serviceId, serviceId) : undefined,
        shownTo(tenantId, freezes),
        environmentId ? holdsEnvironment(environmentId) : undefined,
      ),
    )
    .orderBy(asc(freezes.startsAt))
  const pinned = environmentId
    ? []
    : await tx
        .select()
        .from(releases)
        .where(
          and(
            isNotNull(releases.reference),
            isNotNull(releases.targetOn),
            releases.pinned,
            goesInAlone,
            serviceId ? eq(releases.serviceId, serviceId) : undefined,
            shownTo(tenantId, releases),
          ),
        )
        .orderBy(asc(releases.targetOn))
  const spans: CalendarSpan[] = [
    ...frozen.map((row) => ({
      id: row.id,
      kind: 'freeze' as const,
      reference: row.reference ?? '',
      status: 'published' as const,
      service: service(row.serviceId)?.name ?? {},
      title: row.title,
      text: row.exceptions,
      startsOn: row.startsOn,
      endsOn: row.endsOn,
      timeZone: row.timeZone,
      sequence: row.sequence,
      cancelled: row.cancelledAt !== null,
      stamp: row.shownAt ?? row.publishedAt ?? row.startsAt,
      path: inLanguage(locale, kinds.freeze.path()),
    })),
    ...pinned.map((row) => ({
      id: row.id,
      kind: 'release' as const,
      reference: row.reference ?? '',
      status: row.scope,
      service: service(row.serviceId)?.name ?? {},
      title: {
        en: `${row.title.en ?? row.title.hi} ${row.version}`,
        hi: `${row.title.hi ?? row.title.en} ${row.version}`,
      },
      text: row.summary,
      startsOn: row.targetOn ?? '',
      endsOn: addDays(row.targetOn ?? '', 1),
      timeZone: service(row.serviceId)?.timeZone ?? frame.timeZone,
      sequence: 0,
      cancelled: false,
      stamp: row.shownAt,
      path: inLanguage(locale, kinds.release.path()),
    })),
  ]
  return { windows: entries, spans }
}

/** For a tenant's feed: also of what staff may see, only what any member of the tenant sees. */
function shownTo(tenantId: string | undefined, table: { audience: PgColumn; tenants: PgColumn }): SQL | undefined {
  if (!tenantId) return undefined
  return or(eq(table.audience, 'public'), and(eq(table.audience, 'tenants'), sql`${tenantId} = any (${table.tenants})`))
}

async function carryingReleases(tx: Tx, ids: string[]): Promise<Set<string | null>> {
  const rows = await tx
    .select({ windowId: releases.windowId })
    .from(releases)
    .where(and(inArray(releases.windowId, ids), releases.pinned))
  return new Set(rows.map((row) => row.windowId))
}
