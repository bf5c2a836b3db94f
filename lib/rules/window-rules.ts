import type { Texts } from '#db/schema/columns.ts'
import type { Fact, Reason, Severity } from '#lib/errors.ts'
import { type BusinessCalendar, firstDayAfterNotice, lastDayForNotice } from '#lib/rules/business-days.ts'
import { type FreezeInForce, freezesHolding } from '#lib/rules/freezes.ts'
import { missingRollback, type RollbackPlan } from '#lib/rules/lifecycle.ts'
import type { Kind, Policy } from '#lib/rules/policy.ts'
import { isWithin, leastPeakStart, peakMinutes, regionsAtPeak, type Span, shared } from '#lib/rules/regions.ts'
import { type RuleCode, severityOf } from '#lib/rules/severity.ts'
import { addDays, addMonths, type Day, dayOf, instantOf, localOf, minutesBetween, startOfDay } from '#lib/time.ts'
import { type Neighbour, neighboursNear, type ScheduledSpan } from './neighbours.ts'
import { clockChange } from './times.ts'

export type Plan = ScheduledSpan & {
  kind: Kind
  releases: { id: string; name: Texts; type: string }[]
  /** When its change notice went out, or goes out if it is announced now. */
  toldAt: Date
  rollback: RollbackPlan
}
/** What a plan is judged against: the service's policy, and what else is published there at that time. */
export type Surroundings = {
  policy: Policy
  zone: string
  calendar: BusinessCalendar
  neighbours: Neighbour[]
  freezes: FreezeInForce[]
}

export type Violation = Reason & { severity: Severity; code: RuleCode | 'no-off-peak-hour' | 'unknown-kind' }

/**
 * Every rule of the forward schedule that a plan breaks, with its facts and how strictly the policy keeps it; none is
 * the best answer. `stage` says what is about to happen: a rollback plan is owed when it is announced, not before.
 */
export function findViolations(plan: Plan, around: Surroundings, stage: 'plan' | 'announce', now: Date): Violation[] {
  const found = rulesFor(plan).flatMap((rule) => rule(plan, around, now))
  const rollback = stage === 'announce' && !plan.kind.urgent ? missingRollback(plan.rollback) : []
  return [...found, ...rollback].map((reason) => strictly(reason, around))
}

/** Whether no rule stands in the way of a plan that is published: the first that does is answer enough. */
function isFree(plan: Plan, around: Surroundings, now: Date): boolean {
  return rulesFor(plan).every((rule) =>
    rule(plan, around, now).every((reason) => strictly(reason, around).severity === 'warns'),
  )
}

const rulesFor = ({ kind }: Plan): Rule[] => [
  unknownKind,
  clockChanges,
  freezeConflicts,
  overlaps,
  ...(kind.urgent ? [] : [outsideHours, peakHours]),
  monthlyLimit,
  noticeShortfall,
  beyondHorizon,
  releaseMismatches,
]

function strictly({ code, ...reason }: Found, { policy }: Surroundings): Violation {
  if (code === 'no-off-peak-hour') return { code, ...reason, severity: 'warns' }
  if (code === 'unknown-kind') return { code, ...reason, severity: 'refused' }
  const source = policy.ruleSources[code]
  const facts = source ? { facts: { source, ...reason.facts } } : {}
  return { code, ...reason, ...facts, severity: severityOf(policy, code) }
}

/** Whether two reasons are about the same breach: the same rule, and the same freeze, window, month or release. */
export function isSameBreach(one: Reason, other: Reason): boolean {
  return (
    one.code === other.code &&
    ['freeze', 'reference', 'month'].every((name) => one.facts?.[name] === other.facts?.[name]) &&
    JSON.stringify(one.facts?.release) === JSON.stringify(other.facts?.release)
  )
}

type Found = Reason & { code: Violation['code'] }
type Rule = (plan: Plan, around: Surroundings, now: Date) => Found[]

/** A kind that the policy of that day has not: nobody could say what it owes. That is no choice of a policy. */
const unknownKind: Rule = ({ kind }, { policy }) =>
  policy.kinds.some(({ code }) => code === kind.code) ? [] : [{ code: 'unknown-kind', field: 'kind' }]

