import type { Texts } from '#db/schema/columns.ts'
import type { Tx } from '#db/scope.ts'
import { type Day, dayOf, localOf, weekday } from '#lib/time.ts'
import { windowsOf } from '#lib/windows/still-holds.ts'
import { baseOf } from './titles.ts'

/** A plan that was published, as another one repeats it: hours, nights and how often. */
export type Like = {
  environmentId: string
  kind: string
  starts: string
  minutes: number
  title: Texts
  description: Texts | null
  nights: number[]
  first: Day
  last: Day
  count: number
}

/** Reads the plan of a notice as a pattern for another, of whatever became of its windows; null where none can be seen. */
export async function planLike(tx: Tx, noticeId: string): Promise<Like | null> {
  const rows = (await windowsOf(tx, noticeId))
    .map(({ window }) => ({ ...window, day: dayOf(window.startsAt, window.timeZone) }))
    .sort((one, other) => one.startsAt.getTime() - other.startsAt.getTime())
  const [first] = rows
  const last = rows.at(-1)
  if (!first?.environmentId || !last) return null
  const { environmentId, kind, minutes, title, description } = first
  return {
    ...{ environmentId, kind, minutes, title: baseOf(title), description },
    starts: localOf(first.startsAt, first.timeZone).slice(11),
    nights: [...new Set(rows.map(({ day }) => weekday(day)))].sort(),
    ...{ first: first.day, last: last.day, count: rows.length },
  }
}
