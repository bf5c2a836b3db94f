import { and, eq, gt, inArray, isNull, lte, or, sql } from 'drizzle-orm'
import { services } from '#db/schema/services.ts'
import { windows } from '#db/schema/windows.ts'
import { asSystem } from '#db/scope.ts'
import { Refusal } from '#lib/errors.ts'
import { raiseOverrun } from '#lib/incidents/raise-overrun.ts'
import { policiesOf } from '#lib/judging/policy-in-force.ts'
import { longestReminder } from '#lib/rules/policy.ts'
import { dayOf, plus } from '#lib/time.ts'
import { remindWindow } from '#lib/windows/remind-window.ts'
import { startWindow } from '#lib/windows/start-window.ts'

/**
 * Does what is due by the clock: reminders, starts that were chosen to be automatic, and the incident of services that
 * are unavailable past the announced time. When something is due follows from the window's own row, so that a
 * rescheduled window needs no timer moved; each command checks again, so that several workers do it once.
 * Returns how many things were done.
 */
export async function watchWindows(now = new Date()): Promise<number> {
  const due = await dueWindows(now)
  let done = 0
  for (const id of due.reminders) done += await tried(remindWindow(id, now))
  for (const id of due.starts) done += await tried(startWindow('system', { id }, now))
  for (const id of due.overruns) done += await tried(raiseOverrun(id, now))
  return done
}

async function dueWindows(now: Date) {
  return asSystem(async (tx) => {
    const upcoming = await tx
      .select({ id: windows.id, serviceId: windows.serviceId, startsAt: windows.startsAt, zone: services.timeZone })
      .from(windows)
      .innerJoin(services, eq(services.id, windows.serviceId))
      .where(
        and(
          eq(windows.state, 'announced'),
          gt(windows.startsAt, now),
          lte(windows.startsAt, plus(now, longestReminder)),
          or(isNull(windows.remindedOf), sql`${windows.remindedOf} <> ${windows.startsAt}`),
        ),
      )
    const reminders: string[] = []
    const policyOf = policiesOf(tx)
    for (const window of upcoming) {
      const policy = await policyOf(window.serviceId, dayOf(now, window.zone))
      if (plus(now, policy.reminderMinutes.value) >= window.startsAt) reminders.push(window.id)
    }
    const starts = await tx
      .select({ id: windows.id })
      .from(windows)
      .where(
        and(eq(windows.state, 'announced'), windows.autoStart, lte(windows.startsAt, now), gt(windows.endsAt, now)),
      )
    const overruns = await tx
      .select({ id: windows.id })
      .from(windows)
      .where(
        and(
          inArray(windows.state, ['in_progress', 'verifying']),
          isNull(windows.overrunHandledAt),
          or(isNull(windows.announcedDowntimeEndsAt), lte(windows.announcedDowntimeEndsAt, now)),
        ),
      )
    return { reminders, starts: starts.map((row) => row.id), overruns: overruns.map((row) => row.id) }
  })
}

/** A refusal means that somebody was faster, or that it is no longer so. */
async function tried(command: Promise<unknown>): Promise<number> {
  try {
    return (await command) === null ? 0 : 1
  } catch (error) {
    if (error instanceof Refusal) return 0
    throw error
  }
}
