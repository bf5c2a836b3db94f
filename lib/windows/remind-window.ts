import { refuseIf } from '#lib/errors.ts'
import { policyOf } from '#lib/judging/policy-in-force.ts'
import { dayOf, plus } from '#lib/time.ts'
import { changeWindow } from './change-window.ts'
import { isRoutine } from './notices.ts'

/** Tells subscribers that an announced window is about to start (Mashme: one hour before). Once for each start. */
export async function remindWindow(id: string, now = new Date()) {
  return changeWindow('system', { id }, 'remind', now, async ({ tx }, window) => {
    if (await isRoutine(tx, window)) refuseIf([{ code: 'not-due-yet' }])
    // It may have been moved since it was found due.
    const policy = await policyOf(tx, window.serviceId, dayOf(now, window.timeZone))
    if (window.startsAt <= now || window.startsAt > plus(now, policy.reminderMinutes.value))
      refuseIf([{ code: 'not-due-yet' }])
    if (window.remindedOf?.getTime() === window.startsAt.getTime()) refuseIf([{ code: 'already-reminded' }])
    return { set: { remindedOf: window.startsAt }, message: { kind: 'reminder' }, notice: { event: 'window-reminder' } }
  })
}
