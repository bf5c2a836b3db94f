import { refuseIf } from '#lib/errors.ts'
import { changeWindow } from './change-window.ts'

/** Tells subscribers that an announced window is about to start (Mashme: one hour before). Once for each start. */
export async function remindWindow(id: string, now = new Date()) {
  return changeWindow('system', { id }, 'remind', now, (_, window) => {
    if (window.remindedOf?.getTime() === window.startsAt.getTime()) refuseIf([{ code: 'already-reminded' }])
    return { set: { remindedOf: window.startsAt }, message: { kind: 'reminder' }, notice: 'window-reminder' }
  })
}
