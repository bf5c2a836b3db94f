import type { z } from 'zod'
import { invalid } from '#lib/errors.ts'
import { local, parse } from '#lib/input.ts'
import { obeyRules } from '#lib/judging/judge-window.ts'
import { downtimeOf, type WindowRow } from '#lib/judging/stored-window.ts'
import { voidWaivers } from '#lib/judging/void-waivers.ts'
import type { Actor } from '#lib/records/command.ts'
import { checkTimes, type PlannedTimes } from '#lib/rules/times.ts'
import { type Local, localOf, minutesBetween } from '#lib/time.ts'
import { remindedWhenTooLate } from './announce-window.ts'
import { changeWindow } from './change-window.ts'
import { reason, windowSeen } from './input.ts'

const rescheduleInput = windowSeen.extend({ startsLocal: local, endsLocal: local, reason })

/**
 * Moves a window before its start. The downtime moves with it and must still fit. An announced one is told by mail, its
 * reminder follows, and calendars move the entry; a planned one moves quietly.
 */
export async function rescheduleWindow(actor: Actor, input: z.input<typeof rescheduleInput>, now = new Date()) {
  const said = parse(rescheduleInput, input)
  return changeWindow(actor, said, 'reschedule', now, async ({ tx }, window) => {
    const { startsAt, endsAt, minutes } = movedTimes(window, said, now)
    const told = window.state === 'announced'
    const moved = { ...window, startsAt, endsAt }
    const before = { startsAt: window.startsAt.toISOString(), endsAt: window.endsAt.toISOString() }
    const after = { startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() }
    const passed = await obeyRules(tx, window, 'plan', now, { startsAt, endsAt })
    // What was granted for the times that it leaves does not stand again when it comes back to them.
    const voided = await voidWaivers(tx, window.id, now, window)
    const waived = window.waived.filter((one) => one.startsAt !== before.startsAt || one.endsAt !== before.endsAt)
    return {
      set: {
        ...(voided && { waived }),
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
      ...(told && { notice: { event: 'window-rescheduled' as const, before } }),
      before,
      after: { ...after, ...passed, ...(voided && { waiversVoided: voided }) },
      reason: said.reason.en ?? said.reason.hi ?? '',
    }
  })
}

/**
 * The instants that are said for a published window, wall-clock in its zone.
 * @throws Refusal (invalid): the times themselves are wrong, are those that it has, or leave its downtime no room
 */
export function movedTimes(window: WindowRow, said: { startsLocal: Local; endsLocal: Local }, now: Date): PlannedTimes {
  const { startsLocal, endsLocal } = said
  const checked = checkTimes({ startsLocal, endsLocal, downtime: null }, window.timeZone, now)
  if ('reasons' in checked) throw invalid(...checked.reasons)
  // A time that is left as it was stays to the minute, also where clocks show it twice.
  const left = (local: Local, at: Date) => (localOf(at, window.timeZone) === local ? at : undefined)
  const startsAt = left(startsLocal, window.startsAt) ?? checked.times.startsAt
  const endsAt = left(endsLocal, window.endsAt) ?? checked.times.endsAt
  const minutes = minutesBetween(startsAt, endsAt)
  if ((window.downtimeAfter ?? 0) + (window.downtimeMinutes ?? 0) > minutes)
    throw invalid({ code: 'downtime-outside', field: 'endsLocal' })
  if (startsAt.getTime() === window.startsAt.getTime() && endsAt.getTime() === window.endsAt.getTime())
    throw invalid({ code: 'same-times', field: 'startsLocal' })
  return { ...checked.times, startsAt, endsAt, minutes }
}
