import type { Texts } from '#db/schema/columns.ts'
import type { Reason } from '#lib/errors.ts'
import { addDays, type Day, dayOf, daysBetween, startOfDay } from '#lib/time.ts'

export type FreezeSpan = { startsOn: Day; endsOn: Day; startsAt: Date; endsAt: Date }

/** The span of a freeze from its first to its last day, in the service's zone; or what is wrong with the days. */
export function freezeSpan(
  firstDay: Day,
  lastDay: Day,
  zone: string,
  now: Date,
): { span: FreezeSpan } | { reasons: Reason[] } {
  if (lastDay < firstDay) return { reasons: [{ code: 'ends-before-start', field: 'lastDay' }] }
  if (lastDay < dayOf(now, zone)) return { reasons: [{ code: 'is-over', field: 'lastDay' }] }
  if (daysBetween(firstDay, lastDay) > 120)
    return { reasons: [{ code: 'too-many-days', field: 'lastDay', facts: { days: 120 } }] }
  const endsOn = addDays(lastDay, 1)
  return {
    span: { startsOn: firstDay, endsOn, startsAt: startOfDay(firstDay, zone), endsAt: startOfDay(endsOn, zone) },
  }
}

export type FreezeStanding = 'on' | 'near' | 'later' | 'over'

/** Where a freeze stands: on, within its lead time (the policy's days), later, or over. */
export function freezeStanding(freeze: { startsAt: Date; endsAt: Date }, leadDays: number, now: Date): FreezeStanding {
  if (now >= freeze.endsAt) return 'over'
  if (now >= freeze.startsAt) return 'on'
  return now.getTime() >= freeze.startsAt.getTime() - leadDays * 86_400_000 ? 'near' : 'later'
}

/** A published freeze as the rules of windows look at it. */
export type FreezeInForce = {
  reference: string
  title: Texts
  startsAt: Date
  endsAt: Date
  /** The environments it holds, those of its streams among them; empty: all of the service. */
  environments: string[]
  /** The release that it lies around. */
  releaseId: string | null
}

/** The freezes that hold a window back: they share a moment and an environment, and it does not carry their release. */
export function freezesHolding(
  freezes: FreezeInForce[],
  window: { startsAt: Date; endsAt: Date; environmentId: string | null },
  releaseIds: string[] = [],
): FreezeInForce[] {
  return freezes.filter(
    (freeze) =>
      freeze.startsAt < window.endsAt &&
      freeze.endsAt > window.startsAt &&
      (freeze.environments.length === 0 ||
        (window.environmentId !== null && freeze.environments.includes(window.environmentId))) &&
      !(freeze.releaseId && releaseIds.includes(freeze.releaseId)),
  )
}

/** The dates that a yearly rule gives for a year; it may run over New Year. Both days belong to the freeze. */
export function annualDates(rule: { from: string; to: string }, year: number): { firstDay: Day; lastDay: Day } {
  return { firstDay: `${year}-${rule.from}`, lastDay: `${rule.to >= rule.from ? year : year + 1}-${rule.to}` }
}
