import { eq } from 'drizzle-orm'
import { holidays } from '#db/schema/holidays.ts'
import type { Role, Tx } from '#db/scope.ts'
import { affectedServices, brokenBy } from '#lib/judging/affected.ts'
import { listHolidays, whoAdded } from '#lib/judging/business-calendar.ts'
import { policyOf, servicesWithPolicies } from '#lib/judging/policy-in-force.ts'
import { holidayCalendars } from '#lib/rules/business-days.ts'
import { dayOf } from '#lib/time.ts'

/**
 * The holidays of a year as staff look at them: of a calendar, or of a service with its calendar's among them. `of` is the
 * calendar's code or the service's slug; what is not known gives the first calendar. `shown` is a day added by hand whose
 * consequences are asked for.
 */
export async function viewHolidays(
  tx: Tx,
  roles: Role[],
  asked: { of: string | undefined; year: number; shown: string | undefined },
  now: Date,
) {
  const services = await servicesWithPolicies(tx, roles)
  const service = services.find(({ slug }) => slug === asked.of)
  const named = holidayCalendars.find((calendar) => calendar === asked.of) ?? holidayCalendars[0]
  const calendar = service ? (await policyOf(tx, service.id, dayOf(now, service.timeZone))).holidays : named
  const span = { from: `${asked.year}-01-01`, to: `${asked.year}-12-31` }
  const days = await listHolidays(tx, { id: service?.id ?? null, holidays: calendar }, span)
  const [holiday] = asked.shown ? await tx.select().from(holidays).where(eq(holidays.id, asked.shown)) : []
  return {
    services,
    service,
    calendar,
    days,
    who: await whoAdded(
      tx,
      days.flatMap(({ id }) => id ?? []),
    ),
    keptBy: await affectedServices(tx, { calendar, serviceId: service?.id ?? null }, now),
    shown: holiday && { ...holiday, broken: await brokenBy(tx, holiday, now) },
  }
}
