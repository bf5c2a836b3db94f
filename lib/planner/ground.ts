import type { Texts } from '#db/schema/columns.ts'
import { type FreezeInForce, freezesHolding } from '#lib/rules/freezes.ts'
import type { Neighbour } from '#lib/rules/neighbours.ts'
import type { Policy } from '#lib/rules/policy.ts'
import type { Surroundings } from '#lib/rules/window-rules.ts'
import { type Day, dayOf } from '#lib/time.ts'
import type { Terms } from './judge-plan.ts'

/** A day that is fixed without a window: a release that keeps its day. */
export type Pin = { day: Day; title: Texts }
/** A freeze that a policy asks for and nobody has published: no rule holds it yet, and the planner avoids it. */
export type Foreseen = { title: Texts; source: string; firstDay: Day; lastDay: Day; startsAt: Date; endsAt: Date }

/**
 * What a plan for an environment of a service is made on, as it goes to a browser: the surroundings of the rules with
 * their holidays as a list, and what the planner alone looks at.
 */
export type Ground = {
  serviceId: string
  environmentId: string
  policy: Policy
  zone: string
  holidays: Day[]
  neighbours: Neighbour[]
  freezes: FreezeInForce[]
  foreseen: Foreseen[]
  releases: Pin[]
  /** The first day that can be planned for, and the last that the schedule reaches. */
  today: Day
  last: Day
  /** What the newest planned window of the environment suggests; the title is without its month. */
  usual: Pick<Terms, 'starts' | 'minutes'> & { kind: string; title: Texts | null }
}

export function surroundingsOn({ policy, zone, holidays, neighbours, freezes }: Ground): Surroundings {
  const calendar = { weekend: policy.weekend, holidays: new Set(holidays) }
  return { policy, zone, calendar, neighbours, freezes }
}

/** The published windows of the environment itself, in order. */
export function publishedOn({ neighbours, environmentId, zone }: Ground): (Pin & { startsAt: Date; endsAt: Date })[] {
  return neighbours
    .filter((one) => one.environmentId === environmentId)
    .map(({ startsAt, endsAt, title }) => ({ day: dayOf(startsAt, zone), title, startsAt, endsAt }))
    .sort((one, other) => one.startsAt.getTime() - other.startsAt.getTime())
}

/** What stays where it is, in order of days: published windows and releases. */
export function fixedOn(ground: Ground): (Pin & { release: boolean })[] {
  return [
    ...publishedOn(ground).map(({ day, title }) => ({ day, title, release: false })),
    ...ground.releases.map((pin) => ({ ...pin, release: true })),
  ].sort((one, other) => (one.day < other.day ? -1 : 1))
}

/** Everything that holds the environment back between two instants, published or only foreseen. */
export function frozenOn(ground: Ground, span: { startsAt: Date; endsAt: Date }): { startsAt: Date; endsAt: Date }[] {
  const { freezes, foreseen, environmentId } = ground
  return [...freezesHolding(freezes, { ...span, environmentId }), ...foreseenOn(foreseen, span)]
}

/** The foreseen freezes that a span touches. */
export const foreseenOn = (foreseen: Foreseen[], span: { startsAt: Date; endsAt: Date }): Foreseen[] =>
  foreseen.filter((one) => one.startsAt < span.endsAt && one.endsAt > span.startsAt)
