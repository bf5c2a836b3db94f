import { and, desc, eq, inArray, isNotNull } from 'drizzle-orm'
import { freezes } from '#db/schema/freezes.ts'
import { environments } from '#db/schema/services.ts'
import type { Tx } from '#db/scope.ts'
import { policyOf } from '#lib/policies/queries.ts'
import { dayOf } from '#lib/time.ts'
import { freezeStanding } from './rules.ts'

/** All published freezes with where they stand and the environments they hold, the latest first. */
export async function listAllFreezes(tx: Tx, now: Date, serviceId?: string) {
  const rows = await tx
    .select()
    .from(freezes)
    .where(and(isNotNull(freezes.publishedAt), serviceId ? eq(freezes.serviceId, serviceId) : undefined))
    .orderBy(desc(freezes.startsAt))
    .limit(500)
  const held = await tx
    .select({ id: environments.id, name: environments.name })
    .from(environments)
    .where(inArray(environments.id, rows.flatMap((row) => row.environments).concat('')))
  const leads = new Map<string, number>()
  for (const { serviceId: of, timeZone } of rows)
    if (!leads.has(of)) leads.set(of, (await policyOf(tx, of, dayOf(now, timeZone))).freezeLeadDays.value)
  return rows.map((row) => ({
    ...row,
    standing: row.cancelledAt ? ('over' as const) : freezeStanding(row, leads.get(row.serviceId) ?? 0, now),
    held: held.filter((environment) => row.environments.includes(environment.id)),
  }))
}
