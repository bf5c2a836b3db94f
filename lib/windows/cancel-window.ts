import { eq } from 'drizzle-orm'
import type { z } from 'zod'
import { releases } from '#db/schema/releases.ts'
import { parse } from '#lib/input.ts'
import type { Actor } from '#lib/records/command.ts'
import { changeWindow } from './change-window.ts'
import { reason, windowSeen } from './input.ts'

const cancelInput = windowSeen.extend({ reason })

/** Cancels a window before its start. It stays on the record and in feeds, marked so; if it was announced, it is told. */
export async function cancelWindow(actor: Actor, input: z.input<typeof cancelInput>, now = new Date()) {
  const said = parse(cancelInput, input)
  return changeWindow(actor, said, 'cancel', now, async ({ tx }, window) => {
    // Its releases go in with another window, or stand alone until one is found.
    await tx.update(releases).set({ windowId: null }).where(eq(releases.windowId, window.id))
    return {
      set: { state: 'cancelled', cancelledAt: now },
      message: { kind: 'cancelled', text: said.reason },
      ...(window.state === 'announced' && { notice: { event: 'window-cancelled' as const } }),
      reason: said.reason.en ?? said.reason.hi ?? '',
    }
  })
}
