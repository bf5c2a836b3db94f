import { eq, or } from 'drizzle-orm'
import type { Texts } from '#db/schema/columns.ts'
import { freezes } from '#db/schema/freezes.ts'
import { releases } from '#db/schema/releases.ts'
import { services } from '#db/schema/services.ts'
import type { Tx } from '#db/scope.ts'
import { missing, Refusal } from '#lib/errors.ts'
import type { FreezeEvent } from '#lib/notices/events.ts'
import type { FreezePayload } from '#lib/notices/payload.ts'
import { changedMeanwhile } from '#lib/records/changed-meanwhile.ts'
import type { Acting } from '#lib/records/command.ts'
import { lockSchedule, releaseInPlan } from '#lib/windows/record.ts'
import { namesIn, scopesOf } from './scope.ts'

export type FreezeRow = typeof freezes.$inferSelect

/** Locks a freeze for a change, after the actor's right and the version they saw have been checked. */
export async function lockFreeze(
  acting: Acting,
  seen: { id: string; version?: number | undefined },
): Promise<FreezeRow> {
  const [found] = await acting.tx
    .select()
    .from(freezes)
    .where(or(eq(freezes.id, seen.id), eq(freezes.reference, seen.id)))
  if (!found) throw missing('no-such-freeze')
  acting.demand('plan', found.serviceId)
  await lockSchedule(acting.tx, found.serviceId)
  const [freeze] = await acting.tx.select().from(freezes).where(eq(freezes.id, found.id)).for('update')
  if (!freeze) throw missing('no-such-freeze')
  if (freeze.cancelledAt) throw new Refusal('invalid', [{ code: 'was-cancelled' }])
  if (seen.version !== undefined && seen.version !== freeze.version)
    throw await changedMeanwhile(acting.tx, { kind: 'freeze', id: freeze.id }, seen.version)
  return freeze
}

/** What the audit log keeps of a freeze: in names, as an id says nothing to whoever reads it later. */
export async function auditedFreeze(tx: Tx, freeze: FreezeRow): Promise<Record<string, unknown>> {
  const [held] = await scopesOf(tx, [freeze])
  const [release] = freeze.releaseId ? await tx.select().from(releases).where(eq(releases.id, freeze.releaseId)) : []
  const { kind, title, startsOn, endsOn, exceptions } = freeze
  const named = ({ en, hi }: Texts) => en ?? hi ?? ''
  return {
    ...{ kind, title, startsOn, endsOn, exceptions },
    streams: held?.scope.streams.map(({ name }) => named(name)) ?? [],
    environments: held?.scope.environments.map(named) ?? [],
    release: release ? releaseInPlan(release).name : null,
  }
}

/** Everything a mail about this freeze says. */
export async function freezePayload(tx: Tx, freeze: FreezeRow, event: FreezeEvent, now: Date): Promise<FreezePayload> {
  const [service] = await tx.select().from(services).where(eq(services.id, freeze.serviceId))
  if (!service) throw new Error('a freeze without a service')
  const [held] = await scopesOf(tx, [freeze])
  return {
    event,
    at: now.toISOString(),
    service: { name: service.name, timeZone: freeze.timeZone },
    reference: freeze.reference ?? '',
    title: freeze.title,
    message: null,
    startsAt: freeze.startsAt.toISOString(),
    endsAt: freeze.endsAt.toISOString(),
    holds: held ? namesIn(held.scope) : [],
    exceptions: freeze.exceptions,
  }
}
