import type { z } from 'zod'
import { parse } from '#lib/input.ts'
import type { Actor } from '#lib/records/command.ts'
import { restoreStatuses } from '#lib/services/set-statuses.ts'
import { changeWindow } from './change-window.ts'
import { message, windowSeen } from './input.ts'

const finishInput = windowSeen.extend({ text: message })

/**
 * A person's word that the window is over: its components work again, and it is told. It closes as completed, or as
 * rolled back when a rollback was said. What an open incident holds stays as the incident says.
 */
export async function finishWindow(actor: Actor, input: z.input<typeof finishInput>, now = new Date()) {
  const said = parse(finishInput, input)
  return changeWindow(actor, said, 'finish', now, async ({ tx }, window) => {
    await restoreStatuses(tx, now, { windowId: window.id })
    const state = window.rollbackSaidAt ? 'rolled_back' : 'completed'
    return {
      set: { state, finishedAt: now },
      message: { kind: state === 'completed' ? 'finished' : 'rolled_back', text: said.text },
      notice: { event: state === 'completed' ? 'window-finished' : 'window-rolled-back' },
    }
  })
}
