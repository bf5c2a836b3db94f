import { z } from 'zod'
import { componentStates } from '#db/schema/statuses.ts'
import { type Reason, refuseIf } from '#lib/errors.ts'
import { parse, someTexts } from '#lib/input.ts'
import { impactsOf } from '#lib/judging/stored-window.ts'
import type { Actor } from '#lib/records/command.ts'
import { type NewStatus, setStatuses } from '#lib/services/set-statuses.ts'
import { changeWindow } from './change-window.ts'
import { windowSeen } from './input.ts'

const updateInput = windowSeen.extend({
  text: someTexts(2000),
  /** New statuses of components that the window touches, by component. */
  statuses: z.record(z.string(), z.enum(componentStates)).default({}),
})

/** Posts a message on the record, tells subscribers, and sets components' statuses with it. */
export async function postUpdate(actor: Actor, input: z.input<typeof updateInput>, now = new Date()) {
  const said = parse(updateInput, input)
  return changeWindow(actor, said, 'update', now, async ({ tx }, window) => {
    const impacts = await impactsOf(tx, [window.id])
    const reasons: Reason[] = []
    const changed = Object.entries(said.statuses).flatMap(([componentId, state]): NewStatus[] => {
      const at = impacts.find((row) => row.componentId === componentId)
      if (!at) reasons.push({ code: 'unknown-component', field: `statuses.${componentId}` })
      return at
        ? [{ componentId, environmentId: at.environmentId, state, windowId: state === 'working' ? null : window.id }]
        : []
    })
    if (changed.length && window.state === 'announced') reasons.push({ code: 'not-started', field: 'statuses' })
    refuseIf(reasons)
    await setStatuses(tx, now, changed)
    return {
      message: { kind: 'update', text: said.text, facts: changed.length ? { statuses: said.statuses } : {} },
      notice: { event: 'window-update', impacts },
      after: said.statuses,
    }
  })
}
