import { and, asc, count, desc, eq, gte, lte } from 'drizzle-orm'
import { policies } from '#db/schema/policies.ts'
import { services } from '#db/schema/services.ts'
import { windows } from '#db/schema/windows.ts'
import type { Role, Tx } from '#db/scope.ts'
import { may } from '#lib/records/rights.ts'
import { type Kind, kindOf, type Policy, plainPolicy, policySchema } from '#lib/rules/policy.ts'
import type { Day } from '#lib/time.ts'

/**
 * The policy of a service in force on a day (in the service's zone): the latest version whose day has come. From its day on
 * a version replaces all that were written before it, also those whose day comes later: a wrong day can be put right.
 */
export async function policyOf(tx: Tx, serviceId: string, day: Day): Promise<Policy> {
  const [row] = await tx
    .select({ rules: policies.rules })
    .from(policies)
    .where(and(eq(policies.serviceId, serviceId), lte(policies.inForceFrom, day)))
    .orderBy(desc(policies.version))
    .limit(1)
  return row ? policySchema.parse(row.rules) : plainPolicy
}

/** Reads policies for a list: that of a service and a day once, however many of its rows ask. */
export function policiesOf(tx: Tx): (serviceId: string, day: Day) => Promise<Policy> {
  const known = new Map<string, Promise<Policy>>()
  return (serviceId, day) => {
    const key = `${serviceId} ${day}`
    const policy = known.get(key) ?? policyOf(tx, serviceId, day)
    known.set(key, policy)
    return policy
  }
}

/** A version of a service's policy; version 0, from no day, is what holds where none was ever written. */
export type PolicyVersion = { version: number; inForceFrom: Day | null; rules: Policy }

/** All versions of a service's policy, the latest first; never empty. */
export async function listVersions(tx: Tx, serviceId: string): Promise<[PolicyVersion, ...PolicyVersion[]]> {
  const rows = await tx
    .select({ version: policies.version, inForceFrom: policies.inForceFrom, rules: policies.rules })
    .from(policies)
    .where(eq(policies.serviceId, serviceId))
    .orderBy(desc(policies.version))
  const unwritten: PolicyVersion = { version: 0, inForceFrom: null, rules: plainPolicy }
  const [latest = unwritten, ...earlier] = rows.map((row) => ({ ...row, rules: policySchema.parse(row.rules) }))
  return latest.version === 0 ? [latest] : [latest, ...earlier, unwritten]
}

/** The version that holds on a day: of those whose day has come, the latest. */
export function inForce(versions: [PolicyVersion, ...PolicyVersion[]], day: Day): PolicyVersion {
  return versions.find(({ inForceFrom }) => !inForceFrom || inForceFrom <= day) ?? versions[0]
}

/** The version that holds today, and those that come into force, the latest first: none that a later one replaces before. */
export function versionsAhead(versions: PolicyVersion[], today: Day): PolicyVersion[] {
  return versions
    .slice(0, versions.findIndex(({ inForceFrom }) => !inForceFrom || inForceFrom <= today) + 1)
    .filter(({ inForceFrom: own }, place, all) =>
      all.slice(0, place).every(({ inForceFrom }) => !own || !inForceFrom || inForceFrom > own),
    )
}

/**
 * The policy of a day to plan ahead by: with the kinds that only later versions have. A window that is planned answers to
 * the version of its own day all the same.
 */
export async function policyAhead(tx: Tx, serviceId: string, today: Day): Promise<Policy> {
  const versions = await listVersions(tx, serviceId)
  const { rules } = inForce(versions, today)
  const kinds = new Map(rules.kinds.map((kind) => [kind.code, kind]))
  for (const kind of versionsAhead(versions, today).flatMap((version) => version.rules.kinds))
    if (!kinds.has(kind.code)) kinds.set(kind.code, kind)
  return { ...rules, kinds: [...kinds.values()] }
}

/** A kind as the version of a day has it; one that this has not, as any version last had it, to be called by its name. */
export async function kindOn(tx: Tx, serviceId: string, code: string, day: Day): Promise<Kind> {
  const versions = await listVersions(tx, serviceId)
  const kinds = [inForce(versions, day), ...versions].flatMap(({ rules }) => rules.kinds)
  return kinds.find((kind) => kind.code === code) ?? kindOf(plainPolicy, code)
}

/**
 * How many windows of a service are stored of each kind, by its code, drafts and those that are over among them; or only
 * those that start on a day of its zone or later.
 */
export async function windowsByKind(tx: Tx, serviceId: string, from?: Day): Promise<Map<string, number>> {
  const rows = await tx
    .select({ kind: windows.kind, count: count() })
    .from(windows)
    .where(and(eq(windows.serviceId, serviceId), from ? gte(windows.startsLocal, from) : undefined))
    .groupBy(windows.kind)
  return new Map(rows.map((row) => [row.kind, row.count]))
}

/** Services whose policies these roles may read. */
export async function servicesWithPolicies(tx: Tx, roles: Role[]) {
  const rows = await tx.select().from(services).orderBy(asc(services.position), asc(services.slug))
  return rows.filter((service) => may(roles, 'read', service.id))
}
