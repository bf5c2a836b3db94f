import type { Tx } from '#db/scope.ts'
import { freezeNotices } from '#lib/freezes/notices.ts'
import type { Locale } from '#lib/i18n/locales.ts'
import { incidentNotices } from '#lib/incidents/notices.ts'
import { planNotices } from '#lib/planner/notices.ts'
import type { EventName, NoticeKind, RoomNotices, Wording } from '#lib/records/notices.ts'
import { subscriptionNotices } from '#lib/subscribers/notices.ts'
import { windowNotices } from '#lib/windows/notices.ts'

/** The rooms that tell something. */
export const tellers = [windowNotices, planNotices, incidentNotices, freezeNotices, subscriptionNotices]

/** A notice of any room, as it is stored. */
export type Payload = Parameters<(typeof tellers)[number]['word']>[0]

type Room = Pick<RoomNotices<Payload>, 'word' | 'holds'> & { kind: NoticeKind | null }

/** By event; one that nobody tells is an error of types. A room is given what it wrote: the event says whose payload it is. */
const rooms: Record<EventName, Room> = Object.fromEntries(
  (tellers as RoomNotices<Payload>[]).flatMap(({ events, ...room }) =>
    Object.entries(events).map(([event, kind]) => [event, { ...room, kind }]),
  ),
) as Record<Payload['event'], Room>

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
