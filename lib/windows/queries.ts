import { and, asc, desc, eq } from 'drizzle-orm'
import { incidents } from '#db/schema/incidents.ts'
import { environments, services } from '#db/schema/services.ts'
import { windowMessages } from '#db/schema/windows.ts'
import type { Tx } from '#db/scope.ts'
import { kindOf, policyOf } from '#lib/policies/policy.ts'
import { dayOf } from '#lib/time.ts'
import { changesOf, downtimeOf, findWindow, impactsOf, releasesIn } from './record.ts'

/** The full record of a window, as the viewer of this transaction may see it; null when they may not, or it is not there. */
export async function getWindow(tx: Tx, key: string, now: Date) {
  const window = await findWindow(tx, key)
  if (!window) return null
  const [service] = await tx.select().from(services).where(eq(services.id, window.serviceId))
  if (!service) return null
  const [environment] = window.environmentId ? await tx.select().from(environments).where(eq(environments.id, window.environmentId)) : []
  const policy = await policyOf(tx, service.id, dayOf(now, service.timeZone))
  return {
    window,
    service,
    environment: environment ?? null,
    policy,
    kind: kindOf(policy, window.kind),
    downtime: downtimeOf(window),
    impacts: await impactsOf(tx, [window.id]),
    releases: await releasesIn(tx, window.id),
    changes: await changesOf(tx, window.id),
    messages: await tx.select().from(windowMessages).where(eq(windowMessages.windowId, window.id)).orderBy(desc(windowMessages.at), desc(windowMessages.id)),
    incidents: await tx.select().from(incidents).where(and(eq(incidents.windowId, window.id))).orderBy(asc(incidents.startedAt)),
  }
}
export type WindowRecord = NonNullable<Awaited<ReturnType<typeof getWindow>>>
