import { parse } from '#lib/input.ts'
import { obeyRules } from '#lib/judging/judge-window.ts'
import type { Actor } from '#lib/records/command.ts'
import { nextReference } from '#lib/records/reference.ts'
import { changeWindow } from './change-window.ts'
import { windowSeen } from './input.ts'

/** Publishes a draft on the schedule as planned: tentative, no alert and no mail of its own. */
export async function planWindow(actor: Actor, input: { id: string; version?: number }, now = new Date()) {
  return changeWindow(actor, parse(windowSeen, input), 'plan', now, async ({ tx }, window) => {
    const after = await obeyRules(tx, window, 'plan', now)
    return {
      set: { state: 'planned', reference: await nextReference(tx, 'window', window, now), publishedAt: now },
      message: { kind: 'planned' },
      after,
    }
  })
}
