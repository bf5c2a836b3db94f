import { and, asc, desc, getTableColumns, gt, inArray, ne, sql } from 'drizzle-orm'
import { freezes } from '#db/schema/freezes.ts'
import { type WaiverState, waivers } from '#db/schema/waivers.ts'
import { windows } from '#db/schema/windows.ts'
import type { Tx } from '#db/scope.ts'
import { toPlan } from '#lib/judging/judge-window.ts'
import { contentsOf } from '#lib/judging/list-breaches.ts'
import { policyOf } from '#lib/judging/policy-in-force.ts'
import type { WindowRow } from '#lib/judging/stored-window.ts'
import { surroundingsOf } from '#lib/judging/surroundings.ts'
import type { Span } from '#lib/rules/regions.ts'
import { covers, isFor } from '#lib/rules/waived.ts'
import { firstDayThatWorks, type Plan, type Surroundings } from '#lib/rules/window-rules.ts'
import { addDays, dayOf, instantOf, localOf, plus } from '#lib/time.ts'
import { holdsWindow } from './scope.ts'

/**
 * A published window that lies inside a freeze, whether an exception was asked for, and where it could go instead: null when
 * there is no such time, left out where none was looked for.
 */
export type WindowInside = { window: WindowRow; exception: WaiverState | null; suggestion?: Span | null }

/** What decides which windows a freeze holds back, published or still typed. */
export type Holding = Pick<
  typeof freezes.$inferSelect,
  'serviceId' | 'kind' | 'startsAt' | 'endsAt' | 'environments' | 'streams' | 'releaseId'
>

/** The published windows that a freeze holds back and that have not started, in order. */
export function heldWindows(tx: Tx, freeze: Holding, now: Date): Promise<WindowRow[]> {
  const { serviceId, kind, startsAt, endsAt, environments, streams, releaseId } = freeze
  // One row that stands where the rule looks for a freeze.
  const meant = sql`(select ${serviceId}::text as service_id, ${kind}::text as kind, ${releaseId}::text as release_id,
    ${startsAt.toISOString()}::timestamptz as starts_at, ${endsAt.toISOString()}::timestamptz as ends_at,
    ${sql.param(environments)}::text[] as environments, ${sql.param(streams)}::text[] as streams) as ${freezes}`
  return tx
    .select(getTableColumns(windows))
    .from(windows)
    .innerJoin(meant, holdsWindow())
    .where(and(inArray(windows.state, ['planned', 'announced']), gt(windows.startsAt, now)))
    .orderBy(asc(windows.startsAt), asc(windows.id))
}

/** For how many windows another start is looked for: further down, a person opens the window and looks. */
const suggestions = 20
/** How far around a new start is looked for: half a year, longer than any freeze. */
const weeks = 26

/**
 * As `heldWindows`, each with its exception at its present times and, the first of them, with the nearest start that breaks
 * no rule. What is around them is read once for all.
 */
export async function windowsInside(
  tx: Tx,
  freeze: Holding & { reference: string | null },
  now: Date,
): Promise<WindowInside[]> {
  const held = await heldWindows(tx, freeze, now)
  const [first] = held
  if (!first) return []
  const exceptionOf = await exceptionsOf(tx, freeze.reference, held)
  const sought = held.slice(0, suggestions)
  const policy = await policyOf(tx, first.serviceId, dayOf(now, first.timeZone))
  const last = Math.max(...sought.map(({ endsAt }) => endsAt.getTime()))
  const reach = {
    startsAt: new Date(Math.max(now.getTime(), plus(first.startsAt, -weeks * 7 * 1440).getTime())),
    endsAt: plus(new Date(last), weeks * 7 * 1440),
  }
  const service = { id: first.serviceId, timeZone: first.timeZone, policy }
  const around = await surroundingsOf(tx, service, reach, now)
  const contents = await contentsOf(tx, sought)
  return held.map((window, index) => {
    const inside = { window, exception: exceptionOf(window) }
    if (index >= suggestions) return inside
    const plan = { ...toPlan(window, policy, now), ...contents.of(window) }
    return { ...inside, suggestion: nearestStart(plan, around, now) }
  })
}

/** The state of each window's exception to this freeze at its present times: a granted one, or else the latest that was asked for. */
async function exceptionsOf(
  tx: Tx,
  freeze: string | null,
  rows: WindowRow[],
): Promise<(window: WindowRow) => WaiverState | null> {
  const ids = rows.map(({ id }) => id)
  const asked = await tx
    .select()
    .from(waivers)
    .where(and(inArray(waivers.windowId, ids), ne(waivers.state, 'withdrawn')))
    .orderBy(desc(waivers.askedAt))
  const breach = { code: 'frozen' as const, facts: { freeze: freeze ?? '' } }
  const byWindow = Map.groupBy(asked, ({ windowId }) => windowId)
  return (window) => {
    const own = byWindow.get(window.id) ?? []
    const found =
      own.find((waiver) => covers(waiver, breach, window)) ?? own.find((waiver) => isFor(waiver, breach, window))
    return found?.state ?? null
  }
}

/** The nearest start that breaks no rule: on the same weekday, of two the later one; or else on a later day. */
function nearestStart(plan: Plan, around: Surroundings, now: Date): Span | null {
  for (let week = 1; week <= weeks; week++) {
    for (const days of [week * 7, -week * 7]) {
      const moved = { ...plan, ...daysLater(plan, days, around.zone) }
      const found = moved.startsAt > now && firstDayThatWorks(moved, around, now, 0)
      if (found) return found
    }
  }
  return firstDayThatWorks(plan, around, now, weeks * 7)
}

/** At the same local time so many days later, or earlier. */
function daysLater({ startsAt, endsAt }: Span, days: number, zone: string): Span {
  const local = localOf(startsAt, zone)
  const { at } = instantOf(`${addDays(local.slice(0, 10), days)}${local.slice(10)}`, zone)
  return { startsAt: at, endsAt: new Date(at.getTime() + endsAt.getTime() - startsAt.getTime()) }
}
