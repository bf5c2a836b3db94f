import type { Texts } from '#db/schema/columns.ts'
import type { ComponentState } from '#db/schema/statuses.ts'
import type { Impact } from '#db/schema/windows.ts'
import type { FreezeEvent, IncidentEvent, PersonalEvent, ScheduleEvent, WindowEvent } from './events.ts'

/** Everything a mail says, written down when the thing happened. Instants are ISO 8601 in UTC. */
type Common = {
  at: string
  service: { name: Texts; timeZone: string }
  reference: string
  title: Texts
  message: Texts | null
}

export type WindowPayload = Common & {
  event: WindowEvent
  kind: Texts
  environments: Texts[]
  startsAt: string
  endsAt: string
  /** The times told before, when they changed. */
  before: { startsAt: string; endsAt: string } | null
  downtime: { startsAt: string; endsAt: string } | null
  effect: Texts | null
  /** `state` is what the component was when this was told; the notices of earlier versions have none. */
  impacts: { component: Texts; impact: Impact; note: Texts | null; state?: ComponentState | null }[]
  description: Texts | null
  userChanges: Texts | null
  releases: string[]
  changes: Texts[]
}

export type IncidentPayload = Common & {
  event: IncidentEvent
  severity: string
  state: string
  startedAt: string
  resolvedAt: string | null
  window: string | null
  /** What people can do while it lasts. */
  advice?: Texts | null
  impacts: { component: Texts; state: ComponentState }[]
}

export type FreezePayload = Common & {
  event: FreezeEvent
  startsAt: string
  endsAt: string
  /** Streams and environments that it holds; none: the whole service. */
  holds?: Texts[]
  exceptions: Texts | null
}

/** A digest of windows that were planned together, in order of their starts. */
export type SchedulePayload = {
  event: ScheduleEvent
  at: string
  service: { name: Texts; timeZone: string; slug: string }
  environment: Texts
  /** Days from one window to the next; null when there is only one. */
  apart: { smallest: number; largest: number } | null
  windows: { reference: string; startsAt: string; endsAt: string }[]
}

export type PersonalPayload = { event: PersonalEvent; at: string; email: string; expiresAt: string | null }

export type Payload = SchedulePayload | WindowPayload | IncidentPayload | FreezePayload | PersonalPayload
