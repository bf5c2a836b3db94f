import { asc, isNull } from 'drizzle-orm'
import { components } from '#db/schema/components.ts'
import { environments } from '#db/schema/environments.ts'
import { tenants } from '#db/schema/people.ts'
import { releases } from '#db/schema/releases.ts'
import { services } from '#db/schema/services.ts'
import { statuses } from '#db/schema/statuses.ts'
import type { Role, Tx } from '#db/scope.ts'
import { policyAhead } from '#lib/judging/policy-in-force.ts'
import { may, type Right } from '#lib/records/rights.ts'
import { type Policy, plainPolicy } from '#lib/rules/policy.ts'
import { dayOf } from '#lib/time.ts'

/** Services for which these roles give a right, with what a form about them offers. */
export async function servicesToWorkOn(tx: Tx, roles: Role[], right: Right, now: Date) {
  const rows = (await tx.select().from(services).orderBy(asc(services.position), asc(services.slug))).filter(
    (service) => may(roles, right, service.id),
  )
  const allEnvironments = await tx.select().from(environments).orderBy(asc(environments.position))
  const allComponents = await tx.select().from(components).orderBy(asc(components.position))
  const allTenants = await tx.select().from(tenants).orderBy(asc(tenants.slug))
  const allReleases = await tx.select().from(releases)
  const standing = await tx
    .select({
      componentId: statuses.componentId,
      environmentId: statuses.environmentId,
      state: statuses.state,
      note: statuses.note,
      windowId: statuses.windowId,
      incidentId: statuses.incidentId,
      since: statuses.since,
    })
    .from(statuses)
    .where(isNull(statuses.until))
  const policies = new Map<string, Policy>()
  for (const service of rows) policies.set(service.id, await policyAhead(tx, service.id, dayOf(now, service.timeZone)))
  return rows.map((service) => ({
    ...service,
    policy: policies.get(service.id) ?? plainPolicy,
    environments: allEnvironments.filter((environment) => environment.serviceId === service.id),
    components: allComponents.filter((component) => component.serviceId === service.id),
    tenants: allTenants.filter((tenant) => tenant.serviceId === service.id),
    releases: allReleases.filter((release) => release.serviceId === service.id),
    /** Which component stands in which environment, with its status now. */
    standing: standing.filter((row) =>
      allEnvironments.some(
        (environment) => environment.id === row.environmentId && environment.serviceId === service.id,
      ),
    ),
  }))
}
export type ServiceToWorkOn = Awaited<ReturnType<typeof servicesToWorkOn>>[number]
