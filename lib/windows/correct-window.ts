import type { z } from 'zod'
import { refuseIf } from '#lib/errors.ts'
import { orNull, parse, texts } from '#lib/input.ts'
import { voidWaivers } from '#lib/judging/void-waivers.ts'
import type { Actor } from '#lib/records/command.ts'
import { changeWindow } from './change-window.ts'
import { windowDescription, windowSeen, windowTitle } from './input.ts'
import { differingIn, substanceOf } from './substance.ts'

const correctInput = windowSeen.extend({
  title: windowTitle,
  description: windowDescription,
  userChanges: texts(2000).transform(orNull),
  effect: texts(500).transform(orNull),
})

/** Corrects a typing error in a published text: no mail, an audit entry with both wordings. */
export async function correctWindow(actor: Actor, input: z.input<typeof correctInput>, now = new Date()) {
  const said = parse(correctInput, input)
  return changeWindow(actor, said, 'correct', now, async ({ tx }, window) => {
    if (!said.description && window.description) refuseIf([{ code: 'no-description', field: 'description.en' }])
    const { title, description, userChanges, effect } = said
    const before = await substanceOf(tx, window)
    const after = await substanceOf(tx, { ...window, description, userChanges, effect })
    // Granted was what the texts said: of another effect it says nothing.
    const voided = differingIn(before, after).length ? await voidWaivers(tx, window.id, now) : 0
    return {
      set: { title, description, userChanges, effect, ...(voided && { waived: [] }) },
      before: {
        title: window.title,
        description: window.description,
        userChanges: window.userChanges,
        effect: window.effect,
      },
      after: { title, description, userChanges, effect, ...(voided && { waiversVoided: voided }) },
    }
  })
}
