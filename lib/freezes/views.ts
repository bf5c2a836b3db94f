import { eq } from 'drizzle-orm'
import { freezes } from '#db/schema/freezes.ts'
import { services } from '#db/schema/services.ts'
import type { Role, Tx } from '#db/scope.ts'
import { listAudit } from '#lib/audit/queries.ts'
import { may } from '#lib/records/rights.ts'
import { toldOf } from '#lib/rules/freezes.ts'
import { judgeNotice } from './judge-freeze.ts'
import { freezeOffers } from './offers.ts'
import { scopesOf } from './scope.ts'
import { windowsInside } from './windows-inside.ts'

/** A published freeze as staff look at it: what it holds, the windows inside, its notice; null for who may not read it. */
export async function viewFreeze(tx: Tx, roles: Role[], id: string, now: Date) {
  const [freeze] = await scopesOf(tx, await tx.select().from(freezes).where(eq(freezes.id, id)))
  if (!freeze || !may(roles, 'read', freeze.serviceId)) return null
  const told = toldOf(freeze)
  const [service] = await tx.select({ name: services.name }).from(services).where(eq(services.id, freeze.serviceId))
  const offers = freeze.cancelledAt ? [] : await freezeOffers(tx, roles, now, freeze.releaseId)
  return {
    freeze,
    service,
    offer: offers.find((one) => one.id === freeze.serviceId),
    audit: await listAudit(tx, { kind: 'freeze', id }, 20),
    inside: await windowsInside(tx, freeze, now),
    notice: await judgeNotice(tx, freeze, told, told.at ?? now),
  }
}
