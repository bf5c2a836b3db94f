import { eq } from 'drizzle-orm'
import type { z } from 'zod'
import { environments } from '#db/schema/environments.ts'
import type { Tx } from '#db/scope.ts'
import { type Reason, refuseIf } from '#lib/errors.ts'
import { parse } from '#lib/input.ts'
import { judgeWindow, obstacles } from '#lib/judging/judge-window.ts'
import { impactsOf, type WindowRow } from '#lib/judging/stored-window.ts'
import { isWider } from '#lib/records/audience.ts'
import type { Actor } from '#lib/records/command.ts'
import { startsEarly } from '#lib/rules/lifecycle.ts'
import { isSameBreach } from '#lib/rules/window-rules.ts'
import { holdingIncident, type NewStatus, setStatuses } from '#lib/services/set-statuses.ts'
import { changeWindow } from './change-window.ts'
import { message, windowSeen } from './input.ts'

const startInput = windowSeen.extend({ reason: message, text: message })

/**
 * Records the start. Before its time a reason is needed, which is told, and no freeze or other window may lie between. Components that the announcement says are out
 * or degraded go under maintenance, but for those that an open incident holds.
 */
export async function startWindow(actor: Actor, input: z.input<typeof startInput>, now = new Date()) {
  const said = parse(startInput, input)
  return changeWindow(actor, said, 'start', now, async ({ tx }, window) => {
    const early = startsEarly(window, now)
    if (early && !said.reason) refuseIf([{ code: 'early-needs-reason', field: 'reason.en' }])
    if (early) refuseIf(await inTheWayEarlier(tx, window, now))
    const impacts = await impactsOf(tx, [window.id])
    const touched = impacts.filter(({ impact }) => impact === 'outage' || impact === 'degraded')
    // The status page shows a note to all who see the environment: a narrower window keeps its own to itself.
    const [environment] = window.environmentId
      ? await tx
          .select({ audience: environments.audience, tenants: environments.tenants })
          .from(environments)
          .where(eq(environments.id, window.environmentId))
      : []
    const told = environment && !isWider(environment.audience, environment.tenants, window)
    const under: NewStatus[] = []
    for (const { componentId, environmentId, note } of touched) {
      // What an open incident holds stays as it says.
      if (await holdingIncident(tx, componentId, environmentId)) continue
      under.push({ componentId, environmentId, state: 'maintenance', note: told ? note : null, windowId: window.id })
    }
    await setStatuses(tx, now, under)
    return {
      set: { state: 'in_progress', startedAt: now },
      message: {
        kind: 'started',
        text: said.text ?? (early ? said.reason : null),
        facts: early ? { early: true } : {},
      },
      notice: { event: 'window-started', impacts },
      ...(early && { reason: said.reason?.en ?? said.reason?.hi ?? '' }),
    }
  })
}

/** Freezes and windows that lie before the planned start, and that an early one would run into. */
async function inTheWayEarlier(tx: Tx, window: WindowRow, now: Date): Promise<Reason[]> {
  const planned = await judgeWindow(tx, window, 'plan', now)
  const early = await judgeWindow(tx, window, 'plan', now, { startsAt: now, endsAt: window.endsAt })
  return obstacles(early)
    .filter(({ code }) => code === 'frozen' || code === 'overlaps-window')
    .filter((rule) => !planned.some((own) => isSameBreach(own, rule)))
    .map((reason) => ({ ...reason, field: 'reason.en' }))
}
