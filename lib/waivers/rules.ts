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
