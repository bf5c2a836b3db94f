import type { z } from 'zod'
import { parse } from '#lib/input.ts'
import type { Actor } from '#lib/records/command.ts'
import { changeWindow } from './change-window.ts'
import { reason, windowSeen } from './input.ts'

const rollBackInput = windowSeen.extend({ reason })

/**
 * Says in the record, with the reason, that the change is being taken back, and tells it. The window goes on until it is
 * finished; then it closes as rolled back (Mashme "Maintenance is finished": informed in the record, before closing it).
 */
export async function rollBackWindow(actor: Actor, input: z.input<typeof rollBackInput>, now = new Date()) {
  const said = parse(rollBackInput, input)
  return changeWindow(actor, said, 'roll-back', now, () => ({
    set: { rollbackSaidAt: now },
    message: { kind: 'rolling_back', text: said.reason },
    notice: { event: 'window-rolling-back' },
    reason: said.reason.en ?? said.reason.hi ?? '',
  }))
}
