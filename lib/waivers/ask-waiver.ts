import { waivers } from '#db/schema/waivers.ts'
import { type Actor, act, record } from '#lib/command.ts'
import { invalid, missing, refuseIf } from '#lib/errors.ts'
import { parse } from '#lib/input.ts'
import { instantOf } from '#lib/time.ts'
import { judgeWindow } from '#lib/windows/judge-window.ts'
import { stepReasons } from '#lib/windows/lifecycle.ts'
import { findWindow, lockSchedule } from '#lib/windows/record.ts'
import { type AskInput, askInput } from './input.ts'

/**
 * Asks for a waiver: that a window may break one rule at its times, or at others that are meant for it. Only what the
 * policy lets be waived, and what is broken, can be asked for, and once.
 *
 * @throws Refusal: missing, forbidden (who does not plan the service), invalid
 */
export async function askWaiver(actor: Actor, input: AskInput, now = new Date()): Promise<{ id: string }> {
  const said = parse(askInput, input)
  return act(actor, async (acting) => {
    const { tx, personId } = acting
    const window = await findWindow(tx, said.windowId)
    if (!window) throw missing('no-such-window')
    acting.demand('plan', window.serviceId)
    if (!personId) throw invalid({ code: 'own-request' })
    await lockSchedule(tx, window.serviceId)
    refuseIf(window.state === 'draft' ? [] : stepReasons(window, 'reschedule', now))
    const span = {
      startsAt: said.startsLocal ? instantOf(said.startsLocal, window.timeZone).at : window.startsAt,
      endsAt: said.endsLocal ? instantOf(said.endsLocal, window.timeZone).at : window.endsAt,
    }
    if (span.endsAt <= span.startsAt) throw invalid({ code: 'ends-before-start', field: 'endsLocal' })

    const judged = (await judgeWindow(tx, window, 'announce', now, span)).filter(({ code }) => code === said.code)
    const [broken] = judged
    if (!broken || broken.severity === 'warns') throw invalid({ code: 'nothing-to-waive', field: 'code' })
    if (broken.severity === 'refused') throw invalid({ code: 'not-waivable', field: 'code' })
    if (broken.waiver && broken.waiver.state !== 'refused') throw invalid({ code: 'already-asked', field: 'code' })
    const { code, reason, risk, checks } = said
    const [waiver] = await tx
      .insert(waivers)
      .values({
        windowId: window.id,
        code,
        facts: broken.facts ?? {},
        ...span,
        reason,
        risk,
        checks,
        askedBy: personId,
        askedAt: now,
      })
      .returning()
    if (!waiver) throw missing('no-such-waiver')
    await record(acting, {
      action: 'waiver.ask',
      subject: { kind: 'window', id: window.id, serviceId: window.serviceId },
      after: { code, startsAt: span.startsAt, endsAt: span.endsAt },
      reason: reason.en ?? reason.hi,
    })
    return { id: waiver.id }
  })
}
