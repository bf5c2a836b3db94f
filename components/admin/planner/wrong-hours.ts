import type { Reason } from '#lib/errors.ts'
import { aboutTheDay } from '#lib/planner/judge-plan.ts'
import { minutesIn } from '#lib/planner/length.ts'
import type { Settings } from './settings-of.ts'
import { isClock, type Planning } from './use-plan.ts'

/** What the rules say of the hours or the length themselves, whatever the day. */
export function wrongHours({ groups, judged, terms, ground }: Planning): Reason[] {
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

/** What is typed there and means nothing. */
export function wrongIn({ starts, lasts }: Settings): Reason[] {
  return [
    ...(isClock(starts) ? [] : [{ code: 'not-a-time', field: 'starts' } as const]),
    ...(minutesIn(lasts) ? [] : [{ code: 'not-a-length', field: 'lasts' } as const]),
  ]
}
