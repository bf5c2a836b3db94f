import { eq } from 'drizzle-orm'
import type { z } from 'zod'
import { holidays } from '#db/schema/holidays.ts'
import { services } from '#db/schema/services.ts'
import type { Tx } from '#db/scope.ts'
import { refuseIf } from '#lib/errors.ts'
import { parse } from '#lib/input.ts'
import { withBreaches } from '#lib/judging/affected.ts'
import { demandSeen } from '#lib/judging/as-seen.ts'
import { listHolidays } from '#lib/judging/business-calendar.ts'
import type { Breach } from '#lib/judging/list-breaches.ts'
import { policyOf } from '#lib/judging/policy-in-force.ts'
import { type Actor, act, record } from '#lib/records/command.ts'
import { dayOf } from '#lib/time.ts'
import { type HolidayInput, holidayInput } from './input.ts'

/**
 * Adds a day that is no business day. Holidays are the operator's who works for every service: one day may count for several.
 * @param seen what of that was seen, as `demandSeen` asks
 * @returns the published windows that have too little notice by it and had enough before
 */
export async function addHoliday(
  actor: Actor,
  input: HolidayInput,
  now = new Date(),
  seen?: string,
): Promise<{ id: string; broken: Breach[] }> {
  const said = parse(holidayInput, input)
  return act(actor, async (acting) => {
    acting.demand('administer', '*')
    const { tx } = acting
    const { calendar, serviceId, day, name } = said
    let id = ''
    const broken = await withBreaches(tx, said, now, async () => {
      refuseIf(await knownReasons(tx, said, now))
      const [row] = await tx.insert(holidays).values({ calendar, serviceId, day, name }).returning()
      if (row) id = row.id
    })
    demandSeen(broken, seen)
    await record(acting, {
      action: 'holiday.add',
      subject: { kind: 'holiday', id, serviceId },
      after: { day, title: name, calendar, broken: broken.length },
    })
    return { id, broken }
  })
}

/** A day that counts already, from the library or by hand, is not added again. */
async function knownReasons(tx: Tx, { calendar, serviceId, day }: z.output<typeof holidayInput>, now: Date) {
  const [service] = serviceId ? await tx.select().from(services).where(eq(services.id, serviceId)) : []
  if (serviceId && !service) return [{ code: 'unknown-service' as const, field: 'serviceId' }]
  const kept = service ? (await policyOf(tx, service.id, dayOf(now, service.timeZone))).holidays : calendar
  const known = await listHolidays(tx, { id: serviceId, holidays: kept }, { from: day, to: day })
  return known.map(({ name }) => ({ code: 'already-a-holiday' as const, field: 'day', facts: { name } })).slice(0, 1)
}
