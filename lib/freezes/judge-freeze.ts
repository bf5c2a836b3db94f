import type { Tx } from '#db/scope.ts'
import { refuseIf } from '#lib/errors.ts'
import { policyOf } from '#lib/judging/policy-in-force.ts'
import { type NewlyHeld, noticeShortfall } from '#lib/rules/freezes.ts'
import { dayOf } from '#lib/time.ts'

type Told = { serviceId: string; timeZone: string }

/** What the policy that holds when a freeze is told, or what it newly holds, says of the notice that this gives. */
export async function judgeNotice(tx: Tx, { serviceId, timeZone }: Told, held: NewlyHeld, toldAt: Date) {
  const told = dayOf(toldAt, timeZone)
  return noticeShortfall(held, told, await policyOf(tx, serviceId, told))
}

/**
 * Holds a freeze, or what it newly holds, to its notice before it is told.
 * @returns what goes into the audit entry: that it was only warned of
 * @throws Refusal (invalid) where the policy refuses less notice
 */
export async function obeyNotice(tx: Tx, freeze: Told, held: NewlyHeld, now: Date): Promise<{ warned?: string[] }> {
  const judged = await judgeNotice(tx, freeze, held, now)
  refuseIf(judged.filter(({ severity }) => severity === 'refused'))
  return judged.length ? { warned: judged.map(({ code }) => code) } : {}
}
