import { eq } from 'drizzle-orm'
import type { Texts } from '#db/schema/columns.ts'
import { environments } from '#db/schema/environments.ts'
import { services } from '#db/schema/services.ts'
import type { Tx } from '#db/scope.ts'
import { kindOn } from '#lib/judging/policy-in-force.ts'
import type { WindowRow } from '#lib/judging/stored-window.ts'
import { dayOf } from '#lib/time.ts'
import { differingIn, type Substance } from '#lib/windows/substance.ts'
import type { ListedWaiver } from './queries.ts'

/** A window as a waiver was asked for it, with names where it holds ids. */
export type Asked = Omit<Substance, 'serviceId' | 'environmentId' | 'kind'> & {
  times: { startsAt: Date; endsAt: Date }
  service: Texts
  environment: Texts | null
  kind: Texts
}
/** In what a window differs from what was approved of it before. */
export type Differing = { approvedAt: Date; parts: (keyof Asked)[]; before: Asked; after: Asked }

/**
 * What was approved of a window before, beside what is asked for now: for each request that waits, by its id, when
 * somebody approved the same rule of this window and it did not stand. Those who decide again see what differs.
 */
export async function differingFrom(
  tx: Tx,
  window: WindowRow,
  waivers: ListedWaiver[],
): Promise<Map<string, Differing>> {
  const found = new Map<string, Differing>()
  for (const [place, asked] of waivers.entries()) {
    if (asked.state !== 'asked' || !asked.content) continue
    const before = waivers
      .slice(0, place)
      .findLast(
        ({ code, content, decisions }) => code === asked.code && content && decisions.some((one) => one.granted),
      )
    if (!before) continue
    const names = differingIn(before.content as Substance, asked.content as Substance)
    const moved =
      before.startsAt.getTime() !== asked.startsAt.getTime() || before.endsAt.getTime() !== asked.endsAt.getTime()
    found.set(asked.id, {
      approvedAt: before.decisions.findLast((one) => one.granted)?.at ?? before.askedAt,
      parts: [
        ...(moved ? ['times' as const] : []),
        ...names.map((name) => (name === 'environmentId' ? 'environment' : name === 'serviceId' ? 'service' : name)),
      ],
      before: await named(tx, window, before),
      after: await named(tx, window, asked),
    })
  }
  return found
}

async function named(tx: Tx, window: WindowRow, { content, startsAt, endsAt }: ListedWaiver): Promise<Asked> {
  const { serviceId, environmentId, kind, ...rest } = content as Substance
  const [service] = await tx.select({ name: services.name }).from(services).where(eq(services.id, serviceId))
  const [environment] = await tx
    .select({ name: environments.name })
    .from(environments)
    .where(eq(environments.id, environmentId ?? ''))
  const day = dayOf(startsAt, window.timeZone)
  return {
    ...rest,
    times: { startsAt, endsAt },
    service: service?.name ?? {},
    environment: environment?.name ?? null,
    kind: (await kindOn(tx, serviceId, kind, day)).name,
  }
}
