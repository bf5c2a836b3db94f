import { waivers } from '#db/schema/waivers.ts'
import { invalid } from '#lib/errors.ts'
import { parse } from '#lib/input.ts'
import { judgeWindow } from '#lib/judging/judge-window.ts'
import { openRecord } from '#lib/records/change-record.ts'
import { type Actor, act, record } from '#lib/records/command.ts'
import { windowRecord } from '#lib/windows/change-window.ts'
import { movedTimes } from '#lib/windows/reschedule-window.ts'
import { substanceOf } from '#lib/windows/substance.ts'
import { type AskInput, askInput } from './input.ts'

/**
 * Asks for a waiver: that a window may break one rule at its times, or at others that are meant for it. Only what the
 * policy lets be waived, and what is broken, can be asked for, and once; where two freezes or months are in the way, both.
 *
 * @throws Refusal: missing, forbidden (who does not plan the service), invalid
 */
export async function askWaiver(actor: Actor, input: AskInput, now = new Date()): Promise<{ ids: string[] }> {
  const said = parse(askInput, input)
  return act(actor, async (acting) => {
    const { tx, personId } = acting
    const window = await openRecord(acting, windowRecord, { id: said.windowId }, 'ask', now)
    if (!personId) throw invalid({ code: 'own-request' })
    const { startsAt, endsAt } =
      said.startsLocal && said.endsLocal
        ? movedTimes(window, { startsLocal: said.startsLocal, endsLocal: said.endsLocal }, now)
        : window
    if (startsAt <= now) throw invalid({ code: 'start-has-passed' })
    const span = { startsAt, endsAt }

    const judged = (await judgeWindow(tx, window, 'announce', now, span)).filter(({ code }) => code === said.code)
    const broken = judged.filter(({ severity }) => severity === 'waiver')
    if (!broken.length)
      throw invalid({
        code: judged.some(({ severity }) => severity === 'refused') ? 'not-waivable' : 'nothing-to-waive',
        field: 'code',
      })
    // Each freeze, month or window that stands in the way is a request of its own.
    const unasked = broken.filter(({ waiver, waived }) => !waived && waiver?.state !== 'asked')
    if (!unasked.length) throw invalid({ code: 'already-asked', field: 'code' })
    const { code, reason, risk, checks } = said
    const content = await substanceOf(tx, window)
    const asked = await tx
      .insert(waivers)
      .values(
        unasked.map(({ facts }) => ({
          ...{ windowId: window.id, code, facts: facts ?? {}, content, ...span, reason, risk, checks },
          ...{ askedBy: personId, askedAt: now },
        })),
      )
      .returning({ id: waivers.id })
    await record(acting, {
      action: 'waiver.ask',
      subject: { kind: 'window', id: window.id, serviceId: window.serviceId },
      after: { code, startsAt: span.startsAt, endsAt: span.endsAt },
      reason: reason.en ?? reason.hi,
    })
    return { ids: asked.map(({ id }) => id) }
  })
}
