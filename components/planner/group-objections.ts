import type { Reason, Severity } from '#lib/errors.ts'
import type { Judged, Objection } from '#lib/planner/judge-plan.ts'

/** One sentence of the rules and all the windows that it is about. */
export type Group = { objection: Objection; windows: Judged[] }

const order: Severity[] = ['refused', 'waiver', 'warns']

/**
 * What the rules say of a plan, the gravest first; what is the same of several windows is said once. `long` stands for the
 * limit of each month where the length alone is over it.
 */
export function groupObjections(judged: Judged[], long: Reason | null): Group[] {
  const groups = new Map<string, Group>()
  for (const window of judged)
    for (const said of window.objections) {
      const objection = long && said.code === 'monthly-limit' ? { ...said, ...long } : said
      const { day: _, ...facts } = objection.facts ?? {}
      const key = JSON.stringify([objection.code, objection.severity, facts])
      const group = groups.get(key) ?? { objection, windows: [] }
      if (!group.windows.includes(window)) group.windows.push(window)
      groups.set(key, group)
    }
  return [...groups.values()].sort(
    (one, other) => order.indexOf(one.objection.severity) - order.indexOf(other.objection.severity),
  )
}
