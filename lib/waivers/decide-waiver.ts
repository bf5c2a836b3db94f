import { eq } from 'drizzle-orm'
import type { z } from 'zod'
import { freezes } from '#db/schema/freezes.ts'
import { waiverDecisions, waivers } from '#db/schema/waivers.ts'
import { type Waived, type WindowState, windows } from '#db/schema/windows.ts'
import type { Tx } from '#db/scope.ts'
import { invalid, type Reason, refuseIf } from '#lib/errors.ts'
import { parse } from '#lib/input.ts'
import { type Actor, act, record } from '#lib/records/command.ts'
import { approvalsNeeded, decisionReasons } from '#lib/rules/waived.ts'
import { decideInput } from './input.ts'
import { lockWaiver, type WaiverRow } from './record.ts'

/**
 * Grants or refuses a waiver that somebody else asked for. One refusal settles it; so does the last approval that it
 * needs: one, and two for an exception to a freeze.
 *
 * @throws Refusal: missing, forbidden (who has not the right to decide), invalid (one's own, decided, settled)
 */
export async function decideWaiver(
  actor: Actor,
  input: z.input<typeof decideInput>,
  now = new Date(),
): Promise<{ windowId: string; state: string }> {
  const said = parse(decideInput, input)
  return act(actor, async (acting) => {
    const { tx, personId } = acting
    const { waiver, window } = await lockWaiver(acting, said.id, 'decide')
    if (!personId) throw invalid({ code: 'own-request' })
    const before = await tx.select().from(waiverDecisions).where(eq(waiverDecisions.waiverId, waiver.id))
    refuseIf([...ahead(window), ...decisionReasons(waiver, before, personId)])
    await tx.insert(waiverDecisions).values({
      waiverId: waiver.id,
      askedBy: waiver.askedBy,
      decidedBy: personId,
      granted: said.granted,
      note: said.note,
      at: now,
    })
    const approvals = before.filter(({ granted }) => granted).length + 1
    const state = !said.granted ? 'refused' : approvals >= approvalsNeeded(waiver.code) ? 'granted' : 'asked'
    if (state !== 'asked') await tx.update(waivers).set({ state, settledAt: now }).where(eq(waivers.id, waiver.id))
    if (state === 'granted') {
      const shown = await shownOf(tx, waiver)
      await tx
        .update(windows)
        .set({ waived: [...window.waived, shown] })
        .where(eq(windows.id, window.id))
    }
    await record(acting, {
      action: said.granted ? 'waiver.grant' : 'waiver.refuse',
      subject: { kind: 'window', id: window.id, serviceId: window.serviceId },
      before: { state: waiver.state },
      after: { code: waiver.code, state, approvals },
      reason: said.note?.en ?? said.note?.hi,
    })
    return { windowId: window.id, state }
  })
}

/** A window that has started or will not take place waits for no decision any more. */
const ahead = ({ state }: { state: WindowState }): Reason[] =>
  ['draft', 'planned', 'announced'].includes(state) ? [] : [{ code: 'already-settled' }]

/** What stands on the window: no facts, because a rule names freezes and windows that not everybody may see. */
async function shownOf(tx: Tx, { code, startsAt, endsAt, reason, facts }: WaiverRow): Promise<Waived> {
  const [freeze] =
    code === 'frozen'
      ? await tx
          .select({ id: freezes.id })
          .from(freezes)
          .where(eq(freezes.reference, String(facts.freeze)))
      : []
  return { code, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString(), reason, freeze: freeze?.id ?? null }
}
