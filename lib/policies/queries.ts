import { and, desc, eq, lte } from 'drizzle-orm'
import { policies } from '#db/schema/services.ts'
import type { Tx } from '#db/scope.ts'
import type { Day } from '#lib/time.ts'
import { type Policy, plainPolicy, policySchema } from './policy.ts'

/** The policy of a service in force on a day (in the service's zone): the latest version whose day has come. */
export async function policyOf(tx: Tx, serviceId: string, day: Day): Promise<Policy> {
  const [row] = await tx
    .select({ rules: policies.rules })
    .from(policies)
    .where(and(eq(policies.serviceId, serviceId), lte(policies.inForceFrom, day)))
    .orderBy(desc(policies.inForceFrom), desc(policies.version))
    .limit(1)
  return row ? policySchema.parse(row.rules) : plainPolicy
}
