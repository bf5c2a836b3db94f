import { and, asc, eq, gte, inArray, lte, or } from 'drizzle-orm'
import { audit } from '#db/schema/audit.ts'
import { holidays } from '#db/schema/holidays.ts'
import { users } from '#db/schema/users.ts'
import type { Tx } from '#db/scope.ts'
import type { BusinessCalendar } from '#lib/rules/business-days.ts'
import { type Holiday, libraryHolidays } from '#lib/rules/calendars.ts'
import type { Policy } from '#lib/rules/policy.ts'
import type { Day } from '#lib/time.ts'

/** A holiday with where it comes from: the library, or added by hand (then with its id). */
export type ListedHoliday = Holiday & { id: string | null; ofService: boolean }

/**
 * The holidays between two days, both included, of a service (those of its policy's calendar and its own, added by hand), or
 * of a calendar alone when there is no service.
 */
export async function listHolidays(
  tx: Tx,
  service: { id: string | null; holidays: Policy['holidays'] },
  span: { from: Day; to: Day },
): Promise<ListedHoliday[]> {
  const added = await tx
    .select()
    .from(holidays)
    .where(
      and(
        gte(holidays.day, span.from),
        lte(holidays.day, span.to),
        or(
          eq(holidays.serviceId, service.id ?? ''),
          service.holidays ? eq(holidays.calendar, service.holidays) : undefined,
        ),
      ),
    )
    .orderBy(asc(holidays.day))
  const years = Number(span.to.slice(0, 4)) - Number(span.from.slice(0, 4)) + 1
  const known = service.holidays
    ? Array.from({ length: years }, (_, index) => Number(span.from.slice(0, 4)) + index)
        .flatMap((year) => libraryHolidays(service.holidays ?? 'india', year))
        .filter(({ day }) => day >= span.from && day <= span.to)
    : []
  return [
    ...known.map((holiday) => ({ ...holiday, id: null, ofService: false })),
    ...added.map(({ id, day, name, serviceId }) => ({ id, day, name, ofService: serviceId !== null })),
  ].sort((one, other) => (one.day < other.day ? -1 : 1))
}

/** What counts as a business day for a service between two days; `without` leaves out one that was added by hand. */
export async function businessCalendar(
  tx: Tx,
  serviceId: string,
  policy: Policy,
  span: { from: Day; to: Day },
  without?: string,
): Promise<BusinessCalendar> {
  const found = await listHolidays(tx, { id: serviceId, holidays: policy.holidays }, span)
  return {
    weekend: policy.weekend,
    holidays: new Set(found.filter(({ id }) => !id || id !== without).map(({ day }) => day)),
  }
}

/** Who added which holiday, by its id, as far as the viewer may read it in the audit log. */
export async function whoAdded(tx: Tx, ids: string[]): Promise<Map<string, string>> {
  const rows = await tx
    .select({ id: audit.subjectId, name: users.name })
    .from(audit)
    .innerJoin(users, eq(users.id, audit.actorId))
    .where(and(eq(audit.action, 'holiday.add'), inArray(audit.subjectId, ids)))
  return new Map(rows.map(({ id, name }) => [id, name]))
}
