import { and, asc, eq, gte, inArray, isNotNull, lt, sql } from 'drizzle-orm'
import { incidents } from '#db/schema/incidents.ts'
import { windows } from '#db/schema/windows.ts'
import type { Tx } from '#db/scope.ts'
import { addMonths, type Day, startOfDay } from '#lib/time.ts'

export type History = Awaited<ReturnType<typeof getHistory>>

/** What ended or happened in a month (its first day, in `zone`): windows by their start, incidents by theirs. */
export async function getHistory(tx: Tx, month: Day, zone: string, serviceId?: string) {
  const [from, to] = [startOfDay(month, zone), startOfDay(addMonths(month, 1), zone)]
  return {
    windows: await tx
      .select()
      .from(windows)
      .where(
        and(
          inArray(windows.state, ['completed', 'rolled_back', 'cancelled']),
          isNotNull(windows.reference),
          gte(windows.startsAt, from),
          lt(windows.startsAt, to),
          serviceId ? eq(windows.serviceId, serviceId) : undefined,
        ),
      )
      .orderBy(asc(windows.startsAt)),
    incidents: await tx
      .select()
      .from(incidents)
      .where(
        and(
          gte(incidents.startedAt, from),
          lt(incidents.startedAt, to),
          serviceId ? eq(incidents.serviceId, serviceId) : undefined,
        ),
      )
      .orderBy(asc(incidents.startedAt)),
  }
}

/** The years of which there is anything, with how much in each month: nothing is ever dropped. */
export async function getHistoryIndex(tx: Tx, zone: string): Promise<{ month: string; count: number }[]> {
  const { rows } = await tx.execute<{ month: string; count: number }>(sql`
    select to_char(at at time zone ${zone}, 'YYYY-MM') as month, count(*)::int as count from (
      select starts_at as at from windows where state in ('completed', 'rolled_back', 'cancelled') and reference is not null
      union all select started_at from incidents
    ) as past group by 1 order by 1 desc`)
  return rows
}
