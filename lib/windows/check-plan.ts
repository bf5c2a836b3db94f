import { eq, inArray } from 'drizzle-orm'
import { releases } from '#db/schema/releases.ts'
import { services } from '#db/schema/services.ts'
import { missing } from '#lib/errors.ts'
import { parse } from '#lib/input.ts'
import { policyOf } from '#lib/judging/policy-in-force.ts'
import { findWindow, releaseInPlan } from '#lib/judging/stored-window.ts'
import { surroundingsOf } from '#lib/judging/surroundings.ts'
import { type Actor, act } from '#lib/records/command.ts'
import { kindOf } from '#lib/rules/policy.ts'
import { checkTimes } from '#lib/rules/times.ts'
import {
  findViolations,
  firstDayThatWorks,
  type Plan,
  type Surroundings,
  type Violation,
} from '#lib/rules/window-rules.ts'
import { dayOf, localOf, plus } from '#lib/time.ts'
import { type CheckInput, checkInput } from './input.ts'

export type Checked = {
  violations: Violation[]
  /** The first later day, at the same time, on which nothing would stand in the way; wall-clock in the service's zone. */
  instead: { startsLocal: string; endsLocal: string } | null
}

/**
 * What the rules would say of a window that somebody is still typing or dragging: the same ones that hold it when it is
 * planned. Changes nothing.
 */
export async function checkPlan(actor: Actor, input: CheckInput, now = new Date()): Promise<Checked> {
  const said = parse(checkInput, input)
  return act(actor, async ({ tx, demand }) => {
    demand('plan', said.serviceId)
    const [found] = await tx.select().from(services).where(eq(services.id, said.serviceId))
    if (!found) throw missing('unknown-service')
    // Times that are wrong in themselves are said beside the form already; nothing long is judged while somebody types.
    const checked = checkTimes({ ...said, downtime: null }, found.timeZone, now)
    if ('reasons' in checked) return { violations: [], instead: null }
    const span = { startsAt: checked.times.startsAt, endsAt: checked.times.endsAt }
    const service = { ...found, policy: await policyOf(tx, found.id, dayOf(span.startsAt, found.timeZone)) }
    const stored = said.id ? await findWindow(tx, said.id) : undefined
    const carried = await tx
      .select()
      .from(releases)
      .where(inArray(releases.id, said.releaseIds.concat('')))
    const plan = {
      id: stored?.id ?? null,
      environmentId: said.environmentId,
      ...span,
      touches: said.componentIds,
      kind: kindOf(service.policy, said.kind),
      releases: carried.map(releaseInPlan),
      toldAt: stored?.announcedAt && span.startsAt >= stored.startsAt ? stored.announcedAt : now,
      rollback: { rollbackInfrastructure: null, rollbackServices: null, rollbackData: null },
    }
    const around = await surroundingsOf(tx, service, span, now)
    const violations = findViolations(plan, around, 'plan', now)
    if (!violations.some(({ severity }) => severity !== 'warns')) return { violations, instead: null }
    const reach = { startsAt: span.startsAt, endsAt: plus(span.endsAt, 120 * 1440) }
    const wider = await surroundingsOf(tx, service, reach, now)
    return { violations, instead: timesInstead(plan, wider, now) }
  })
}

/** The next times that break nothing, as clocks of the service show them. */
export function timesInstead(plan: Plan, around: Surroundings, now: Date): Checked['instead'] {
  const moved = firstDayThatWorks(plan, around, now)
  return moved && { startsLocal: localOf(moved.startsAt, around.zone), endsLocal: localOf(moved.endsAt, around.zone) }
}
