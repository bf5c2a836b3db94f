import type { Texts } from '#db/schema/columns.ts'
import type { Reason, Severity } from '#lib/errors.ts'
import { type Severities, severityOf } from '#lib/rules/severity.ts'
import { addDays, addMonths, type Day, dayOf, daysBetween, startOfDay } from '#lib/time.ts'

/** No freeze lasts longer than this in days. */
export const longestFreeze = 120

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
  if (daysBetween(firstDay, lastDay) > longestFreeze)
    return { reasons: [{ code: 'too-many-days', field: 'lastDay', facts: { days: longestFreeze } }] }
  const endsOn = addDays(lastDay, 1)
  return {
    span: { startsOn: firstDay, endsOn, startsAt: startOfDay(firstDay, zone), endsAt: startOfDay(endsOn, zone) },
  }
}

/** What a freeze holds in which days, the end exclusive; `environments` with those of its streams, null: all of the service. */
export type Held = { startsOn: Day; endsOn: Day; environments: string[] | null; releaseId: string | null }
/** A day that a freeze newly holds, and the field that makes it so. */
export type NewlyHeld = { day: Day; field: 'firstDay' | 'lastDay' | 'environments' | 'releaseId' }

/**
 * The first day on which a changed freeze holds something that it did not hold before; null: it holds nothing more. What is
 * in a wider scope, and a release that is exempt no longer, is held from the first day of the freeze; of an end that comes
 * later by a day or two only those days are new, and have a notice of their own.
 */
export function newlyHeld(before: Held, after: Held): NewlyHeld | null {
  if (after.startsOn < before.startsOn) return { day: after.startsOn, field: 'firstDay' }
  const { environments: held } = before
  if (held && (!after.environments || after.environments.some((id) => !held.includes(id))))
    return { day: after.startsOn, field: 'environments' }
  if (before.releaseId && before.releaseId !== after.releaseId) return { day: after.startsOn, field: 'releaseId' }
  if (after.endsOn <= before.endsOn) return null
  return { day: laterOf(before.endsOn, after.startsOn), field: 'lastDay' }
}

const laterOf = (one: Day, other: Day) => (one > other ? one : other)

/** Of which day the notice of a freeze is judged, and when that was told: of what it holds, that with the least notice. */
export function toldOf(freeze: {
  startsOn: Day
  publishedAt: Date | null
  toldAt: Date | null
  toldFrom: Day | null
}): NewlyHeld & { at: Date | null } {
  const day = laterOf(freeze.toldFrom ?? freeze.startsOn, freeze.startsOn)
  return { day, field: day > freeze.startsOn ? 'lastDay' : 'firstDay', at: freeze.toldAt ?? freeze.publishedAt }
}

/**
 * A freeze is told later than so many days before its first day (DCC 4.6: well in advance); with one that has begun, none.
 * @param held its first day, or the first that it newly holds, with the field that says so
 * @param told the day on which that is published; all days are those of the service's zone
 */
export function noticeShortfall(
  { day, field }: NewlyHeld,
  told: Day,
  policy: { freezeNoticeDays: { value: number; source: string }; severities: Severities },
): (Reason & { severity: Severity })[] {
  const { value: wanted, source } = policy.freezeNoticeDays
  const days = Math.max(0, daysBetween(told, day))
  if (days >= wanted) return []
  const facts = { days, wanted, due: addDays(day, -wanted), source }
  return [{ code: 'freeze-notice-short', field, facts, severity: severityOf(policy, 'freeze-notice-short') }]
}

export type FreezeStanding = 'on' | 'near' | 'later' | 'over'

/** Where a freeze stands: on, within its lead time (the policy's days), later, or over. */
export function freezeStanding(freeze: { startsAt: Date; endsAt: Date }, leadDays: number, now: Date): FreezeStanding {
  if (now >= freeze.endsAt) return 'over'
  if (now >= freeze.startsAt) return 'on'
  return now.getTime() >= freeze.startsAt.getTime() - leadDays * 86_400_000 ? 'near' : 'later'
}

/** The kinds of freeze, and whether one holds windows and deployments back: a code-merge freeze holds merges only (DCC 4.6). */
export const freezeKinds = { annual: true, release: true, code_merge: false } as const satisfies Record<string, boolean>
export type FreezeKind = keyof typeof freezeKinds
export const holdingKinds = (Object.keys(freezeKinds) as FreezeKind[]).filter((kind) => freezeKinds[kind])

