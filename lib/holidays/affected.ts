import { asc } from 'drizzle-orm'
import { services } from '#db/schema/services.ts'
import type { Tx } from '#db/scope.ts'
import { policyOf } from '#lib/policies/queries.ts'
import { addDays, addMonths, dayOf } from '#lib/time.ts'
import { type Breach, listBreaches, newlyBroken } from '#lib/windows/list-breaches.ts'
import { lockSchedule } from '#lib/windows/record.ts'
import { businessCalendar } from './queries.ts'

/** Whose business days a holiday changes: a service's own, or of each service whose policy keeps the calendar today. */
export type HolidayOf = { calendar: string | null; serviceId: string | null }

/** The services whose business days these are, in the order in which their schedules are locked. */
export async function affectedServices(tx: Tx, { calendar, serviceId }: HolidayOf, now: Date) {
  const affected: (typeof services.$inferSelect)[] = []
  for (const service of await tx.select().from(services).orderBy(asc(services.id))) {
    const { holidays } = await policyOf(tx, service.id, dayOf(now, service.timeZone))
    if (serviceId ? service.id === serviceId : holidays === calendar) affected.push(service)
  }
  return affected
}

/** The published windows that break a rule because a day added by hand is a holiday, and would keep it otherwise. */
export async function brokenBy(tx: Tx, holiday: HolidayOf & { id: string }, now: Date): Promise<Breach[]> {
  const broken: Breach[] = []
  for (const { id, timeZone } of await affectedServices(tx, holiday, now)) {
    const today = dayOf(now, timeZone)
    const policy = await policyOf(tx, id, today)
    // Further than any schedule reaches, with the longest notice on either side.
    const span = { from: addDays(today, -365), to: addMonths(today, 72) }
    const calendar = await businessCalendar(tx, id, policy, span, holiday.id)
    broken.push(...newlyBroken(await listBreaches(tx, id, now, { calendar }), await listBreaches(tx, id, now)))
  }
  return broken
}

/** Makes a change of holidays, and gives the published windows that break a rule by it which they did not break before. */
export async function withBreaches(
  tx: Tx,
  of: HolidayOf,
  now: Date,
  change: () => Promise<unknown>,
): Promise<Breach[]> {
  const affected = await affectedServices(tx, of, now)
  for (const service of affected) await lockSchedule(tx, service.id)
  const judge = async () => {
    const found: Breach[] = []
    for (const { id } of affected) found.push(...(await listBreaches(tx, id, now)))
    return found
  }
  const before = await judge()
  await change()
  return newlyBroken(before, await judge())
}
