import { and, asc, desc, eq, ilike, inArray, or, sql } from 'drizzle-orm'
import { holds } from '#db/schema/columns.ts'
import { environments } from '#db/schema/environments.ts'
import { incidents } from '#db/schema/incidents.ts'
import { services } from '#db/schema/services.ts'
import { windowMessages, windows } from '#db/schema/windows.ts'
import type { Tx } from '#db/scope.ts'
import { kindOn, policyOf } from '#lib/judging/policy-in-force.ts'
import { changesOf, downtimeOf, findWindow, impactsOf, releasesIn } from '#lib/judging/stored-window.ts'
import { dayOf } from '#lib/time.ts'
import { statusesOf } from './statuses-of.ts'

/** The full record of a window, as the viewer of this transaction may see it; null when they may not, or it is not there. */
export async function getWindow(tx: Tx, key: string, now: Date) {
  const window = await findWindow(tx, key)
  if (!window) return null
  const [service] = await tx.select().from(services).where(eq(services.id, window.serviceId))
  if (!service) return null
  const [environment] = window.environmentId
    ? await tx.select().from(environments).where(eq(environments.id, window.environmentId))
    : []
  const policy = await policyOf(tx, service.id, dayOf(now, service.timeZone))
  return {
    window,
    service,
    environment: environment ?? null,
    policy,
    kind: await kindOn(tx, service.id, window.kind, dayOf(window.startsAt, service.timeZone)),
    downtime: downtimeOf(window),
    impacts: await impactsOf(tx, [window.id]),
    /** What its components are now, by component and environment. */
    states: await statusesOf(tx, window.id),
    releases: await releasesIn(tx, window.id),
    changes: await changesOf(tx, window.id),
    messages: await tx
      .select()
      .from(windowMessages)
      .where(eq(windowMessages.windowId, window.id))
      .orderBy(desc(windowMessages.at), desc(windowMessages.id)),
    /** The rules that it may break at its present times. */
    waived: window.waived.filter(
      ({ startsAt, endsAt }) => startsAt === window.startsAt.toISOString() && endsAt === window.endsAt.toISOString(),
    ),
    incidents: await tx
      .select()
      .from(incidents)
      .where(and(eq(incidents.windowId, window.id)))
      .orderBy(asc(incidents.startedAt)),
  }
}
export type WindowRecord = NonNullable<Awaited<ReturnType<typeof getWindow>>>

export const windowLists = ['coming', 'running', 'drafts', 'past'] as const
export type WindowList = (typeof windowLists)[number]

/** Windows for staff: what comes, what runs, drafts, what is over; `search` is part of a title or a reference. */
export function listWindowsForStaff(tx: Tx, which: WindowList, search: string, limit = 200) {
  const states = {
    coming: ['planned', 'announced'],
    running: ['in_progress', 'verifying'],
    drafts: ['draft'],
    past: ['completed', 'rolled_back', 'cancelled'],
  } as const
  const pattern = `%${search.replace(/[\\%_]/g, '\\$&')}%`
  return tx
    .select({ window: windows, service: services.name, environment: environments.name })
    .from(windows)
    .innerJoin(services, eq(services.id, windows.serviceId))
    .leftJoin(environments, eq(environments.id, windows.environmentId))
    .where(
      and(
        inArray(windows.state, [...states[which]]),
        holds(windows.serviceId, 'read'),
        search ? or(ilike(windows.reference, pattern), sql`${windows.title}::text ilike ${pattern}`) : undefined,
      ),
    )
    .orderBy(which === 'past' ? desc(windows.startsAt) : asc(windows.startsAt))
    .limit(limit)
}
