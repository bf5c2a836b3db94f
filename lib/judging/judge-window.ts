import { and, desc, eq, ne } from 'drizzle-orm'
import { waivers } from '#db/schema/waivers.ts'
import type { Tx } from '#db/scope.ts'
import { type Reason, refuseIf } from '#lib/errors.ts'
import { policyOf } from '#lib/judging/policy-in-force.ts'
import { impactsOf, releaseInPlan, releasesIn, type WindowRow } from '#lib/judging/stored-window.ts'
import { kindOf, type Policy } from '#lib/rules/policy.ts'
import type { Span } from '#lib/rules/regions.ts'
import { covers, isFor } from '#lib/rules/waived.ts'
import { findViolations, type Plan, type Surroundings, type Violation } from '#lib/rules/window-rules.ts'
import { dayOf } from '#lib/time.ts'
import { surroundingsOf } from './surroundings.ts'

export type WaiverRow = typeof waivers.$inferSelect
/** A broken rule, with the waiver that was asked for it at these times, if one was. */
export type Judged = Violation & { waiver: WaiverRow | null; waived: boolean }

/**
 * What the rules say of a stored window, at its own times or at others that are meant for it.
 * @param impacts what it touches, where the caller has read it
 */
export async function judgeWindow(
  tx: Tx,
  window: WindowRow,
  stage: 'plan' | 'announce',
  now: Date,
  span: Span = window,
  impacts?: { componentId: string }[],
): Promise<Judged[]> {
  const { plan, around } = await planOf(tx, window, now, span, impacts)
  const asked = await tx
    .select()
    .from(waivers)
    .where(and(eq(waivers.windowId, window.id), ne(waivers.state, 'withdrawn')))
    .orderBy(desc(waivers.askedAt))
  return findViolations(plan, around, stage, now).map((violation) => ({
    ...violation,
    waived: asked.some((waiver) => covers(waiver, violation, span)),
    waiver:
      asked.find((waiver) => covers(waiver, violation, span)) ??
      asked.find((waiver) => isFor(waiver, violation, span)) ??
      null,
  }))
}

/** A stored window and what is around it, as the rules take them. */
export async function planOf(
  tx: Tx,
  window: WindowRow,
  now: Date,
  span: Span = window,
  impacts?: { componentId: string }[],
): Promise<{ plan: Plan; around: Surroundings }> {
  // By the version that holds when it starts: one that is stored and not yet in force binds what lies beyond its day.
  const policy = await policyOf(tx, window.serviceId, dayOf(span.startsAt, window.timeZone))
  const service = { id: window.serviceId, timeZone: window.timeZone, policy }
  const touched = impacts ?? (await impactsOf(tx, [window.id]))
  const plan = {
    ...toPlan(window, policy, now, span),
    touches: touched.map(({ componentId }) => componentId),
    releases: (await releasesIn(tx, window.id)).map(releaseInPlan),
  }
  return { plan, around: await surroundingsOf(tx, service, span, now) }
}

/** The window's own columns as a plan, without what lies in other tables. */
export function toPlan(window: WindowRow, policy: Policy, now: Date, { startsAt, endsAt }: Span = window): Plan {
  return {
    id: window.id,
    environmentId: window.environmentId,
    startsAt,
    endsAt,
    touches: [],
    kind: kindOf(policy, window.kind),
    releases: [],
    // Moved to a later start, the notice that was given still counts; an earlier one is told anew.
    toldAt: window.announcedAt && startsAt >= window.startsAt ? window.announcedAt : now,
    rollback: window,
  }
}

/** Whether a rule still stands against a window: it refuses, whoever granted what; or it asks for a waiver and has none. */
export function stands(severity: Violation['severity'], waived: boolean): boolean {
  return severity === 'refused' || (severity === 'waiver' && !waived)
}

/** What stands in the way: rules that refuse, and rules that ask for a waiver and have none that covers it. */
export function obstacles(judged: Judged[]): Reason[] {
  return judged.filter(({ severity, waived }) => stands(severity, waived)).map(plain)
}

/** A judgement as a reason: without what is known of waivers. */
export const plain = ({ waiver: _, waived: __, ...reason }: Judged): Violation => reason

/** The codes of what went through all the same, for the audit entry: waived, or only warned of. */
export function passed(judged: Judged[]): Record<string, unknown> {
  const waived = judged.filter((rule) => rule.waived).map(({ code }) => code)
  const warned = judged.filter(({ severity }) => severity === 'warns').map(({ code }) => code)
  return { ...(waived.length && { waived }), ...(warned.length && { warned }) }
}

/**
 * Holds a window to the rules before a step that publishes it or moves it.
 * @returns what goes into the audit entry: which rules were waived or only warned
 * @throws Refusal (invalid) with each rule that stands in the way
 */
export async function obeyRules(
  tx: Tx,
  window: WindowRow,
  stage: 'plan' | 'announce',
  now: Date,
  span: Span = window,
): Promise<Record<string, unknown>> {
  const judged = await judgeWindow(tx, window, stage, now, span)
  refuseIf(obstacles(judged))
  return passed(judged)
}
