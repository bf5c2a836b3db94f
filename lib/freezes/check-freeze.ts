import { eq } from 'drizzle-orm'
import type { Texts } from '#db/schema/columns.ts'
import { environments } from '#db/schema/environments.ts'
import { services } from '#db/schema/services.ts'
import { invalid, missing } from '#lib/errors.ts'
import { parse } from '#lib/input.ts'
import { type Actor, act } from '#lib/records/command.ts'
import { freezeSpan } from '#lib/rules/freezes.ts'
import { type FreezeCheck, freezeCheck } from './input.ts'
import { heldWindows } from './windows-inside.ts'

/** A window inside, as JSON says it; times are ISO instants. */
export type WindowHeld = {
  id: string
  reference: string | null
  title: Texts
  environment: Texts | null
  startsAt: string
  endsAt: string
  timeZone: string
}

/** How many are named; the others are counted. */
const most = 50

/**
 * The published windows that would lie inside a freeze that somebody is still typing, by the rule that holds them once it is
 * published. Changes nothing.
 * @throws Refusal: missing, forbidden (who does not plan the service), invalid (days that are none)
 */
export async function checkFreeze(
  actor: Actor,
  input: FreezeCheck,
  now = new Date(),
): Promise<{ count: number; windows: WindowHeld[] }> {
  const said = parse(freezeCheck, input)
  return act(actor, async ({ tx, demand }) => {
    demand('plan', said.serviceId)
    const [service] = await tx.select().from(services).where(eq(services.id, said.serviceId))
    if (!service) throw missing('unknown-service')
    const spanned = freezeSpan(said.firstDay, said.lastDay, service.timeZone, now)
    if ('reasons' in spanned) throw invalid(...spanned.reasons)
    const releaseId = said.kind === 'release' ? (said.releaseId ?? null) : null
    const held = await heldWindows(tx, { ...said, ...spanned.span, releaseId }, now)
    const named = await tx.select().from(environments).where(eq(environments.serviceId, service.id))
    return {
      count: held.length,
      windows: held.slice(0, most).map(({ id, reference, title, environmentId, startsAt, endsAt, timeZone }) => ({
        ...{ id, reference, title, timeZone },
        environment: named.find((one) => one.id === environmentId)?.name ?? null,
        startsAt: startsAt.toISOString(),
        endsAt: endsAt.toISOString(),
      })),
    }
  })
}
