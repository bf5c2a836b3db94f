import { and, asc, eq, getTableColumns, gt, inArray } from 'drizzle-orm'
import { freezes } from '#db/schema/freezes.ts'
import type { WaiverState } from '#db/schema/waivers.ts'
import { windows } from '#db/schema/windows.ts'
import type { Tx } from '#db/scope.ts'
import type { Span } from '#lib/regions/rules.ts'
import { addDays, instantOf, localOf, plus } from '#lib/time.ts'
import { judgeWindow, planOf } from '#lib/windows/judge-window.ts'
import type { WindowRow } from '#lib/windows/record.ts'
import { firstDayThatWorks, type Plan, type Surroundings } from '#lib/windows/rules.ts'
import { surroundingsOf } from '#lib/windows/surroundings.ts'
import { holdsWindow } from './scope.ts'

/** A published window that lies inside a freeze, whether an exception was asked for, and where it could go instead. */
export type WindowInside = { window: WindowRow; exception: WaiverState | null; suggestion: Span | null }

/** The published windows that a freeze holds back and that have not started, in order. */
export function heldWindows(tx: Tx, freezeId: string, now: Date): Promise<WindowRow[]> {
  return tx
    .select(getTableColumns(windows))
    .from(windows)
    .innerJoin(freezes, holdsWindow())
    .where(and(eq(freezes.id, freezeId), inArray(windows.state, ['planned', 'announced']), gt(windows.startsAt, now)))
    .orderBy(asc(windows.startsAt), asc(windows.id))
}

/** As `heldWindows`, each with its exception at its present times and a later start that breaks no rule. */
export async function windowsInside(tx: Tx, freezeId: string, now: Date): Promise<WindowInside[]> {
  const inside: WindowInside[] = []
  for (const window of await heldWindows(tx, freezeId, now)) {
    const judged = await judgeWindow(tx, window, 'plan', now)
    const exception = judged.find(({ code }) => code === 'frozen')?.waiver?.state ?? null
    inside.push({ window, exception, suggestion: await suggest(tx, window, now) })
  }
  return inside
}

/** How far ahead a new start is looked for: half a year, longer than any freeze. */
const weeks = 26

async function suggest(tx: Tx, window: WindowRow, now: Date): Promise<Span | null> {
  const { plan, around } = await planOf(tx, window, now)
  const service = { id: window.serviceId, timeZone: window.timeZone, policy: around.policy }
  const reach = { startsAt: window.startsAt, endsAt: plus(window.endsAt, weeks * 7 * 1440) }
  return laterStart(plan, await surroundingsOf(tx, service, reach, now), now)
}

/** The first later start that breaks no rule: on the same weekday, or else on any day. */
function laterStart(plan: Plan, around: Surroundings, now: Date): Span | null {
  for (let week = 1; week <= weeks; week++) {
    const found = firstDayThatWorks({ ...plan, ...daysLater(plan, week * 7, around.zone) }, around, now, 0)
    if (found) return found
  }
  return firstDayThatWorks(plan, around, now, weeks * 7)
}

/** At the same local time so many days later. */
function daysLater({ startsAt, endsAt }: Span, days: number, zone: string): Span {
  const local = localOf(startsAt, zone)
  const { at } = instantOf(`${addDays(local.slice(0, 10), days)}${local.slice(10)}`, zone)
  return { startsAt: at, endsAt: new Date(at.getTime() + endsAt.getTime() - startsAt.getTime()) }
}
