import { eq } from 'drizzle-orm'
import { services } from '#db/schema/services.ts'
import type { ComponentState } from '#db/schema/statuses.ts'
import type { Tx } from '#db/scope.ts'
import { kindOn } from '#lib/judging/policy-in-force.ts'
import {
  changesOf,
  downtimeOf,
  impactsOf,
  releasesIn,
  type WindowImpact,
  type WindowRow,
} from '#lib/judging/stored-window.ts'
import type { RoomNotices } from '#lib/records/notices.ts'
import { dayOf } from '#lib/time.ts'
import { type WindowEvent, type WindowPayload, windowEvents } from './events.ts'
import { keyOf, statusesOf } from './statuses-of.ts'
import { windowHolds } from './still-holds.ts'
import { wordWindow } from './word-window.ts'

/** A routine kind is told to nobody: no mail of it goes out (Mashme, Routine updates). */
export async function isRoutine(tx: Tx, { serviceId, kind, startsAt, timeZone }: WindowRow): Promise<boolean> {
  return (await kindOn(tx, serviceId, kind, dayOf(startsAt, timeZone))).routine
}

export const windowNotices: RoomNotices<WindowPayload> = { events: windowEvents, word: wordWindow, holds: windowHolds }

/** Everything a mail about this window says, as it stands in this transaction. */
export async function windowPayload(
  tx: Tx,
  window: WindowRow,
  event: WindowEvent,
  now: Date,
  said: Pick<WindowPayload, 'message' | 'before'>,
  /** What the components are with this event, what they are now when it is left out; and what the command has read already. */
  known: { states?: Map<string, ComponentState>; impacts?: WindowImpact[] | undefined } = {},
): Promise<WindowPayload> {
  const [service] = await tx.select().from(services).where(eq(services.id, window.serviceId))
  if (!service) throw new Error('a window without a service')
  const touched = known.impacts ?? (await impactsOf(tx, [window.id]))
  const current = known.states ?? (await statusesOf(tx, window.id))
  const downtime = downtimeOf(window)
  const kind = await kindOn(tx, window.serviceId, window.kind, dayOf(window.startsAt, service.timeZone))
  const inWindow = await releasesIn(tx, window.id)
  return {
    event,
    at: now.toISOString(),
    service: { name: service.name, timeZone: window.timeZone },
    reference: window.reference ?? '',
    title: window.title,
    kind: kind.name,
    environments: [...new Map(touched.map((row) => [row.environmentId, row.environment])).values()],
    startsAt: window.startsAt.toISOString(),
    endsAt: window.endsAt.toISOString(),
    downtime: downtime && { startsAt: downtime.startsAt.toISOString(), endsAt: downtime.endsAt.toISOString() },
    effect: window.effect,
    impacts: touched.map((row) => ({
      component: row.component,
      impact: row.impact,
      note: row.note,
      state: current.get(keyOf(row)) ?? null,
    })),
    description: window.description,
    userChanges: window.userChanges,
    migration: window.migration,
    releases: inWindow.map((release) => `${release.title.en ?? release.title.hi} ${release.version}`),
    changes: (await changesOf(tx, window.id)).map((change) => change.title),
    ...said,
  }
}