/** A published freeze as the rules of windows look at it. */
export type FreezeInForce = {
  kind: FreezeKind
  reference: string
  title: Texts
  startsAt: Date
  endsAt: Date
  /** The environments it holds, those of its streams among them; empty: all of the service. */
  environments: string[]
  /** The release that it lies around. */
  releaseId: string | null
}

/** The freezes that hold a window back: their kind holds windows, they share a moment and an environment, and it does not
 * carry their release, and no other. */
export function freezesHolding(
  freezes: FreezeInForce[],
  window: { startsAt: Date; endsAt: Date; environmentId: string | null },
  releaseIds: string[] = [],
): FreezeInForce[] {
  return freezes.filter(
    (freeze) =>
      freezeKinds[freeze.kind] &&
      freeze.startsAt < window.endsAt &&
      freeze.endsAt > window.startsAt &&
      (freeze.environments.length === 0 ||
        (window.environmentId !== null && freeze.environments.includes(window.environmentId))) &&
      !(releaseIds.length > 0 && releaseIds.every((id) => id === freeze.releaseId)),
  )
}

/** Whole days of a service's zone; both belong to the freeze. */
export type FreezeDays = { firstDay: Day; lastDay: Day }

/** The dates that a yearly rule gives for a year; it may run over New Year. */
export function annualDates(rule: { from: string; to: string }, year: number): FreezeDays {
  return { firstDay: `${year}-${rule.from}`, lastDay: `${rule.to >= rule.from ? year : year + 1}-${rule.to}` }
}

type Yearly = { code: string; from: string; to: string }

/**
 * The yearly freezes that a policy's rules give and nobody has published: those that are not over on `today` and begin
 * within so many months of it, the next first. All days are those of the service's zone.
 */
export function annualDue<R extends Yearly>(
  rules: R[],
  published: { rule: string | null; ruleYear: number | null }[],
  today: Day,
  months: number,
): (FreezeDays & { rule: R; year: number })[] {
  const last = addMonths(today, months)
  // One that runs over New Year belongs to the year in which it begins.
  const first = Number(today.slice(0, 4)) - 1
  const years = Array.from({ length: Number(last.slice(0, 4)) - first + 1 }, (_, index) => first + index)
  return rules
    .flatMap((rule) => years.map((year) => ({ rule, year, ...annualDates(rule, year) })))
    .filter(({ firstDay, lastDay }) => lastDay >= today && firstDay <= last)
    .filter(({ rule, year }) => !published.some((one) => one.rule === rule.code && one.ruleYear === year))
    .sort((one, other) => one.firstDay.localeCompare(other.firstDay))
}

/** The days that a yearly rule gives for the year of a freeze, when it was published with others; null: they are the same. */
export function otherDays(
  rule: { from: string; to: string },
  freeze: { ruleYear: number | null; startsOn: Day; endsOn: Day },
): FreezeDays | null {
  if (freeze.ruleYear === null) return null
  const given = annualDates(rule, freeze.ruleYear)
  return freeze.startsOn === given.firstDay && freeze.endsOn === addDays(given.lastDay, 1) ? null : given
}

/** The days of a freeze around a release that goes in on a day: so many days before it and after it (policy, releaseFreeze). */
export function releaseDates(around: { before: number; after: number }, targetOn: Day): FreezeDays {
  return { firstDay: addDays(targetOn, -around.before), lastDay: addDays(targetOn, around.after) }
}

type Told = {
  startsOn: Day
  endsOn: Day
  environments: string[]
  streams: string[]
  releaseId: string | null
  exceptions: Texts | null
}

/** Whether readers are told of a change: other days, another scope or release, other exceptions; not of wording alone. */
export function isTold(before: Told, after: Told): boolean {
  const told = ({ startsOn, endsOn, environments, streams, releaseId, exceptions }: Told) =>
    JSON.stringify([
      [startsOn, endsOn, releaseId],
      [environments.toSorted(), streams.toSorted()],
      [exceptions?.en, exceptions?.hi],
    ])
  return told(before) !== told(after)
}
