import type { Tx } from '#db/scope.ts'
import { refuseIf } from '#lib/errors.ts'
import { policyOf } from '#lib/policies/queries.ts'
import { type Day, dayOf } from '#lib/time.ts'
import { noticeShortfall } from './rules.ts'

type Told = { serviceId: string; timeZone: string; startsOn: Day }

/** What the policy that holds when a freeze is told says of the notice that this gives. */
export async function judgeNotice(tx: Tx, { serviceId, timeZone, startsOn }: Told, toldAt: Date) {
  const told = dayOf(toldAt, timeZone)
  return noticeShortfall(startsOn, told, await policyOf(tx, serviceId, told))
}

/**
 * Holds a freeze to its notice before it is told.
 * @returns what goes into the audit entry: that it was only warned of
 * @throws Refusal (invalid) where the policy refuses less notice
 */
export async function obeyNotice(tx: Tx, freeze: Told, now: Date): Promise<{ warned?: string[] }> {
  const judged = await judgeNotice(tx, freeze, now)
  refuseIf(judged.filter(({ severity }) => severity === 'refused'))
  return judged.length ? { warned: judged.map(({ code }) => code) } : {}
}
