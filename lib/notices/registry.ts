import type { Tx } from '#db/scope.ts'
import { type FreezePayload, freezeNotices } from '#lib/freezes/notices.ts'
import type { Locale } from '#lib/i18n/locales.ts'
import { type IncidentPayload, incidentNotices } from '#lib/incidents/notices.ts'
import { planNotices, type SchedulePayload } from '#lib/planner/notices.ts'
import type { EventName, NoticeKind, RoomNotices, Wording } from '#lib/records/notices.ts'
import { type PersonalPayload, subscriptionNotices } from '#lib/subscribers/notices.ts'
import type { WindowPayload } from '#lib/windows/events.ts'
import { windowNotices } from '#lib/windows/notices.ts'

/** A notice of any room, as it is stored. */
export type Payload = WindowPayload | SchedulePayload | IncidentPayload | FreezePayload | PersonalPayload

/** The rooms that tell something, each with its events: one that nobody tells, or that two tell, is an error of types. */
const rooms = {
  ...of(windowNotices),
  ...of(planNotices),
  ...of(incidentNotices),
  ...of(freezeNotices),
  ...of(subscriptionNotices),
} satisfies Record<EventName, Room>

type Room = Pick<RoomNotices<Payload>, 'word' | 'holds'> & { kind: NoticeKind | null }

function of<P extends Payload>({ events, ...room }: RoomNotices<P>): Record<P['event'], Room> {
  // A room is given what it wrote: the event says whose payload it is.
  const given = room as Omit<RoomNotices<Payload>, 'events'>
  return Object.fromEntries(
    Object.entries<NoticeKind | null>(events).map(([event, kind]) => [event, { ...given, kind }]),
  ) as Record<P['event'], Room>
}

/** Words a notice in a language, with times in the reader's zone and the service's. */
export function wordNotice(payload: Payload, locale: Locale, zone: string, portal: string): Wording {
  return rooms[payload.event].word(payload, locale, zone, portal)
}

/** Under which choice of a subscriber an event falls; null: to the one address that asked. */
export function kindOfEvent(event: string): NoticeKind | null {
  const room = rooms[event as EventName]
  if (!room) throw new Error(`no room tells ${event}`)
  return room.kind
}

/** Whether a notice is for one address because its owner, or somebody who typed it, asked. */
export const isPersonal = (event: string) => kindOfEvent(event) === null

/** Whether what a notice says is still so; what does not hold any more is not sent. */
export function stillHolds(tx: Tx, { id, payload }: { id: string; payload: unknown }, now: Date): Promise<boolean> {
  const said = payload as Payload
  return rooms[said.event].holds(tx, { id, payload: said }, now)
}
