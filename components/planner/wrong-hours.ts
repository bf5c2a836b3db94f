import type { PlanSettings } from '#db/schema/plan-drafts.ts'
import type { Reason } from '#lib/errors.ts'
import type { Ground } from '#lib/planner/ground.ts'
import { mostWindows, wholeIn } from '#lib/planner/horizon.ts'
import { aboutTheDay, type Judged, spanOn, type Terms } from '#lib/planner/judge-plan.ts'
import { minutesIn } from '#lib/planner/length.ts'
import { longest } from '#lib/rules/times.ts'
import { type Day, isDay } from '#lib/time.ts'
import type { Group } from './group-objections.ts'

/** What the rules say of the hours or the length themselves, whatever the day. */
export function wrongHours({
  groups,
  judged,
  terms,
  ground,
}: {
  groups: Group[]
  judged: Judged[]
  terms: Terms
  ground: Ground
}): Reason[] {
  return groups
    .filter(({ objection: { severity } }) => severity !== 'warns')
    .filter(
      ({ objection: one, windows }) =>
        one.code === 'longer-than-limit' ||
        (windows.length === judged.length && !aboutTheDay(one, terms, ground.policy)),
    )
    .map(({ objection: { code, facts } }) => ({
      ...{ code, field: code === 'longer-than-limit' ? 'lasts' : 'starts' },
      ...(facts && { facts }),
    }))
}

export const isClock = (typed: string) => /^([01]\d|2[0-3]):[0-5]\d$/.test(typed)

/** The day that is typed; empty for none, and for a year of five digits. */
export const dayIn = (typed: string): Day => (isDay(typed) ? typed : '')

/** The most weeks or months that a rhythm takes. */
export const longestRhythm = 99

/** What is typed and means nothing, or what no plan can keep: nothing is cut or put right in silence. */
export function wrongIn(
  { count, every, starts, lasts, ...typed }: PlanSettings,
  { today, last, zone, policy }: Pick<Ground, 'today' | 'last' | 'zone' | 'policy'>,
  now: Date,
): Reason[] {
  const [from, until] = [dayIn(typed.from), dayIn(typed.until)]
  const noDay = (field: 'from' | 'until'): Reason => ({ code: typed[field] ? 'not-a-date' : 'required', field })
  const minutes = minutesIn(lasts)
  // Today is a day to plan for as long as its start is ahead.
  const past = from < today || (isClock(starts) && spanOn(from, { starts, minutes: 0 }, zone).startsAt <= now)
  const number = (field: string, to: number): Reason => ({ code: 'out-of-range', field, facts: { from: 1, to } })
  const reach = { months: policy.horizonMonths.value, last }
  return [
    ...(from ? (past ? [{ code: 'starts-in-past', field: 'from' } as const] : []) : [noDay('from')]),
    ...(until ? [] : [noDay('until')]),
    ...(from && until && until < from ? [{ code: 'ends-before-start', field: 'until' } as const] : []),
    ...(until > last ? [{ code: 'beyond-horizon', field: 'until', facts: reach } as const] : []),
    ...(wholeIn(count, mostWindows) ? [] : [number('count', mostWindows)]),
    ...(!every || wholeIn(every, longestRhythm) ? [] : [number('every', longestRhythm)]),
    ...(isClock(starts) ? [] : [{ code: 'not-a-clock', field: 'starts' } as const]),
    ...(minutes ? [] : [{ code: 'not-a-length', field: 'lasts' } as const]),
    ...(minutes && minutes > longest
      ? [{ code: 'too-many-days', field: 'lasts', facts: { days: longest / 1440 } } as const]
      : []),
  ]
}
