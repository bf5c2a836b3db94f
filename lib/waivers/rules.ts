import type { Reason } from '#lib/errors.ts'

/** A waiver of `frozen` is an exception to a freeze, with heightened assurance: two people approve it (DCC 4.6). */
export function approvalsNeeded(code: string): number {
  return code === 'frozen' ? 2 : 1
}

type Covering = { code: string; state: string; startsAt: Date; endsAt: Date }

/** Whether a waiver lets a window break a rule at these times: it was granted, for this rule, and at no other times. */
export function covers(waiver: Covering, code: string, span: { startsAt: Date; endsAt: Date }): boolean {
  return waiver.state === 'granted' && isFor(waiver, code, span)
}

/** Whether a waiver, settled or not, is about this rule at these times. */
export function isFor(waiver: Covering, code: string, span: { startsAt: Date; endsAt: Date }): boolean {
  return (
    waiver.code === code &&
    waiver.startsAt.getTime() === span.startsAt.getTime() &&
    waiver.endsAt.getTime() === span.endsAt.getTime()
  )
}

/** Why this person cannot decide this waiver; none means that they can. Nobody approves their own request (domain, Roles). */
export function decisionReasons(
  waiver: { state: string; askedBy: string },
  decisions: { decidedBy: string }[],
  personId: string,
): Reason[] {
  if (waiver.state !== 'asked') return [{ code: 'already-settled' }]
  if (waiver.askedBy === personId) return [{ code: 'own-request' }]
  if (decisions.some(({ decidedBy }) => decidedBy === personId)) return [{ code: 'already-decided' }]
  return []
}
