import { and, eq, gt, isNotNull, isNull, lt, notInArray, sql } from 'drizzle-orm'
import { freezes } from '#db/schema/freezes.ts'
import { windows } from '#db/schema/windows.ts'
import type { Tx } from '#db/scope.ts'
import { businessCalendar } from '#lib/judging/business-calendar.ts'
import type { FreezeInForce } from '#lib/rules/freezes.ts'
import type { Neighbour } from '#lib/rules/neighbours.ts'
import type { Policy } from '#lib/rules/policy.ts'
import type { Span } from '#lib/rules/regions.ts'
import { longestExtended } from '#lib/rules/times.ts'
import type { Surroundings } from '#lib/rules/window-rules.ts'
import { addDays, addMonths, dayOf, plus, startOfDay } from '#lib/time.ts'

type ServiceInForce = { id: string; timeZone: string; policy: Policy }

/** Everything that a window of this service is judged against while it lies in `span`: the months that it touches. */
export async function surroundingsOf(tx: Tx, service: ServiceInForce, span: Span, now: Date): Promise<Surroundings> {
  const { policy, timeZone: zone } = service
  const [first, last] = [dayOf(span.startsAt, zone), dayOf(span.endsAt, zone)]
  const from = startOfDay(`${first.slice(0, 7)}-01`, zone)
  const to = startOfDay(addMonths(`${last.slice(0, 7)}-01`, 1), zone)
  const [earlier = first, later = last] = [first, last, dayOf(now, zone)].sort().filter((_, index) => index !== 1)
  return {
    policy,
    zone,
    neighbours: await neighboursIn(tx, service.id, from, to),
    freezes: await freezesIn(tx, service.id, from, to),
    // Notice is counted back from the start and forward from today, over holidays that may lie on either side.
    calendar: await businessCalendar(tx, service.id, policy, {
      from: addDays(earlier, -noticeReach),
      to: addDays(later, noticeReach),
    }),
  }
}

/** No notice is longer than this in days: ninety business days of four a week, and the holidays among them. */
const noticeReach = 240

async function neighboursIn(tx: Tx, serviceId: string, from: Date, to: Date): Promise<Neighbour[]> {
  const rows = await tx
    .select({
      id: windows.id,
      reference: windows.reference,
      title: windows.title,
      environmentId: windows.environmentId,
      startsAt: windows.startsAt,
      endsAt: windows.endsAt,
      state: windows.state,
      touches: sql<string[]>`array(select i.component_id from window_impacts i where i.window_id = windows.id)`,
    })
    .from(windows)
    .where(
      and(
        eq(windows.serviceId, serviceId),
        notInArray(windows.state, ['draft', 'cancelled']),
        // No window is longer than this: with it the index finds the few that can reach into the span.
        gt(windows.startsAt, plus(from, -longestExtended)),
        lt(windows.startsAt, to),
        gt(windows.endsAt, from),
      ),
    )
  return rows.map(({ state, reference, ...row }) => ({
    ...row,
    reference: reference ?? '',
    over: state === 'completed' || state === 'rolled_back',
  }))
}

/** Published freezes between two instants, with the environments of their streams. */
export async function freezesIn(tx: Tx, serviceId: string, from: Date, to: Date): Promise<FreezeInForce[]> {
  const rows = await tx
    .select({
      kind: freezes.kind,
      reference: freezes.reference,
      title: freezes.title,
      startsAt: freezes.startsAt,
      endsAt: freezes.endsAt,
      releaseId: freezes.releaseId,
      streams: freezes.streams,
      environments: sql<string[]>`array(
        select unnest(${freezes.environments})
        union select environment_id from stream_environments where stream_id = any (${freezes.streams}))`,
    })
    .from(freezes)
    .where(
      and(
        eq(freezes.serviceId, serviceId),
        isNotNull(freezes.publishedAt),
        isNull(freezes.cancelledAt),
        lt(freezes.startsAt, to),
        gt(freezes.endsAt, from),
      ),
    )
  return rows.map(({ streams, reference, ...row }) => ({
    ...row,
    reference: reference ?? '',
    // A stream that has lost its environments still holds none of the others.
    environments: streams.length && !row.environments.length ? ['-'] : row.environments,
  }))
}
