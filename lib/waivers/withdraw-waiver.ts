import { eq } from 'drizzle-orm'
import { waivers } from '#db/schema/waivers.ts'
import { refuseIf } from '#lib/errors.ts'
import { parse, whichOne } from '#lib/input.ts'
import { type Actor, act, record } from '#lib/records/command.ts'
import { lockWaiver } from './record.ts'

/** Takes a request back that nobody has settled yet. What was granted stays on the record of its window. */
export async function withdrawWaiver(actor: Actor, input: { id: string }, now = new Date()): Promise<void> {
  const { id } = parse(whichOne, input)
  return act(actor, async (acting) => {
    const { waiver, window } = await lockWaiver(acting, id, 'plan')
    refuseIf(waiver.state === 'asked' ? [] : [{ code: 'already-settled' }])
    await acting.tx.update(waivers).set({ state: 'withdrawn', settledAt: now }).where(eq(waivers.id, waiver.id))
    await record(acting, {
      action: 'waiver.withdraw',
      subject: { kind: 'window', id: window.id, serviceId: window.serviceId },
      before: { state: waiver.state },
      after: { code: waiver.code, state: 'withdrawn' },
    })
  })
}
