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
