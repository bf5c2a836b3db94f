import { and, eq, isNull } from 'drizzle-orm'
import { environments } from '#db/schema/environments.ts'
import { freezes } from '#db/schema/freezes.ts'
import { releases } from '#db/schema/releases.ts'
import { services } from '#db/schema/services.ts'
import { streams } from '#db/schema/streams.ts'
import type { Tx } from '#db/scope.ts'
import { invalid, type Reason, refuseIf } from '#lib/errors.ts'
import { policyOf } from '#lib/judging/policy-in-force.ts'
import { audienceReasons, audienceSaid } from '#lib/records/audience.ts'
import { freezeSpan } from '#lib/rules/freezes.ts'
import { dayOf } from '#lib/time.ts'
import type { FreezeSaid } from './input.ts'

/**
 * Checks what is said of a freeze against what exists, and derives its instants.
 * @throws Refusal (invalid) with a reason at each field that cannot be taken
 */
export async function readFreeze(tx: Tx, said: FreezeSaid, now: Date) {
  const [service] = await tx.select().from(services).where(eq(services.id, said.serviceId))
  if (!service) throw invalid({ code: 'unknown-service', field: 'serviceId' })
  const spanned = freezeSpan(said.firstDay, said.lastDay, service.timeZone, now)
  const row = {
    serviceId: service.id,
    kind: said.kind,
    title: said.title,
    exceptions: said.exceptions,
    environments: [...new Set(said.environments)],
    streams: [...new Set(said.streams)],
    releaseId: said.kind === 'release' ? (said.releaseId ?? null) : null,
    ...audienceSaid(said),
    timeZone: service.timeZone,
  }
  refuseIf([
    ...('reasons' in spanned ? spanned.reasons : []),
    ...(await scopeReasons(tx, row)),
    ...(said.kind === 'release' ? await releaseReasons(tx, row) : []),
    ...(await audienceReasons(tx, row, row.environments)),
  ])
  if ('reasons' in spanned) throw new Error('unreachable')
  return { ...row, ...spanned.span }
}

type Row = Pick<typeof freezes.$inferSelect, 'serviceId' | 'environments' | 'streams' | 'releaseId'>

async function scopeReasons(tx: Tx, row: Row): Promise<Reason[]> {
  const known = await tx.select().from(environments).where(eq(environments.serviceId, row.serviceId))
  const held = known.filter(({ id }) => row.environments.includes(id))
  const paths = await tx.select({ id: streams.id }).from(streams).where(eq(streams.serviceId, row.serviceId))
  const reasons: Reason[] = []
  if (held.length !== row.environments.length) reasons.push({ code: 'unknown-environment', field: 'environments' })
  if (row.streams.some((id) => !paths.some((path) => path.id === id)))
    reasons.push({ code: 'unknown-stream', field: 'streams' })
  return reasons
}

async function releaseReasons(tx: Tx, { serviceId, releaseId }: Row): Promise<Reason[]> {
  if (!releaseId) return [{ code: 'required', field: 'releaseId' }]
  const known = await tx
    .select({ id: releases.id })
    .from(releases)
    .where(and(eq(releases.id, releaseId), eq(releases.serviceId, serviceId)))
  return known.length ? [] : [{ code: 'unknown-release', field: 'releaseId' }]
}

/**
 * The annual rule and year that a freeze is published for, or neither. To be asked while the schedule is locked: the
 * unique index of the table holds the same.
 * @throws Refusal (invalid) when the policy in force has no such rule, or the year has its freeze already
 */
export async function readYear(tx: Tx, said: FreezeSaid, timeZone: string, now: Date) {
  const { serviceId, rule: code, ruleYear } = said
  if (said.kind !== 'annual' || !code) return { rule: null, ruleYear: null }
  if (!ruleYear) throw invalid({ code: 'required', field: 'ruleYear' })
  const policy = await policyOf(tx, serviceId, dayOf(now, timeZone))
  const rule = policy.annualFreezes.find((one) => one.code === code)
  if (!rule) throw invalid({ code: 'unknown-rule', field: 'rule' })
  const [earlier] = await tx
    .select({ reference: freezes.reference })
    .from(freezes)
    .where(
      and(
        eq(freezes.serviceId, serviceId),
        eq(freezes.rule, code),
        eq(freezes.ruleYear, ruleYear),
        isNull(freezes.cancelledAt),
      ),
    )
  const facts = { title: rule.name, year: String(ruleYear), reference: earlier?.reference ?? '' }
  if (earlier) throw invalid({ code: 'already-published-for-year', facts })
  return { rule: code, ruleYear }
}
