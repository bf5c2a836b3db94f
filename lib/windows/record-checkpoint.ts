import { z } from 'zod'
import { parse } from '#lib/input.ts'
import type { Actor } from '#lib/records/command.ts'
import { changeWindow } from './change-window.ts'
import { message, windowSeen } from './input.ts'

const checkpointInput = windowSeen.extend({
  stability: z.boolean(),
  resources: z.boolean(),
  communications: z.boolean(),
  text: message,
})

/**
 * Records a checkpoint call: before the start, network and service stability, resources and communications; during the
 * window, whether the plan is on track by the same three (DCC 4.2). Kept on the record; no mail.
 */
export async function recordCheckpoint(actor: Actor, input: z.input<typeof checkpointInput>, now = new Date()) {
  const said = parse(checkpointInput, input)
  const { stability, resources, communications } = said
  return changeWindow(actor, said, 'checkpoint', now, () => ({
    message: { kind: 'checkpoint', text: said.text, facts: { stability, resources, communications } },
    after: { stability, resources, communications },
  }))
}
