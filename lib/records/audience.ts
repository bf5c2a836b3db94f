import { and, eq, inArray } from 'drizzle-orm'
import { environments } from '#db/schema/environments.ts'
import { tenants } from '#db/schema/people.ts'
import type { Tx } from '#db/scope.ts'
import type { Reason } from '#lib/errors.ts'

export type Audience = 'public' | 'internal' | 'tenants'
/** Whom a record is for: its service, and of that everybody, staff, or the tenants named. */
export type Whom = { serviceId: string; audience: Audience; tenants: string[] }

/** Whether an audience is wider than that of an environment: strangers would be told of what is not theirs to see. */
export function isWider(
  audience: string,
  named: string[],
  environment: { audience: string; tenants: string[] },
): boolean {
  if (environment.audience === 'public' || audience === 'internal') return false
  return (
    environment.audience === 'internal' ||
    audience === 'public' ||
    named.some((tenant) => !environment.tenants.includes(tenant))
  )
}

/** What is said of an audience, as it is stored: tenants are named where it is theirs, each once. */
export function audienceSaid(said: { audience: Audience; tenants: string[] }): {
  audience: Audience
  tenants: string[]
} {
  return { audience: said.audience, tenants: said.audience === 'tenants' ? [...new Set(said.tenants)] : [] }
}

/**
 * Why a record cannot have this audience, whatever its kind and whoever makes it: only tenants that its service knows, and
 * nobody who may not see an environment that it names.
 */
export async function audienceReasons(tx: Tx, whom: Whom, environmentIds: string[]): Promise<Reason[]> {
  const reasons: Reason[] = []
  const { serviceId, audience, tenants: named } = whom
  if (audience === 'tenants') {
    const known = await tx
      .select({ id: tenants.id })
      .from(tenants)
      .where(and(inArray(tenants.id, named.concat('')), eq(tenants.serviceId, serviceId)))
    if (!named.length || known.length !== new Set(named).size)
      reasons.push({ code: 'unknown-tenant', field: 'tenants' })
  }
  if (audience === 'internal' || !environmentIds.length) return reasons
  const places = await tx
    .select({ audience: environments.audience, tenants: environments.tenants })
    .from(environments)
    .where(inArray(environments.id, environmentIds))
  if (places.some((place) => isWider(audience, named, place)))
    reasons.push({ code: 'audience-too-wide', field: 'audience' })
  return reasons
}