/** A start or end that comes twice in the night in which clocks go back; the first is meant. */
const clockChanges: Rule = (plan, { zone }) =>
  (['startsAt', 'endsAt'] as const).flatMap((which) => {
    const local = localOf(plan[which], zone)
    if (instantOf(local, zone).clock !== 'twice') return []
    const field = which === 'startsAt' ? 'startsLocal' : 'endsLocal'
    return [clockChange(field, local, plan[which], zone, 'twice') as Found]
  })

/** Freezes that hold its environment then; a release is exempt from its own (DCC 4.6). */
const freezeConflicts: Rule = (plan, { freezes, zone }) =>
  freezesHolding(
    freezes,
    plan,
    plan.releases.map((release) => release.id),
  ).map((freeze) => ({
    code: 'frozen',
    field: 'startsLocal',
    facts: {
      title: freeze.title,
      from: dayOf(freeze.startsAt, zone),
      until: dayOf(new Date(freeze.endsAt.getTime() - 1), zone),
      freeze: freeze.reference,
    },
  }))

/** Other windows at work on the same component in the same environment at the same time. */
const overlaps: Rule = (plan, { neighbours }) =>
  (plan.environmentId ? neighboursNear(neighbours, plan.environmentId, plan) : [])
    .filter((other) => other.id !== plan.id && !other.over && shared(plan, other) > 0)
    .flatMap((other): Found[] => {
      const unnamed = plan.touches.length === 0 || other.touches.length === 0
      if (!unnamed && !plan.touches.some((component) => other.touches.includes(component))) return []
      const { reference, title } = other
      return [
        { code: 'overlaps-window', field: 'startsLocal', facts: { reference, title, unnamed: unnamed ? 'yes' : 'no' } },
      ]
    })

const outsideHours: Rule = (plan, { policy, zone }) => {
  const hours = policy.permittedHours.value
  if (!hours || isWithin(plan, policy.permittedHours.value, zone)) return []
  return [{ code: 'outside-permitted-hours', field: 'startsLocal', facts: sourced(hours, policy.permittedHours) }]
}

/**
 * Outside the peak hours of all regions (Mashme, Maintenance window); where no start of the day is off-peak for all, the
 * least busy one is said, and taking it is no breach.
 */
const peakHours: Rule = (plan, { policy, zone }) => {
  const span = { startsAt: plan.startsAt, endsAt: plan.endsAt }
  const peak = peakMinutes(span, policy.regions)
  if (peak === 0) return []
  const minutes = minutesBetween(plan.startsAt, plan.endsAt)
  const best = leastPeakStart(dayOf(plan.startsAt, zone), minutes, policy.regions, zone, plan.startsAt, (one) =>
    isWithin(one, policy.permittedHours.value, zone),
  )
  const regions = namesOf(regionsAtPeak(span, policy.regions).map((region) => region.name))
  // Nothing as long as a day can avoid the day: that no start is better excuses no such window.
  if (best && best.peak >= peak && minutes < 1440)
    return [{ code: 'no-off-peak-hour', field: 'startsLocal', facts: { regions } }]
  // Longer than the permitted hours, it has no start that could be suggested; it lies in peak hours all the same.
  const instead: Record<string, Fact> =
    best && best.peak < peak ? { suggestion: best.clock, none: best.peak > 0 ? 'yes' : 'no' } : { none: 'unfit' }
  return [{ code: 'peak-hours', field: 'startsLocal', facts: { regions, ...instead, source: policy.regionsSource } }]
}

/** Hours of maintenance that an environment has in each calendar month that the window touches, with it. */
const monthlyLimit: Rule = (plan, { policy, zone, neighbours }) => {
  const limit = policy.monthlyLimitMinutes.value
  if (limit === null) return []
  return monthsOf(plan, zone).flatMap((first): Found[] => {
    const month = { startsAt: startOfDay(first, zone), endsAt: startOfDay(addMonths(first, 1), zone) }
    const others = neighboursNear(neighbours, plan.environmentId, month).filter((other) => other.id !== plan.id)
    const minutes = [plan, ...others].reduce((sum, window) => sum + shared(window, month), 0)
    if (minutes <= limit) return []
    const facts = sourced(
      { month: first.slice(0, 7), hours: hoursOf(minutes), limit: hoursOf(limit) },
      policy.monthlyLimitMinutes,
    )
    return [{ code: 'monthly-limit', field: 'endsLocal', facts }]
  })
}

