import { and, asc, eq, exists, gt, isNotNull, ne, or, sql } from 'drizzle-orm'
import { freezes } from '#db/schema/freezes.ts'
import { releases } from '#db/schema/releases.ts'
import { windowImpacts, windows } from '#db/schema/windows.ts'
import type { Tx } from '#db/scope.ts'
import type { Locale } from '#lib/i18n/locales.ts'
import { inLanguage, paths, windowPath } from '#lib/paths.ts'
import type { Frame } from '#lib/portal/queries.ts'
import { goesInAlone } from '#lib/schedule/queries.ts'
import { addDays } from '#lib/time.ts'
import type { CalendarSpan, CalendarWindow } from './calendar.ts'

/** Entries that ended more than so many days ago leave the feed; they stay in the history. */
const daysBack = 400

/** What the public feed holds: windows, freezes and pinned releases, cancelled ones too. */
export async function calendarEntries(
  tx: Tx,
  frame: Frame,
  filter: { serviceId?: string | undefined; environmentId?: string | undefined; windowId?: string },
  locale: Locale,
  now: Date,
) {
  const since = new Date(now.getTime() - daysBack * 86_400_000)
  const { serviceId, environmentId, windowId } = filter
  const service = (id: string) => frame.services.find((one) => one.id === id)?.name ?? {}
  const rows = await tx
    .select()
    .from(windows)
    .where(
      and(
        ne(windows.state, 'draft'),
        windowId ? eq(windows.id, windowId) : gt(windows.endsAt, since),
        serviceId ? eq(windows.serviceId, serviceId) : undefined,
        environmentId
          ? or(
              eq(windows.environmentId, environmentId),
              exists(
                tx
                  .select({ one: sql`1` })
                  .from(windowImpacts)
                  .where(and(eq(windowImpacts.windowId, windows.id), eq(windowImpacts.environmentId, environmentId))),
              ),
            )
          : undefined,
      ),
    )
    .orderBy(asc(windows.startsAt), asc(windows.id))
  const entries: CalendarWindow[] = rows.map((row) => ({
    id: row.id,
    reference: row.reference ?? '',
    service: service(row.serviceId),
    title: row.title,
    description: row.description,
    state: row.state,
    startsAt: row.startsAt,
    endsAt: row.endsAt,
    sequence: row.sequence,
    stamp: row.cancelledAt ?? row.finishedAt ?? row.startedAt ?? row.announcedAt ?? row.publishedAt ?? row.createdAt,
    path: inLanguage(locale, windowPath(row.reference ?? '')),
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
        environmentId
          ? sql`(cardinality(${freezes.environments}) = 0 or ${environmentId} = any (${freezes.environments}))`
          : undefined,
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
          ),
        )
        .orderBy(asc(releases.targetOn))
  const spans: CalendarSpan[] = [
    ...frozen.map((row) => ({
      id: row.id,
      kind: 'freeze' as const,
      service: service(row.serviceId),
      title: row.title,
      text: row.exceptions,
      startsOn: row.startsOn,
      endsOn: row.endsOn,
      sequence: row.sequence,
      cancelled: row.cancelledAt !== null,
      stamp: row.cancelledAt ?? row.publishedAt ?? now,
      path: inLanguage(locale, paths.freezes),
    })),
    ...pinned.map((row) => ({
      id: row.id,
      kind: 'release' as const,
      service: service(row.serviceId),
      title: {
        en: `${row.title.en ?? row.title.hi} ${row.version}`,
        hi: `${row.title.hi ?? row.title.en} ${row.version}`,
      },
      text: row.summary,
      startsOn: row.targetOn ?? '',
      endsOn: addDays(row.targetOn ?? '', 1),
      sequence: 0,
      cancelled: false,
      stamp: frame.publishedAt,
      path: inLanguage(locale, paths.schedule),
    })),
  ]
  return { windows: entries, spans }
}
