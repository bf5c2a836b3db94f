import type { Tx } from '#db/scope.ts'
import { type Reason, refuseIf } from '#lib/errors.ts'
import { parse } from '#lib/input.ts'
import { judgeWindow, obstacles, passed } from '#lib/judging/judge-window.ts'
import { policyOf } from '#lib/judging/policy-in-force.ts'
import { downtimeOf, impactsOf, type WindowRow } from '#lib/judging/stored-window.ts'
import type { Actor } from '#lib/records/command.ts'
import { nextReference } from '#lib/records/reference.ts'
import { announcementGaps } from '#lib/rules/lifecycle.ts'
import { dayOf, plus } from '#lib/time.ts'
import { changeWindow } from './change-window.ts'
import { windowSeen } from './input.ts'

/**
 * Sends the change notice of a draft or planned window. Subscribers are mailed, and within the policy's lead time it
 * stands across the top of the site (Mashme "A new maintenance period is needed").
 */
export async function announceWindow(actor: Actor, input: { id: string; version?: number }, now = new Date()) {
  return changeWindow(actor, parse(windowSeen, input), 'announce', now, async ({ tx }, window) => {
    const impacts = await impactsOf(tx, [window.id])
    const judged = await judgeWindow(tx, window, 'announce', now, window, impacts)
    refuseIf([...announcementGaps({ ...window, impacts }), ...obstacles(judged)])
    return {
      set: {
        state: 'announced',
        reference: window.reference ?? (await nextReference(tx, 'window', window, now)),
        publishedAt: window.publishedAt ?? now,
        announcedAt: now,
        announcedStartsAt: window.startsAt,
        announcedEndsAt: window.endsAt,
        announcedDowntimeEndsAt: downtimeOf(window)?.endsAt ?? null,
        ...(await remindedWhenTooLate(tx, window, now)),
      },
      message: { kind: 'announced' },
      notice: { event: 'window-announced', impacts },
      after: passed(judged),
    }
  })
}

/** What the window still lacks before it can be announced. */
export async function gapsOf(tx: Tx, window: WindowRow): Promise<Reason[]> {
  return announcementGaps({ ...window, impacts: await impactsOf(tx, [window.id]) })
}

/** What is told within the reminder's time is its own reminder: a second mail minutes later would say the same. */
export async function remindedWhenTooLate(
  tx: Tx,
  window: Pick<WindowRow, 'serviceId' | 'startsAt' | 'timeZone'>,
  now: Date,
): Promise<{ remindedOf?: Date }> {
  const policy = await policyOf(tx, window.serviceId, dayOf(now, window.timeZone))
  return plus(now, policy.reminderMinutes.value) >= window.startsAt ? { remindedOf: window.startsAt } : {}
}
