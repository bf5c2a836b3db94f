import { asc } from 'drizzle-orm'
import { services } from '#db/schema/services.ts'
import type { Tx } from '#db/scope.ts'
import { breachesAhead } from '#lib/judging/breaches-ahead.ts'
import { type Breach, newlyBroken } from '#lib/judging/list-breaches.ts'
import { listVersions, type PolicyVersion, versionsAhead } from '#lib/judging/policy-in-force.ts'
import { lockSchedule } from '#lib/records/lock.ts'
import { addDays, addMonths, dayOf } from '#lib/time.ts'
import { businessCalendar } from './business-calendar.ts'

/** Whose business days a holiday changes: a service's own, or of each service whose policy keeps or will keep the calendar. */
export type HolidayOf = { calendar: string | null; serviceId: string | null }

type Affected = { service: typeof services.$inferSelect; versions: PolicyVersion[] }

/** The services whose business days these are, with their policies. */
export async function affectedServices(tx: Tx, { calendar, serviceId }: HolidayOf, now: Date): Promise<Affected[]> {
  const affected: Affected[] = []
  for (const service of await tx.select().from(services).orderBy(asc(services.id))) {
    const versions = await listVersions(tx, service.id)
    const ahead = versionsAhead(versions, dayOf(now, service.timeZone))
    if (serviceId ? service.id === serviceId : ahead.some(({ rules }) => rules.holidays === calendar))
      affected.push({ service, versions })
  }
  return affected
}

/** The published windows that break a rule because a day added by hand is a holiday, and would keep it otherwise. */
export async function brokenBy(tx: Tx, holiday: HolidayOf & { id: string }, now: Date): Promise<Breach[]> {
  const broken: Breach[] = []
  for (const { service, versions } of await affectedServices(tx, holiday, now)) {
    const today = dayOf(now, service.timeZone)
    // Further than any schedule reaches, with the longest notice on either side.
    const span = { from: addDays(today, -365), to: addMonths(today, 72) }
    const without = await breachesAhead(tx, service, versions, now, (policy) =>
      businessCalendar(tx, service.id, policy, span, holiday.id),
    )
    broken.push(...newlyBroken(without, await breachesAhead(tx, service, versions, now)))
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
  // Which services keep the calendar is known for sure once nobody else revises a policy.
  for (const { id } of await tx.select().from(services).orderBy(asc(services.id)))
    if (!of.serviceId || of.serviceId === id) await lockSchedule(tx, id)
  const affected = await affectedServices(tx, of, now)
  const judge = async () => {
    const found: Breach[] = []
    for (const { service, versions } of affected) found.push(...(await breachesAhead(tx, service, versions, now)))
    return found
  }
  const before = await judge()
  await change()
  return newlyBroken(before, await judge())
}
