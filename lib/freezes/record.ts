import { eq } from 'drizzle-orm'
import type { Texts } from '#db/schema/columns.ts'
import { freezes } from '#db/schema/freezes.ts'
import { releases } from '#db/schema/releases.ts'
import type { Tx } from '#db/scope.ts'
import { releaseInPlan } from '#lib/judging/stored-window.ts'
import type { Whom } from '#lib/records/audience.ts'
import type { RecordOf } from '#lib/records/change-record.ts'
import { type FreezeEvent, freezePayload } from './notices.ts'
import { scopesOf } from './scope.ts'

export type FreezeRow = typeof freezes.$inferSelect

type FreezeShape = {
  row: FreezeRow
  values: typeof freezes.$inferInsert & Whom
  step: 'publish' | 'change' | 'cancel' | 'import'
  heldFor: never
  message: never
  told: { event: FreezeEvent }
}

export const freezeRecord: RecordOf<FreezeShape> = {
  kind: 'freeze',
  table: freezes,
  missing: 'no-such-freeze',
  right: () => 'plan',
  scheduled: true,
  reasons: ({ cancelledAt }) => (cancelledAt ? [{ code: 'was-cancelled' }] : []),
  shown: ({ title, exceptions, startsOn, endsOn, cancelledAt }) => [title, exceptions, startsOn, endsOn, cancelledAt],
  placed: ['serviceId', 'environments', 'audience', 'tenants'],
  placesOf: (_, { environments }) => environments,
  // Nothing is said on a freeze: what changes is its own.
  say: async () => {},
  payload: (tx, freeze, { event }, now) => freezePayload(tx, freeze, event, now),
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
