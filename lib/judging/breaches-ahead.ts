import type { Role, Tx } from '#db/scope.ts'
import { type Breach, listBreaches } from '#lib/judging/list-breaches.ts'
import type { BusinessCalendar } from '#lib/rules/business-days.ts'
import type { Policy } from '#lib/rules/policy.ts'
import { dayOf, startOfDay } from '#lib/time.ts'
import { listVersions, type PolicyVersion, servicesWithPolicies, versionsAhead } from './policy-in-force.ts'

type Service = { id: string; timeZone: string }

/**
 * The published windows that break a rule, each by the version that will hold when it starts: one that comes into force
 * later says nothing of windows before its day, and one that was replaced before its day says nothing. `versions` are the
 * latest first. `calendarOf` asks the same of business days that are not stored.
 */
export async function breachesAhead(
  tx: Tx,
  { id, timeZone }: Service,
  versions: PolicyVersion[],
  now: Date,
  calendarOf?: (policy: Policy) => Promise<BusinessCalendar>,
): Promise<Breach[]> {
  let until: Date | null = null
  const found: Breach[][] = []
  for (const { inForceFrom, rules } of versionsAhead(versions, dayOf(now, timeZone))) {
    const from: Date = inForceFrom ? startOfDay(inForceFrom, timeZone) : now
    const end = until
    const assumed = calendarOf && { calendar: await calendarOf(rules) }
    const breaches = await listBreaches(tx, id, now, { policy: rules, ...assumed })
    found.unshift(breaches.filter(({ window }) => window.startsAt >= from && (!end || window.startsAt < end)))
    until = from
  }
  return found.flat()
}

/** How many published windows break a rule, of each service whose policy these roles may read and in which any does. */
export async function breachesByService(tx: Tx, roles: Role[], now: Date) {
  const found = []
  for (const service of await servicesWithPolicies(tx, roles)) {
    const breaches = await breachesAhead(tx, service, await listVersions(tx, service.id), now)
    if (breaches.length) found.push({ service, count: breaches.length })
  }
  return found
}
