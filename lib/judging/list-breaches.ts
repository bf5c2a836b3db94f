import { and, asc, eq, gt, inArray } from 'drizzle-orm'
import type { Texts } from '#db/schema/columns.ts'
import { environments } from '#db/schema/environments.ts'
import { releases } from '#db/schema/releases.ts'
import { services } from '#db/schema/services.ts'
import { waivers } from '#db/schema/waivers.ts'
import { type WindowState, windowImpacts, windows } from '#db/schema/windows.ts'
import type { Tx } from '#db/scope.ts'
import { missing } from '#lib/errors.ts'
import { policyOf } from '#lib/judging/policy-in-force.ts'
import { releaseInPlan, type WindowRow } from '#lib/judging/stored-window.ts'
import type { BusinessCalendar } from '#lib/rules/business-days.ts'
import type { Policy } from '#lib/rules/policy.ts'
import { covers } from '#lib/rules/waived.ts'
import { findViolations, isSameBreach, type Plan, type Violation } from '#lib/rules/window-rules.ts'
import { dayOf } from '#lib/time.ts'
import { stands, toPlan } from './judge-window.ts'
import { surroundingsOf } from './surroundings.ts'

/** A published window that lies ahead, and the rules that it breaks without leave. */
export type Breach = {
  window: {
    id: string
    reference: string | null
    title: Texts
    environment: Texts | null
    state: WindowState
    startsAt: Date
    endsAt: Date
    timeZone: string
  }
  violations: Violation[]
}

/**
 * Every window of a service that is published and still to come, and that a new look at the rules would stop: refused, or
 * in need of a waiver that nobody granted for its times. The earliest comes first. An announced window's notice counts from
 * the day on which it was given, a planned one's from `now`. `assume` asks the same of a policy or a calendar that is not
 * stored. Everything around the windows is read once for all of them.
 */
export async function listBreaches(
  tx: Tx,
  serviceId: string,
  now: Date,
  assume: { policy?: Policy; calendar?: BusinessCalendar } = {},
): Promise<Breach[]> {
  const [service] = await tx.select().from(services).where(eq(services.id, serviceId))
  if (!service) throw missing('unknown-service')
  const found = await tx
    .select({ row: windows, environment: environments.name })
    .from(windows)
    .leftJoin(environments, eq(environments.id, windows.environmentId))
    .where(
      and(
        eq(windows.serviceId, serviceId),
        inArray(windows.state, ['planned', 'announced']),
        gt(windows.startsAt, now),
      ),
    )
    .orderBy(asc(windows.startsAt), asc(windows.id))
  const rows = found.map(({ row }) => row)
  if (!rows.length) return []
  const policy = assume.policy ?? (await policyOf(tx, serviceId, dayOf(now, service.timeZone)))
  const endsAt = new Date(Math.max(...rows.map((row) => row.endsAt.getTime())))
  const around = {
    ...(await surroundingsOf(tx, { ...service, policy }, { startsAt: now, endsAt }, now)),
    ...(assume.calendar && { calendar: assume.calendar }),
  }
  const inside = await contentsOf(tx, rows)
  return found.flatMap(({ row, environment }): Breach[] => {
    const plan = { ...toPlan(row, policy, now), ...inside.of(row) }
    const stage = row.state === 'announced' ? 'announce' : 'plan'
    const violations = findViolations(plan, around, stage, now).filter((rule) =>
      stands(rule.severity, inside.waived(row, rule)),
    )
    return violations.length ? [{ window: { ...row, environment }, violations }] : []
  })
}

/** What breaks a rule in `after` that it did not break in `before`, with these rules only. */
export function newlyBroken(before: Breach[], after: Breach[]): Breach[] {
  const broken = new Map(before.map(({ window, violations }) => [window.id, violations]))
  return after.flatMap(({ window, violations }) => {
    const added = violations.filter((rule) => !broken.get(window.id)?.some((known) => isSameBreach(known, rule)))
    return added.length ? [{ window, violations: added }] : []
  })
}

/** What lies in other tables of these windows: a query each. */
export async function contentsOf(tx: Tx, rows: WindowRow[]) {
  const ids = rows.map((row) => row.id)
  const impacts = await tx
    .select({ windowId: windowImpacts.windowId, componentId: windowImpacts.componentId })
    .from(windowImpacts)
    .where(inArray(windowImpacts.windowId, ids))
  const touched = Map.groupBy(impacts, (impact) => impact.windowId)
  const carried = Map.groupBy(
    await tx.select().from(releases).where(inArray(releases.windowId, ids)),
    (release) => release.windowId,
  )
  const granted = Map.groupBy(
    await tx
      .select()
      .from(waivers)
      .where(and(inArray(waivers.windowId, ids), eq(waivers.state, 'granted'))),
    (waiver) => waiver.windowId,
  )
  return {
    of: (row: WindowRow): Pick<Plan, 'touches' | 'releases'> => ({
      touches: (touched.get(row.id) ?? []).map((impact) => impact.componentId),
      releases: (carried.get(row.id) ?? []).map(releaseInPlan),
    }),
    waived: (row: WindowRow, rule: Violation) =>
      (granted.get(row.id) ?? []).some((waiver) => covers(waiver, rule, row)),
  }
}
