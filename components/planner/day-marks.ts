import type { Texts } from '#db/schema/columns.ts'
import { fixedOn, type Ground } from '#lib/planner/ground.ts'
import { inTheWay, type Judged } from '#lib/planner/judge-plan.ts'
import type { Proposed } from '#lib/planner/proposal.ts'
import { freezesHolding } from '#lib/rules/freezes.ts'
import { addDays, type Day, dayOf, startOfDay } from '#lib/time.ts'

/** What stands on a day of the planner's calendar. */
export type DayMark = {
  window?: Proposed & { conflict: boolean }
  pin?: { title: Texts; release: boolean }
  freeze?: { title: Texts; published: boolean; first: boolean; last: boolean }
  /** The window there is carried. */
  lifted?: boolean
}

/** What the ground puts on days: fixed windows, releases, and freezes, the published ones over those only expected. */
export function groundMarks(ground: Ground, from: Day, to: Day): Map<Day, DayMark> {
  const { zone, environmentId, foreseen } = ground
  const marks = new Map<Day, DayMark>()
  const set = (day: Day, mark: DayMark) => marks.set(day, { ...marks.get(day), ...mark })
  const span = { startsAt: startOfDay(from, zone), endsAt: startOfDay(to, zone) }
  const freezes = [
    ...foreseen.map((freeze) => ({ ...freeze, published: false })),
    ...freezesHolding(ground.freezes, { ...span, environmentId }).map(({ title, startsAt, endsAt }) => ({
      ...{ title, published: true, firstDay: dayOf(startsAt, zone) },
      lastDay: addDays(dayOf(endsAt, zone), -1),
    })),
  ]
  for (const { title, published, firstDay, lastDay } of freezes)
    for (let day = firstDay; day <= lastDay; day = addDays(day, 1))
      set(day, { freeze: { title, published, first: day === firstDay, last: day === lastDay } })
  for (const { day, title, release } of fixedOn(ground)) set(day, { pin: { title, release } })
  return marks
}

/** The marks of the ground with the windows of the proposal on them. */
export function allMarks(onGround: Map<Day, DayMark>, kept: Proposed[], judged: Judged[]): Map<Day, DayMark> {
  const marks = new Map(onGround)
  for (const window of kept) {
    const objections = judged.find(({ id }) => id === window.id)?.objections ?? []
    marks.set(window.day, {
      ...marks.get(window.day),
      window: { ...window, conflict: inTheWay(objections).length > 0 },
    })
  }
  return marks
}
