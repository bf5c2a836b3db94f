import type { z } from 'zod'
import type { Actor } from '#lib/command.ts'
import { refuseIf } from '#lib/errors.ts'
import { parse } from '#lib/input.ts'
import { type NewStatus, setStatuses } from '#lib/services/set-statuses.ts'
import { changeWindow } from './change-window.ts'
import { message, windowSeen } from './input.ts'
import { impactsOf } from './record.ts'
import { startsEarly } from './rules.ts'

const startInput = windowSeen.extend({ reason: message, text: message })

/**
 * Records the start. Before its time a reason is needed, which is told. Components that the announcement says are out
 * or degraded go under maintenance.
 */
export async function startWindow(actor: Actor, input: z.input<typeof startInput>, now = new Date()) {
  const said = parse(startInput, input)
  return changeWindow(actor, said, 'start', now, async ({ tx }, window) => {
    const early = startsEarly(window, now)
    if (early && !said.reason) refuseIf([{ code: 'early-needs-reason', field: 'reason.en' }])
    const touched = (await impactsOf(tx, [window.id])).filter(
      ({ impact }) => impact === 'outage' || impact === 'degraded',
    )
    await setStatuses(
      tx,
      now,
      touched.map(
        ({ componentId, environmentId, note }): NewStatus => ({
          componentId,
          environmentId,
          state: 'maintenance',
          note,
          windowId: window.id,
        }),
      ),
    )
    return {
      set: { state: 'in_progress', startedAt: now },
      message: {
        kind: 'started',
        text: said.text ?? (early ? said.reason : null),
        facts: early ? { early: true } : {},
      },
      notice: 'window-started',
      ...(early && { reason: said.reason?.en ?? said.reason?.hi ?? '' }),
    }
  })
}