/** The first days of the months that a span touches. */
export function monthsOf(span: Span, zone: string): Day[] {
  const months: Day[] = []
  const last = dayOf(new Date(span.endsAt.getTime() - 1), zone)
  for (let first = `${dayOf(span.startsAt, zone).slice(0, 7)}-01`; first <= last; first = addMonths(first, 1))
    months.push(first)
  return months
}

/** The change notice is out later than the kind's notice ahead of the start asks for (domain, Notice rules). */
const noticeShortfall: Rule = (plan, { calendar, zone }) => {
  const { notice, urgent } = plan.kind
  if (!notice || urgent) return []
  const due = lastDayForNotice(dayOf(plan.startsAt, zone), notice, calendar)
  const told = dayOf(plan.toldAt, zone)
  if (told <= due) return []
  const { amount, unit, source } = notice
  const first = firstDayAfterNotice(told, notice, calendar)
  return [{ code: 'notice-too-short', field: 'startsLocal', facts: { amount, unit, due, first, told, source } }]
}

/** The forward schedule reaches so many months ahead (DCC 4.1: up to two years); the same day of that month is within. */
const beyondHorizon: Rule = (plan, { policy, zone }, now) => {
  const months = policy.horizonMonths.value
  const last = addMonths(dayOf(now, zone), months)
  if (dayOf(plan.startsAt, zone) <= last) return []
  return [{ code: 'beyond-horizon', field: 'startsLocal', facts: sourced({ months, last }, policy.horizonMonths) }]
}

/** Releases that may not go in with a window of this kind (Mashme, Types of changes). */
const releaseMismatches: Rule = ({ kind, releases }, { policy }) =>
  releases.flatMap((release): Found[] => {
    const facts = { release: release.name, type: release.type }
    if (kind.routine) return [{ code: 'routine-carries-release', field: 'releaseIds', facts }]
    if (kind.patch && policy.features.includes(release.type))
      return [{ code: 'patch-carries-feature', field: 'releaseIds', facts }]
    if (!kind.carries || kind.carries.includes(release.type)) return []
    const carries = kind.carries.join(', ') || '–'
    return [{ code: 'kind-release-mismatch', field: 'releaseIds', facts: { ...facts, carries } }]
  })

/** Where a rule comes from goes with its facts, so that whoever is refused can look it up. */
const sourced = (facts: Record<string, Fact>, { source }: { source: string }) => ({ ...facts, source })
/** To the next tenth: what is a minute over a limit must not read as the limit. */
export const hoursOf = (minutes: number) => Math.ceil(minutes / 6) / 10
const namesOf = (names: Texts[]): Texts => ({
  en: names.map((name) => name.en ?? name.hi).join(', '),
  hi: names.map((name) => name.hi ?? name.en).join(', '),
})

/**
 * The first start that breaks nothing: on the same day at the hour that the rules suggest, or at that hour of a later
 * day; null when there is none within `days`.
 */
export function firstDayThatWorks(
  plan: Plan,
  around: Surroundings,
  now: Date,
  days = 120,
): { startsAt: Date; endsAt: Date } | null {
  const own = localOf(plan.startsAt, around.zone)
  const local = `${own.slice(0, 10)}T${betterClock(plan, around, now) ?? own.slice(11)}`
  const minutes = minutesBetween(plan.startsAt, plan.endsAt)
  for (let ahead = 0; ahead <= days; ahead++) {
    const start = instantOf(`${addDays(local.slice(0, 10), ahead)}${local.slice(10)}`, around.zone)
    if (start.clock === 'skipped') continue
    const moved = { startsAt: start.at, endsAt: new Date(start.at.getTime() + minutes * 60_000) }
    // Another hour of the first day can lie behind.
    if (moved.startsAt > now && isFree({ ...plan, ...moved }, around, now)) return moved
  }
  return null
}

/** A start of another hour, where the hour is what is wrong: the least busy one, or when permitted hours begin. */
function betterClock(plan: Plan, around: Surroundings, now: Date): string | undefined {
  if (plan.kind.urgent) return undefined
  const [peak] = peakHours(plan, around, now)
  if (peak?.facts?.suggestion) return String(peak.facts.suggestion)
  return isWithin(plan, around.policy.permittedHours.value, around.zone)
    ? undefined
    : around.policy.permittedHours.value?.from
}
