import type { Fact, Reason } from '#lib/errors.ts'
import { isSameBreach } from '#lib/rules/window-rules.ts'

/** A waiver of `frozen` is an exception to a freeze, with heightened assurance (DCC 4.6): two people approve it. */
export function approvalsNeeded(code: string): number {
  return code === 'frozen' ? 2 : 1
}

type Span = { startsAt: Date; endsAt: Date }
type Asked = Span & { code: string; state: string; facts: Record<string, Fact>; settledAt: Date | null }

/**
 * Whether a waiver lets a window break a rule at these times: it was granted, for this breach (this freeze, this month)
 * at no other times, and it has not become worse since: no more hours than were granted, and told at most three days
 * after the notice was waived.
 */
export function covers(waiver: Asked, breach: Reason, span: Span): boolean {
  if (waiver.state !== 'granted' || !isFor(waiver, breach, span)) return false
  const { hours, told } = breach.facts ?? {}
  if (typeof hours === 'number' && hours > Number(waiver.facts.hours)) return false
  return typeof told !== 'string' || told <= lastDayToTell(waiver)
}

const lastDayToTell = ({ settledAt }: Asked) =>
  new Date((settledAt?.getTime() ?? 0) + 3 * 86_400_000).toISOString().slice(0, 10)

/** Whether a waiver, settled or not, is about this breach at these times. */
export function isFor(waiver: Asked, breach: Reason, span: Span): boolean {
  return (
    isSameBreach(breachOf(waiver), breach) &&
    waiver.startsAt.getTime() === span.startsAt.getTime() &&
    waiver.endsAt.getTime() === span.endsAt.getTime()
  )
}

/** Whether one of the waivers that were asked for later is about the same breach: the same freeze, month or release. */
export function isAskedAnew(waiver: Pick<Asked, 'code' | 'facts'>, later: Pick<Asked, 'code' | 'facts'>[]): boolean {
  return later.some((other) => isSameBreach(breachOf(waiver), breachOf(other)))
}

const breachOf = ({ code, facts }: Pick<Asked, 'code' | 'facts'>) => ({ code: code as Reason['code'], facts })

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
