import type { Reason } from '#lib/errors.ts'
import { instantOf, type Local, localOf, minutesBetween, plus } from '#lib/time.ts'

export type PlannedTimes = {
  startsAt: Date
  endsAt: Date
  minutes: number
  downtimeAfter: number | null
  downtimeMinutes: number | null
}
export type SaidTimes = { startsLocal: Local; endsLocal: Local; downtime: { from: string; minutes: number } | null }

/**
 * Turns the wall-clock times that a person said, in the service's zone, into instants; or says what is wrong with them:
 * a time skipped by a clock change, an end before the start, a start in the past, a downtime that does not fit inside.
 * A time that comes twice is the first of the two, unless the window would end before it starts.
 */
export function checkTimes(said: SaidTimes, zone: string, now: Date): { times: PlannedTimes } | { reasons: Reason[] } {
  const reasons: Reason[] = []
  const { startsLocal, endsLocal } = said
  const start = instantOf(startsLocal, zone)
  const end = endAfter(start.at, endsLocal, zone)
  for (const [field, said, { at, clock }] of [
    ['startsLocal', startsLocal, start],
    ['endsLocal', endsLocal, end],
  ] as const) {
    if (clock === 'skipped') reasons.push(clockChange(field, said, at, zone, 'skipped'))
  }
  if (end.at <= start.at) reasons.push({ code: 'ends-before-start', field: 'endsLocal' })
  else if (minutesBetween(start.at, end.at) > longest)
    reasons.push({ code: 'too-many-days', field: 'endsLocal', facts: { days: longest / 1440 } })
  if (start.at <= now) reasons.push({ code: 'starts-in-past', field: 'startsLocal' })
  if (reasons.length) return { reasons }

  const minutes = minutesBetween(start.at, end.at)
  const times = { startsAt: start.at, endsAt: end.at, minutes, downtimeAfter: null, downtimeMinutes: null }
  if (!said.downtime) return { times }
  const downtimeAfter = minutesUntil(said.downtime.from, start.at, minutes, zone)
  if (downtimeAfter === null) return { reasons: [{ code: 'downtime-outside', field: 'downtime.from' }] }
  if (downtimeAfter + said.downtime.minutes > minutes)
    return { reasons: [{ code: 'downtime-outside', field: 'downtime.minutes' }] }
  return { times: { ...times, downtimeAfter, downtimeMinutes: said.downtime.minutes } }
}

/** The instant at which clocks in `zone` show `endsLocal`: of two the first that lies after the start. */
export function endAfter(startsAt: Date, endsLocal: Local, zone: string) {
  const { at, again, clock } = instantOf(endsLocal, zone)
  return { at: at > startsAt ? at : again, clock }
}

/** From when to when wall-clock times mean, read as the rules read them. */
export function spanSaid({ startsLocal, endsLocal }: Pick<SaidTimes, 'startsLocal' | 'endsLocal'>, zone: string) {
  const startsAt = instantOf(startsLocal, zone).at
  return { startsAt, endsAt: endAfter(startsAt, endsLocal, zone).at }
}

/** A wall-clock time that the night of a clock change skips, or shows twice; `at` is the instant that is meant instead. */
export function clockChange(field: string, said: Local, at: Date, zone: string, what: 'skipped' | 'twice'): Reason {
  return {
    code: 'clock-change',
    field,
    facts: { what, time: said.slice(11), next: localOf(at, zone).slice(11) },
  }
}

/** Minutes: no window runs longer than two weeks; DIGIT's upgrade, the longest, takes one. */
export const longest = 14 * 1440
/** Minutes that a window may take with all that it was extended by: what is longer would lie beyond what its neighbours see. */
export const longestExtended = 2 * longest

/** Minutes after `start` at which clocks in `zone` first show `clock`, or null when they do not within the window. */
function minutesUntil(clock: string, start: Date, minutes: number, zone: string): number | null {
  for (let after = 0; after < Math.min(minutes, 1560); after++) {
    if (localOf(plus(start, after), zone).slice(11) === clock) return after
  }
  return null
}
