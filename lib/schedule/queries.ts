import { and, asc, eq, exists, gt, isNotNull, isNull, lt, ne, notExists, type SQL, sql } from 'drizzle-orm'
import type { Texts } from '#db/schema/columns.ts'
import { environments } from '#db/schema/environments.ts'
import { freezes } from '#db/schema/freezes.ts'
import { releases } from '#db/schema/releases.ts'
import { type WindowState, windowImpacts, windows } from '#db/schema/windows.ts'
import type { Tx } from '#db/scope.ts'
import { holdsEnvironment } from '#lib/freezes/scope.ts'
import { policiesOf } from '#lib/judging/policy-in-force.ts'
import { kindOf } from '#lib/rules/policy.ts'
import { addMonths, type Day, dayOf, startOfDay } from '#lib/time.ts'
import { horizonMonths } from './rules.ts'

export const scheduleKinds = ['windows', 'releases', 'freezes'] as const
export type ScheduleKind = (typeof scheduleKinds)[number]

/** What a reader asked to see; ids are those of a service and one of its environments. */
export type Filter = { serviceId?: string | undefined; environmentId?: string | undefined; kinds: ScheduleKind[] }

export type ScheduledWindow = {
  id: string
  reference: string
  serviceId: string
  environmentId: string | null
  kind: string
  state: WindowState
  title: Texts
  startsAt: Date
  endsAt: Date
  timeZone: string
  minutes: number
  /** Its name where the reader may see it. */
  environment: Texts | null
  /** Null: nobody has said yet whether services are down. */
  downtime: boolean | null
  urgent: boolean
  pinned: boolean
  sequence: number
}
export type ScheduledRelease = {
  id: string
  serviceId: string
  title: Texts
  version: string
  on: Day
  pinned: boolean
}
export type ScheduledFreeze = {
  id: string
  serviceId: string
  title: Texts
  exceptions: Texts | null
  startsOn: Day
  endsOn: Day
  startsAt: Date
  endsAt: Date
  timeZone: string
}

/** What a filter in an address means; unknown names are no filter. */
export async function readFilter<S extends { id: string; slug: string }>(
  tx: Tx,
  services: S[],
  asked: { service?: string | undefined; environment?: string | undefined; kinds: string[] },
) {
  const service = services.find((one) => one.slug === asked.service)
  const choices = service
    ? await tx
        .select()
        .from(environments)
        .where(eq(environments.serviceId, service.id))
        .orderBy(asc(environments.position))
    : []
  const environment = choices.find((one) => one.slug === asked.environment)
  const kinds = scheduleKinds.filter((kind) => !asked.kinds.length || asked.kinds.includes(kind))
  return {
    service,
    environment,
    environments: choices,
    filter: { serviceId: service?.id, environmentId: environment?.id, kinds } satisfies Filter,
  }
}

/** SQL: a window of the table `windows` takes place in an environment, or touches something there. */
export const inEnvironment = (environmentId: string): SQL =>
  sql`(${windows.environmentId} = ${environmentId} or exists (select from ${windowImpacts}
    where ${windowImpacts.windowId} = ${windows.id} and ${windowImpacts.environmentId} = ${environmentId}))`

/** The published windows that touch a span of time, in order; those of an environment name it or touch something in it. */
export async function listWindows(
  tx: Tx,
  filter: Pick<Filter, 'serviceId' | 'environmentId'>,
  span: { from: Date; to: Date },
): Promise<ScheduledWindow[]> {
  const { serviceId, environmentId } = filter
  const rows = await tx
    .select({
      id: windows.id,
      reference: windows.reference,
      serviceId: windows.serviceId,
      environmentId: windows.environmentId,
      state: windows.state,
      title: windows.title,
      kind: windows.kind,
      startsAt: windows.startsAt,
      endsAt: windows.endsAt,
      timeZone: windows.timeZone,
      minutes: windows.minutes,
      sequence: windows.sequence,
      environment: environments.name,
      downtime: sql<
        boolean | null
      >`case when ${windows.downtimeMinutes} is not null then true when ${windows.effect} is not null then false end`,
      pinned: exists(
        tx
          .select({ one: sql`1` })
          .from(releases)
          .where(and(eq(releases.windowId, windows.id), releases.pinned)),
      ),
    })
    .from(windows)
    .leftJoin(environments, eq(environments.id, windows.environmentId))
    .where(
      and(
        ne(windows.state, 'draft'),
        lt(windows.startsAt, span.to),
        gt(windows.endsAt, span.from),
        serviceId ? eq(windows.serviceId, serviceId) : undefined,
        environmentId ? inEnvironment(environmentId) : undefined,
      ),
    )
    .orderBy(asc(windows.startsAt), asc(windows.id))
  const policyOf = policiesOf(tx)
  const urgent = new Map<string, boolean>()
  for (const { serviceId: of, kind, timeZone } of rows) {
    const key = `${of} ${kind}`
    if (!urgent.has(key)) urgent.set(key, kindOf(await policyOf(of, dayOf(span.from, timeZone)), kind).urgent)
  }
  return rows.map(({ reference, downtime, pinned, ...row }) => ({
    ...row,
    reference: reference ?? '',
    downtime,
    pinned: Boolean(pinned),
    urgent: urgent.get(`${row.serviceId} ${row.kind}`) ?? false,
  }))
}

