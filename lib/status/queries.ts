import { and, asc, desc, eq, gt, gte, inArray, isNotNull, isNull, or } from 'drizzle-orm'
import type { Texts } from '#db/schema/columns.ts'
import { components } from '#db/schema/components.ts'
import { environments } from '#db/schema/environments.ts'
import { incidents } from '#db/schema/incidents.ts'
import { type ComponentState, statuses } from '#db/schema/statuses.ts'
import { windows } from '#db/schema/windows.ts'
import type { Tx } from '#db/scope.ts'
import { impactsOf } from '#lib/judging/stored-window.ts'
import { getFrame } from '#lib/portal/queries.ts'
import { gravest, mergeStrokes, type Stretch, type Stroke, strokes, uptime } from '#lib/rules/statuses.ts'
import { whatHappens } from './stories.ts'

/** How far back the bars go, in days. */
export const historyDays = 90

export type ComponentStatus = {
  id: string
  environmentId: string
  name: Texts
  group: Texts | null
  state: ComponentState
  note: Texts | null
  strokes: Stroke[]
  uptime: number | null
}
export type ServiceStatus = {
  id: string
  slug: string
  name: Texts
  hiddenAt: Date | null
  state: ComponentState
  environments: { id: string; name: Texts; components: ComponentStatus[] }[]
  strokes: Stroke[]
  uptime: number | null
}

/** Everything the status page shows, in one snapshot. `zone` decides where days begin. */
export async function getStatus(tx: Tx, zone: string, now: Date) {
  const frame = await getFrame(tx, now)
  const live = await tx
    .select()
    .from(environments)
    .where(eq(environments.live, true))
    .orderBy(asc(environments.position))
  const history = await liveHistory(
    tx,
    live.map((environment) => environment.id),
    now,
  )
  const parts = await tx.select().from(components).orderBy(asc(components.position))

  const services: ServiceStatus[] = frame.services.flatMap((service) => {
    const own = live
      .filter((environment) => environment.serviceId === service.id)
      .map((environment) => ({
        id: environment.id,
        name: environment.name,
        components: parts
          .filter((part) => part.serviceId === service.id)
          .flatMap((part): ComponentStatus[] => {
            const stretches = history.get(`${part.id} ${environment.id}`)
            const current = stretches?.find((stretch) => stretch.until === null)
            if (!stretches || !current) return []
            return [
              {
                id: part.id,
                environmentId: environment.id,
                name: part.name,
                group: part.group,
                state: current.state,
                note: current.note,
                strokes: strokes(stretches, historyDays, zone, now),
                uptime: uptime(stretches, historyDays, zone, now),
              },
            ]
          }),
      }))
      .filter((environment) => environment.components.length)
    const all = own.flatMap((environment) => environment.components)
    if (!all.length) return []
    const shares = all.flatMap((component) => (component.uptime === null ? [] : [component.uptime]))
    return [
      {
        id: service.id,
        slug: service.slug,
        name: service.name,
        hiddenAt: service.hiddenAt,
        state: gravest(all.map((component) => component.state)),
        environments: own,
        strokes: mergeStrokes(all.map((component) => component.strokes)),
        uptime: shares.length ? shares.reduce((sum, share) => sum + share, 0) / shares.length : null,
      },
    ]
  })

  return {
    frame,
    services,
    ...(await whatHappens(tx, now)),
    next: await nextWindows(tx, now, 5),
    resolved: await tx
      .select()
      .from(incidents)
      .where(eq(incidents.state, 'resolved'))
      .orderBy(desc(incidents.resolvedAt))
      .limit(3),
  }
}
export type Status = Awaited<ReturnType<typeof getStatus>>

/** What the status page tells under its answer, so that no alert says it again: open incidents, and what runs. */
export function toldBy({ incidents, running }: Pick<Status, 'incidents' | 'running'>): Set<string> {
  return new Set([...incidents.flatMap(({ id, window }) => [id, window?.id ?? '']), ...running.map(({ id }) => id)])
}

type NotedStretch = Stretch & { note: Texts | null }

async function liveHistory(tx: Tx, environmentIds: string[], now: Date): Promise<Map<string, NotedStretch[]>> {
  const start = new Date(now.getTime() - (historyDays + 1) * 86_400_000)
  const rows = await tx
    .select()
    .from(statuses)
    .where(
      and(
        inArray(statuses.environmentId, environmentIds.length ? environmentIds : ['']),
        or(isNull(statuses.until), gte(statuses.until, start)),
      ),
    )
    .orderBy(asc(statuses.since))
  return Map.groupBy(rows, (row) => `${row.componentId} ${row.environmentId}`)
}

/** The next windows on the schedule, planned or announced, with what they touch. */
export async function nextWindows(tx: Tx, now: Date, count: number) {
  const rows = await tx
    .select()
    .from(windows)
    .where(
      and(inArray(windows.state, ['planned', 'announced']), gt(windows.startsAt, now), isNotNull(windows.reference)),
    )
    .orderBy(asc(windows.startsAt))
    .limit(count)
  const touched = await impactsOf(
    tx,
    rows.map((row) => row.id),
  )
  return rows.map((row) => ({ ...row, impacts: touched.filter((impact) => impact.windowId === row.id) }))
}
