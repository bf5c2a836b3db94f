import type { z } from 'zod'
import { parse } from '#lib/input.ts'
import type { Actor } from '#lib/records/command.ts'
import { changeWindow } from './change-window.ts'
import { message, windowSeen } from './input.ts'

const verifyInput = windowSeen.extend({ text: message })

/** Testing has begun, which is told (DCC 4.2: commencement of testing). */
export async function verifyWindow(actor: Actor, input: z.input<typeof verifyInput>, now = new Date()) {
  const said = parse(verifyInput, input)
  return changeWindow(actor, said, 'verify', now, () => ({
    set: { state: 'verifying', verifyingAt: now },
    message: { kind: 'verifying', text: said.text },
    notice: { event: 'window-verifying' },
  }))
}