/** The environments that the viewer sees, by id: what they are called in addresses. */
export async function environmentSlugs(tx: Tx): Promise<Map<string, string>> {
  const rows = await tx.select({ id: environments.id, slug: environments.slug }).from(environments)
  return new Map(rows.map(({ id, slug }) => [id, slug]))
}

/** No published window that the reader may see carries the release: a draft must not betray itself by hiding one. */
export const goesInAlone = notExists(
  sql`(select from ${windows} where ${windows.id} = ${releases.windowId} and ${windows.state} not in ('draft', 'cancelled'))`,
)

/** Releases with a day of their own, because no window carries them. */
export async function listReleases(
  tx: Tx,
  filter: Pick<Filter, 'serviceId'>,
  span: { from: Day; to: Day },
): Promise<ScheduledRelease[]> {
  const rows = await tx
    .select()
    .from(releases)
    .where(
      and(
        isNotNull(releases.reference),
        goesInAlone,
        sql`${releases.targetOn} >= ${span.from}`,
        sql`${releases.targetOn} < ${span.to}`,
        filter.serviceId ? eq(releases.serviceId, filter.serviceId) : undefined,
      ),
    )
    .orderBy(asc(releases.targetOn))
  return rows.map(({ id, serviceId, title, version, targetOn, pinned }) => ({
    id,
    serviceId,
    title,
    version,
    on: targetOn ?? '',
    pinned,
  }))
}

export async function listFreezes(
  tx: Tx,
  filter: Pick<Filter, 'serviceId' | 'environmentId'>,
  span: { from: Date; to: Date },
): Promise<ScheduledFreeze[]> {
  return tx
    .select({
      id: freezes.id,
      serviceId: freezes.serviceId,
      title: freezes.title,
      exceptions: freezes.exceptions,
      startsOn: freezes.startsOn,
      endsOn: freezes.endsOn,
      startsAt: freezes.startsAt,
      endsAt: freezes.endsAt,
      timeZone: freezes.timeZone,
    })
    .from(freezes)
    .where(
      and(
        isNotNull(freezes.publishedAt),
        isNull(freezes.cancelledAt),
        lt(freezes.startsAt, span.to),
        gt(freezes.endsAt, span.from),
        filter.serviceId ? eq(freezes.serviceId, filter.serviceId) : undefined,
        filter.environmentId ? holdsEnvironment(filter.environmentId) : undefined,
      ),
    )
    .orderBy(asc(freezes.startsAt))
}

/** A window on the schedule of a reader: the day on which it starts there, worked out once. */
export type PlacedWindow = ScheduledWindow & { day: Day }

/** The forward schedule: two years from the month of `now`, days being those of `zone`. */
export async function getSchedule(tx: Tx, filter: Filter, zone: string, now: Date) {
  const today = dayOf(now, zone)
  const first = `${today.slice(0, 7)}-01`
  const end = addMonths(first, horizonMonths)
  const span = { from: startOfDay(first, zone), to: startOfDay(end, zone) }
  const wants = (kind: ScheduleKind) => filter.kinds.includes(kind)
  const windowRows = wants('windows') || wants('releases') ? await listWindows(tx, filter, span) : []
  return {
    today,
    first,
    end,
    windows: windowRows
      .filter((window) => wants(window.pinned ? 'releases' : 'windows'))
      .map((window): PlacedWindow => ({ ...window, day: dayOf(window.startsAt, zone) })),
    releases:
      wants('releases') && !filter.environmentId ? await listReleases(tx, filter, { from: first, to: end }) : [],
    freezes: wants('freezes') ? await listFreezes(tx, filter, span) : [],
  }
}
export type Schedule = Awaited<ReturnType<typeof getSchedule>>
