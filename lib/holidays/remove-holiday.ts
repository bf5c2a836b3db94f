import { eq } from 'drizzle-orm'
import { holidays } from '#db/schema/holidays.ts'
import { missing } from '#lib/errors.ts'
import { parse, whichOne } from '#lib/input.ts'
import { withBreaches } from '#lib/judging/affected.ts'
import { demandSeen } from '#lib/judging/as-seen.ts'
import type { Breach } from '#lib/judging/list-breaches.ts'
import { type Actor, act, record } from '#lib/records/command.ts'

/**
 * Takes back a holiday that was added by hand; those of the library have no row and stay.
 * @param seen what of that was seen, as `demandSeen` asks
 * @returns the published windows that break a rule by it which they did not break before
 */
export async function removeHoliday(
  actor: Actor,
  input: { id: string },
  now = new Date(),
  seen?: string,
): Promise<{ broken: Breach[] }> {
  const { id } = parse(whichOne, input)
  return act(actor, async (acting) => {
    acting.demand('administer', '*')
    const { tx } = acting
    const [holiday] = await tx.select().from(holidays).where(eq(holidays.id, id)).for('update')
    if (!holiday) throw missing('no-such-holiday')
    const broken = await withBreaches(tx, holiday, now, () => tx.delete(holidays).where(eq(holidays.id, holiday.id)))
    const { day, name, calendar, serviceId } = holiday
    demandSeen(broken, seen)
    await record(acting, {
      action: 'holiday.remove',
      subject: { kind: 'holiday', id: holiday.id, serviceId },
      before: { day, title: name, calendar },
      after: { broken: broken.length },
    })
    return { broken }
  })
}
