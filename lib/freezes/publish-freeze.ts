import { and, eq, inArray } from 'drizzle-orm'
import { freezes } from '#db/schema/freezes.ts'
import { tenants } from '#db/schema/people.ts'
import { environments, services } from '#db/schema/services.ts'
import { type Acting, type Actor, act, record } from '#lib/command.ts'
import { invalid, missing, type Reason, refuseIf } from '#lib/errors.ts'
import { parse } from '#lib/input.ts'
import { writeNotice } from '#lib/notices/write-notice.ts'
import { nextReference } from '#lib/reference.ts'
import { lockSchedule } from '#lib/windows/record.ts'
import { type FreezeInput, freezeInput } from './input.ts'
import { freezePayload } from './record.ts'
import { freezeSpan } from './rules.ts'

/** Publishes a freeze: its dates go on the schedule and to subscribers at once (DCC 4.6: well in advance). */
export async function publishFreeze(
  actor: Actor,
  input: FreezeInput,
  now = new Date(),
): Promise<{ id: string; reference: string }> {
  const said = parse(freezeInput, input)
  return act(actor, async (acting) => {
    acting.demand('plan', said.serviceId)
    const { tx } = acting
    const row = await readFreeze(acting, said, now)
    await lockSchedule(tx, row.serviceId)
    const reference = await nextReference(tx, 'freeze', row, now)
    const [freeze] = await tx
      .insert(freezes)
      .values({ ...row, reference, publishedAt: now })
      .returning()
    if (!freeze) throw missing('no-such-freeze')
    await writeNotice(
      tx,
      freeze,
      [{ kind: 'freeze', id: freeze.id }],
      await freezePayload(tx, freeze, 'freeze-published', now),
    )
    await record(acting, {
      action: 'freeze.publish',
      subject: { kind: 'freeze', id: freeze.id, serviceId: freeze.serviceId },
      after: {
        reference,
        title: freeze.title,
        startsOn: freeze.startsOn,
        endsOn: freeze.endsOn,
        version: freeze.version,
      },
    })
    return { id: freeze.id, reference }
  })
}

/** Checks what is said of a freeze against what exists, and derives its instants. */
export async function readFreeze({ tx }: Acting, said: ReturnType<typeof freezeInput.parse>, now: Date) {
  const [service] = await tx.select().from(services).where(eq(services.id, said.serviceId))
  if (!service) throw invalid({ code: 'unknown-service', field: 'serviceId' })
  const reasons: Reason[] = []
  const spanned = freezeSpan(said.firstDay, said.lastDay, service.timeZone, now)
  if ('reasons' in spanned) reasons.push(...spanned.reasons)
  const held = [...new Set(said.environments)]
  const known = await tx
    .select({ id: environments.id })
    .from(environments)
    .where(and(eq(environments.serviceId, service.id), inArray(environments.id, held.length ? held : [''])))
  if (known.length !== held.length) reasons.push({ code: 'unknown-environment', field: 'environments' })
  const named = said.audience === 'tenants' ? [...new Set(said.tenants)] : []
  const knownTenants = await tx
    .select({ id: tenants.id })
    .from(tenants)
    .where(inArray(tenants.id, named.length ? named : ['']))
  if (said.audience === 'tenants' && (!named.length || knownTenants.length !== named.length))
    reasons.push({ code: 'unknown-tenant', field: 'tenants' })
  refuseIf(reasons)
  if ('reasons' in spanned) throw new Error('unreachable')
  return {
    serviceId: service.id,
    kind: said.kind,
    title: said.title,
    exceptions: said.exceptions,
    environments: held,
    releaseId: said.releaseId,
    rule: said.rule,
    ruleYear: said.ruleYear,
    audience: said.audience,
    tenants: named,
    timeZone: service.timeZone,
    ...spanned.span,
  }
}
