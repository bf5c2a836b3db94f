import type { Actor } from '#lib/command.ts'
import { parse } from '#lib/input.ts'
import { nextReference } from '#lib/reference.ts'
import { changeWindow } from './change-window.ts'
import { windowSeen } from './input.ts'

/** Publishes a draft on the schedule as planned: tentative, no alert and no mail of its own. */
export async function planWindow(actor: Actor, input: { id: string; version?: number }, now = new Date()) {
  return changeWindow(actor, parse(windowSeen, input), 'plan', now, async ({ tx }, window) => ({
    set: { state: 'planned', reference: await nextReference(tx, 'window', window, now), publishedAt: now },
    message: { kind: 'planned' },
  }))
}
