import { z } from 'zod'
import { missing, refuseIf } from '#lib/errors.ts'
import { local, parse, requiredId } from '#lib/input.ts'
import { judgeWindow, plain, planOf } from '#lib/judging/judge-window.ts'
import { findWindow } from '#lib/judging/stored-window.ts'
import { type Actor, act } from '#lib/records/command.ts'
import { stepReasons } from '#lib/rules/lifecycle.ts'
import { plus } from '#lib/time.ts'
import { type Checked, timesInstead } from './check-plan.ts'
import { movedTimes } from './reschedule-window.ts'

export const moveInput = z.object({ id: requiredId, startsLocal: local, endsLocal: local })

/**
 * What the rules would say of a published window at other times, wall-clock in its zone, and the next times that they
 * would let pass. What is waived for these times is left out. Changes nothing.
 *
 * @throws Refusal: missing, forbidden, invalid (it cannot be moved any more, or the times themselves are wrong)
 */
export async function checkMove(
  actor: Actor,
  input: z.input<typeof moveInput>,
  now = new Date(),
): Promise<Checked & { told: boolean }> {
  const said = parse(moveInput, input)
  return act(actor, async ({ tx, demand }) => {
    const window = await findWindow(tx, said.id)
    if (!window) throw missing('no-such-window')
    demand('plan', window.serviceId)
    refuseIf(stepReasons(window, 'reschedule', now))
    const { startsAt, endsAt } = movedTimes(window, said, now)
    const span = { startsAt, endsAt }
    const judged = await judgeWindow(tx, window, 'plan', now, span)
    const violations = judged.filter(({ waived, severity }) => severity === 'refused' || !waived).map(plain)
    const told = window.state === 'announced'
    if (!violations.some(({ severity }) => severity !== 'warns')) return { violations, instead: null, told }
    const { plan, around } = await planOf(tx, window, now, { ...span, endsAt: plus(span.endsAt, 120 * 1440) })
    return { violations, told, instead: timesInstead({ ...plan, ...span }, around, now) }
  })
}
