import { asc, inArray } from 'drizzle-orm'
import { windows } from '#db/schema/windows.ts'
import type { Tx } from '#db/scope.ts'
import { inForce, listVersions } from '#lib/judging/policy-in-force.ts'
import type { WindowRow } from '#lib/judging/stored-window.ts'
import { kindOf } from '#lib/rules/policy.ts'
import { dayOf } from '#lib/time.ts'

/**
 * Windows that stand across the top of every page, from their announcement to their end (Mashme "A new maintenance period is
 * needed"), or from so many days before the start as the policy of their day says; the next to start first. A routine kind
 * is told to nobody.
 */
export async function alertedWindows(tx: Tx, now: Date): Promise<WindowRow[]> {
  const rows = await tx
    .select()
    .from(windows)
    .where(inArray(windows.state, ['announced', 'in_progress', 'verifying']))
    .orderBy(asc(windows.startsAt), asc(windows.id))
  const policies = new Map<string, Awaited<ReturnType<typeof listVersions>>>()
  for (const serviceId of new Set(rows.map((row) => row.serviceId)))
    policies.set(serviceId, await listVersions(tx, serviceId))
  return rows.filter((row) => {
    const versions = policies.get(row.serviceId)
    if (!versions) return false
    const { rules } = inForce(versions, dayOf(row.startsAt, row.timeZone))
    const lead = rules.alertLeadDays.value
    const near = lead === null || row.startsAt.getTime() - now.getTime() <= lead * 86_400_000
    return near && !kindOf(rules, row.kind).routine
  })
}
