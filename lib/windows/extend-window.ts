import { z } from 'zod'
import { refuseIf } from '#lib/errors.ts'
import { local, parse } from '#lib/input.ts'
import { downtimeOf } from '#lib/judging/stored-window.ts'
import type { Actor } from '#lib/records/command.ts'
import { clockChange, endAfter, longest, longestExtended } from '#lib/rules/times.ts'
import { minutesBetween } from '#lib/time.ts'
import { changeWindow } from './change-window.ts'
import { reason, windowSeen } from './input.ts'

const extendInput = windowSeen.extend({ endsLocal: local, downtimeToo: z.boolean().default(false), reason })

/**
 * Gives a running window a later end, in the service's zone, and tells it. With `downtimeToo` the announced downtime
 * lasts as much longer, as long as it is not over yet.
 */
export async function extendWindow(actor: Actor, input: z.input<typeof extendInput>, now = new Date()) {
  const said = parse(extendInput, input)
  return changeWindow(actor, said, 'extend', now, (_, window) => {
    const end = endAfter(window.endsAt, said.endsLocal, window.timeZone)
    if (end.clock === 'skipped')
      refuseIf([clockChange('endsLocal', said.endsLocal, end.at, window.timeZone, 'skipped')])
    if (end.at <= window.endsAt || end.at <= now) refuseIf([{ code: 'not-later', field: 'endsLocal' }])
    const longer = minutesBetween(window.endsAt, end.at)
    if (longer > longest) refuseIf([{ code: 'too-many-days', field: 'endsLocal', facts: { days: longest / 1440 } }])
    if (minutesBetween(window.startsAt, end.at) > longestExtended)
      refuseIf([{ code: 'too-many-days', field: 'endsLocal', facts: { days: longestExtended / 1440 } }])
    const downtimeMinutes =
      said.downtimeToo && window.downtimeMinutes !== null ? window.downtimeMinutes + longer : window.downtimeMinutes
    if (said.downtimeToo && window.announcedDowntimeEndsAt && window.announcedDowntimeEndsAt <= now) {
      refuseIf([{ code: 'downtime-is-over', field: 'downtimeToo' }])
    }
    const before = { startsAt: window.startsAt.toISOString(), endsAt: window.endsAt.toISOString() }
    const after = { startsAt: before.startsAt, endsAt: end.at.toISOString() }
    return {
      set: {
        endsAt: end.at,
        announcedEndsAt: end.at,
        minutes: window.minutes + longer,
        downtimeMinutes,
        announcedDowntimeEndsAt: downtimeOf({ ...window, downtimeMinutes })?.endsAt ?? null,
      },
      message: { kind: 'extended', text: said.reason, facts: { before, after } },
      notice: { event: 'window-extended', before },
      before,
      after,
      reason: said.reason.en ?? said.reason.hi ?? '',
    }
  })
}
