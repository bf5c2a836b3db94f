import type { z } from 'zod'
import type { Actor } from '#lib/command.ts'
import { invalid, refuseIf } from '#lib/errors.ts'
import { local, parse } from '#lib/input.ts'
import { minutesBetween } from '#lib/time.ts'
import { remindedWhenTooLate } from './announce-window.ts'
import { changeWindow } from './change-window.ts'
import { reason, windowSeen } from './input.ts'
import { obeyRules } from './judge-window.ts'
import { downtimeOf } from './record.ts'
import { checkTimes } from './times.ts'

const rescheduleInput = windowSeen.extend({ startsLocal: local, endsLocal: local, reason })

/**
 * Moves a window before its start. The downtime moves with it and must still fit. An announced one is told by mail, its
 * reminder follows, and calendars move the entry; a planned one moves quietly.
 */
export async function rescheduleWindow(actor: Actor, input: z.input<typeof rescheduleInput>, now = new Date()) {
  const said = parse(rescheduleInput, input)
  return changeWindow(actor, said, 'reschedule', now, async ({ tx }, window) => {
    const checked = checkTimes(
      { startsLocal: said.startsLocal, endsLocal: said.endsLocal, downtime: null },
      window.timeZone,
      now,
    )
    if ('reasons' in checked) throw invalid(...checked.reasons)
    const { startsAt, endsAt, minutes } = checked.times
    if (
      window.downtimeAfter !== null &&
      window.downtimeMinutes !== null &&
      window.downtimeAfter + window.downtimeMinutes > minutes
    ) {
      refuseIf([{ code: 'downtime-outside', field: 'endsLocal' }])
    }
    const told = window.state === 'announced'
    const moved = { ...window, startsAt, endsAt }
    const before = { startsAt: window.startsAt.toISOString(), endsAt: window.endsAt.toISOString() }
    const after = { startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() }
    if (before.startsAt === after.startsAt && before.endsAt === after.endsAt)
      refuseIf([{ code: 'same-times', field: 'startsLocal' }])
    const passed = await obeyRules(tx, window, 'plan', now, { startsAt, endsAt })
    return {
      set: {
        startsLocal: said.startsLocal,
        startsAt,
        endsAt,
        minutes,
        ...(told && {
          announcedStartsAt: startsAt,
          announcedEndsAt: endsAt,
          announcedDowntimeEndsAt: downtimeOf(moved)?.endsAt ?? null,
          ...(await remindedWhenTooLate(tx, moved, now)),
        }),
      },
      message: {
        kind: 'rescheduled',
        text: said.reason,
        facts: { before, after, laterMinutes: minutesBetween(window.startsAt, startsAt) },
      },
      ...(told && { notice: 'window-rescheduled' as const, toldBefore: before }),
      before,
      after: { ...after, ...passed },
      reason: said.reason.en ?? said.reason.hi ?? '',
    }
  })
}
