import type { Texts } from '#db/schema/columns.ts'
import type { SchedulePayload } from '#lib/notices/payload.ts'
import type { Neighbour } from '#lib/rules/window-rules.ts'
import { dayOf } from '#lib/time.ts'
import type { WindowRow } from '#lib/windows/record.ts'
import { gapsOf } from './rules.ts'

/** Everything a digest of planned windows says; how far apart they are counts what was published between them. */
export function schedulePayload(
  service: { name: Texts; slug: string; timeZone: string },
  environment: { name: Texts },
  added: WindowRow[],
  published: Neighbour[],
  now: Date,
): SchedulePayload {
  const days = added.map(({ startsAt }) => dayOf(startsAt, service.timeZone))
  const between = published
    .map(({ startsAt }) => dayOf(startsAt, service.timeZone))
    .filter((day) => day > (days[0] ?? '') && day < (days.at(-1) ?? ''))
  const gaps = gapsOf({ before: null, after: null, pins: between }, [...new Set([...days, ...between])].sort())
    .filter(({ given }) => !given)
    .map((gap) => gap.days)
  return {
    event: 'schedule-published',
    at: now.toISOString(),
    service: { name: service.name, timeZone: service.timeZone, slug: service.slug },
    environment: environment.name,
    apart: gaps.length ? { smallest: Math.min(...gaps), largest: Math.max(...gaps) } : null,
    windows: added.map(({ reference, startsAt, endsAt }) => ({
      reference: reference ?? '',
      startsAt: startsAt.toISOString(),
      endsAt: endsAt.toISOString(),
    })),
  }
}
