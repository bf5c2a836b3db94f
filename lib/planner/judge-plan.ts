import type { Texts } from '#db/schema/columns.ts'
import type { Reason, Severity } from '#lib/errors.ts'
import type { Neighbour } from '#lib/rules/neighbours.ts'
import type { Kind, Policy } from '#lib/rules/policy.ts'
import type { Span } from '#lib/rules/regions.ts'
import { clockChange } from '#lib/rules/times.ts'
import { findViolations, hoursOf, type Surroundings } from '#lib/rules/window-rules.ts'
import { type Day, instantOf, plus } from '#lib/time.ts'

/** What all windows of a plan have in common; `starts` is the wall clock of the service's zone, `20:00`. */
export type Terms = { environmentId: string; kind: Kind; title: Texts; starts: string; minutes: number }
/** A window that is meant, by the day on which it starts. */
export type Meant = { id: string; day: Day }
/** What a rule says against a window, and how strictly the policy keeps it. */
export type Objection = Reason & { severity: Severity }
export type Judged = Meant & Span & { objections: Objection[] }

/** When a window of this day takes place. A start that clocks skip is the instant after the gap. */
export function spanOn(day: Day, { starts, minutes }: Pick<Terms, 'starts' | 'minutes'>, zone: string): Span {
  const { at } = instantOf(`${day}T${starts}`, zone)
  return { startsAt: at, endsAt: plus(at, minutes) }
}

/**
 * What the rules of the schedule say of each window of a plan: the rules of single windows, to which the others of the
 * plan are published neighbours already. The planner's screen and the command that publishes both ask this.
 */
export function judgePlan(meant: Meant[], terms: Terms, around: Surroundings, now: Date): Judged[] {
  const placed = meant.map((window) => ({ ...window, ...spanOn(window.day, terms, around.zone) }))
  const neighbours = [...around.neighbours, ...placed.map((window) => asNeighbour(window, terms))]
  return placed.map((window) => ({
    ...window,
    objections: objectionsTo(window, terms, { ...around, neighbours }, now),
  }))
}

/** What the rules say of one window; of `around.neighbours` the one with its id is itself. */
export function objectionsTo(window: Meant & Span, terms: Terms, around: Surroundings, now: Date): Objection[] {
  const start = `${window.day}T${terms.starts}`
  const { at, clock } = instantOf(start, around.zone)
  const impossible: Objection[] = []
  if (clock === 'skipped')
    impossible.push({ ...clockChange('startsLocal', start, at, around.zone, 'skipped'), severity: 'refused' })
  if (at <= now) impossible.push({ code: 'starts-in-past', severity: 'refused' })
  const plan = { ...asNeighbour(window, terms), kind: terms.kind, releases: [], toldAt: now, rollback: noRollback }
  return [...impossible, ...findViolations(plan, around, 'plan', now)]
}

/** What keeps a window from being published with the others: what is refused, and what needs a waiver of its own. */
export const inTheWay = (objections: Objection[]): Objection[] =>
  objections.filter(({ severity }) => severity !== 'warns')

/** The length, where one window alone takes more hours than the policy gives a month; null where it does not. */
export function tooLong({ minutes }: Pick<Terms, 'minutes'>, { monthlyLimitMinutes }: Policy): Reason | null {
  const { value: limit, source } = monthlyLimitMinutes
  if (limit === null || minutes <= limit) return null
  return {
    code: 'longer-than-limit',
    field: 'lasts',
    facts: { hours: hoursOf(minutes), limit: hoursOf(limit), source },
  }
}

/** Whether another day may mend it: a rule about the hours or the length is broken on any day. */
export function aboutTheDay({ code }: Reason, terms: Terms, policy: Policy): boolean {
  if (code === 'monthly-limit') return !tooLong(terms, policy)
  return code !== 'outside-permitted-hours' && code !== 'peak-hours' && code !== 'no-off-peak-hour'
}

/** Without a reference yet, its day names it. Its components are not said yet, so it may touch any. */
export function asNeighbour({ id, day, startsAt, endsAt }: Meant & Span, { environmentId, title }: Terms): Neighbour {
  return { id, environmentId, startsAt, endsAt, touches: [], reference: day, title, over: false }
}

/** Nobody owes a rollback plan before a window is announced. */
const noRollback = { rollbackInfrastructure: null, rollbackServices: null, rollbackData: null }
