import { and, asc, desc, eq, inArray, isNotNull, isNull, ne, sql } from 'drizzle-orm'
import type { Texts } from '#db/schema/columns.ts'
import { freezes } from '#db/schema/freezes.ts'
import { releases } from '#db/schema/releases.ts'
import { windows } from '#db/schema/windows.ts'
import type { Tx } from '#db/scope.ts'
import { policiesOf } from '#lib/judging/policy-in-force.ts'
import { annualDue, freezeStanding, otherDays } from '#lib/rules/freezes.ts'
import type { ServiceToWorkOn } from '#lib/services/queries.ts'
import { dayOf } from '#lib/time.ts'
import { scopesOf } from './scope.ts'

/** All published freezes with where they stand, what they hold and the release they lie around, the latest first. */
export async function listAllFreezes(tx: Tx, now: Date, serviceId?: string) {
  const rows = await tx
    .select()
    .from(freezes)
    .where(and(isNotNull(freezes.publishedAt), serviceId ? eq(freezes.serviceId, serviceId) : undefined))
    .orderBy(desc(freezes.startsAt))
    .limit(500)
  const around = await tx
    .select({ id: releases.id, title: releases.title, version: releases.version })
    .from(releases)
    .where(inArray(releases.id, rows.flatMap((row) => row.releaseId ?? []).concat('')))
  const policyOf = policiesOf(tx)
  const listed = []
  for (const row of await scopesOf(tx, rows)) {
    const policy = await policyOf(row.serviceId, dayOf(now, row.timeZone))
    const rule = policy.annualFreezes.find((one) => one.code === row.rule)
    listed.push({
      ...row,
      standing: row.cancelledAt ? ('over' as const) : freezeStanding(row, policy.freezeLeadDays.value, now),
      release: around.find(({ id }) => id === row.releaseId) ?? null,
      /** The days that the policy's annual rule gives for its year, where it was published with others. */
      ruleDays: rule ? otherDays(rule, row) : null,
    })
  }
  return listed
}
export type ListedFreeze = Awaited<ReturnType<typeof listAllFreezes>>[number]

/** The yearly freezes of services, within the horizon of each one's policy, that nobody has published yet. */
export async function listAnnualDue(tx: Tx, services: ServiceToWorkOn[], now: Date) {
  const published = await tx
    .select({ serviceId: freezes.serviceId, rule: freezes.rule, ruleYear: freezes.ruleYear })
    .from(freezes)
    .where(and(isNotNull(freezes.rule), isNull(freezes.cancelledAt)))
  return services.flatMap((service) =>
    annualDue(
      service.policy.annualFreezes,
      published.filter((freeze) => freeze.serviceId === service.id),
      dayOf(now, service.timeZone),
      service.policy.horizonMonths.value,
    ).map((due) => ({ service, ...due })),
  )
}

export type AnnualDue = Awaited<ReturnType<typeof listAnnualDue>>[number]

/** The windows that go in during freezes in force by a granted exception, at the times that it was granted for. */
export function listExceptions(tx: Tx, freezeIds: string[]) {
  return tx
    .select({
      freezeId: freezes.id,
      reference: windows.reference,
      title: windows.title,
      startsAt: windows.startsAt,
      timeZone: windows.timeZone,
      reason: sql<Texts>`entry -> 'reason'`,
    })
    .from(windows)
    .innerJoin(sql`jsonb_array_elements(${windows.waived}) as one(entry)`, sql`true`)
    .innerJoin(freezes, sql`${freezes.id} = entry ->> 'freeze'`)
    .where(
      and(
        inArray(freezes.id, freezeIds.concat('')),
        isNull(freezes.cancelledAt),
        sql`(entry ->> 'startsAt')::timestamptz = ${windows.startsAt}`,
        sql`(entry ->> 'endsAt')::timestamptz = ${windows.endsAt}`,
        isNotNull(windows.reference),
        ne(windows.state, 'cancelled'),
        ne(windows.state, 'draft'),
      ),
    )
    .orderBy(asc(windows.startsAt))
}
export type FreezeException = Awaited<ReturnType<typeof listExceptions>>[number]
