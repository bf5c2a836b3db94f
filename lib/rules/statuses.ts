import type { ComponentState } from '#db/schema/statuses.ts'
import { addDays, type Day, dayOf, daysBetween, startOfDay } from '#lib/time.ts'

/** From the least to the gravest. Maintenance is graver than working and lighter than any trouble. */
const gravity: ComponentState[] = ['working', 'unknown', 'maintenance', 'degraded', 'partial', 'major']

/** The gravest of several states; a service is as its gravest component, and one without components is unknown. */
export function gravest(states: ComponentState[]): ComponentState {
  return states.reduce<ComponentState>(
    (worst, state) => (gravity.indexOf(state) > gravity.indexOf(worst) ? state : worst),
    states.length ? 'working' : 'unknown',
  )
}

export type Headline =
  | { kind: 'nothing' }
  | { kind: 'all'; total: number }
  | { kind: 'some'; working: number; total: number; unknown: number }
  | { kind: 'trouble'; state: 'major' | 'partial' | 'degraded'; service: number; others: number }
  | { kind: 'incident'; count: number }

/**
 * The sentence that answers "is it working?". With a trouble the gravest leads and is named (`service` is its place in
 * the list); otherwise those that work are counted, and those of which nothing is known are said. While an incident is open
 * it is never said that all work, also where no component is what it should not be.
 */
export function headline(states: ComponentState[], openIncidents = 0): Headline {
  if (!states.length) return openIncidents ? { kind: 'incident', count: openIncidents } : { kind: 'nothing' }
  const worst = gravest(states)
  if (worst === 'major' || worst === 'partial' || worst === 'degraded') {
    return {
      kind: 'trouble',
      state: worst,
      service: states.indexOf(worst),
      others: states.filter((state) => ['major', 'partial', 'degraded'].includes(state)).length - 1,
    }
  }
  const working = states.filter((state) => state === 'working').length
  if (working === states.length)
    return openIncidents ? { kind: 'incident', count: openIncidents } : { kind: 'all', total: working }
  return { kind: 'some', working, total: states.length, unknown: states.filter((state) => state === 'unknown').length }
}

/** A stretch of a component's status; `until` null means still. */
export type Stretch = { state: ComponentState; since: Date; until: Date | null }

/** One stroke of the bars: the gravest trouble of a day, and whether there was maintenance. Null: nothing known. */
export type Stroke = { day: Day; state: Exclude<ComponentState, 'maintenance'> | null; maintenance: boolean }

/** One stroke a day, from `days` days ago to today, days being those of `zone`. */
export function strokes(history: Stretch[], days: number, zone: string, now: Date): Stroke[] {
  const today = dayOf(now, zone)
  const first = addDays(today, 1 - days)
  const result: Stroke[] = Array.from({ length: days }, (_, index) => ({
    day: addDays(first, index),
    state: null,
    maintenance: false,
  }))
  const start = startOfDay(first, zone)
  for (const stretch of history) {
    const until = stretch.until ?? now
    if (until < start || stretch.since > now) continue
    const from = stretch.since < start ? 0 : daysBetween(first, dayOf(stretch.since, zone))
    const to = Math.min(days - 1, daysBetween(first, dayOf(until, zone)))
    for (let index = Math.max(0, from); index <= to; index++) {
      const stroke = result[index]
      if (!stroke) continue
      if (stretch.state === 'maintenance') {
        stroke.maintenance = true
        stroke.state ??= 'working'
      } else
        stroke.state =
          stroke.state === null ? stretch.state : (gravest([stroke.state, stretch.state]) as Stroke['state'])
    }
  }
  return result
}

/** Several components' strokes as one service's. */
export function mergeStrokes(all: Stroke[][]): Stroke[] {
  const [first, ...rest] = all
  return (first ?? []).map((stroke, index) =>
    rest.reduce((merged, strokes) => {
      const other = strokes[index]
      if (!other) return merged
      const known = [merged.state, other.state].filter((state) => state !== null)
      return {
        day: merged.day,
        state: known.length ? (gravest(known) as Stroke['state']) : null,
        maintenance: merged.maintenance || other.maintenance,
      }
    }, stroke),
  )
}

/**
 * The share of time a component worked, outside planned maintenance and what is unknown, in the last `days` days: 0 to 1,
 * or null when nothing is known. Degraded does not count as working.
 */
export function uptime(history: Stretch[], days: number, zone: string, now: Date): number | null {
  const start = startOfDay(addDays(dayOf(now, zone), 1 - days), zone).getTime()
  let working = 0
  let counted = 0
  for (const { state, since, until } of history) {
    const length = Math.min((until ?? now).getTime(), now.getTime()) - Math.max(since.getTime(), start)
    if (length <= 0 || state === 'maintenance' || state === 'unknown') continue
    counted += length
    if (state === 'working') working += length
  }
  return counted ? working / counted : null
}

/** 99.93; a share that is not whole is never shown as 100. */
export function percent(share: number): string {
  const rounded = Math.floor(share * 10_000) / 100
  return share >= 1 ? '100' : rounded.toFixed(2)
}

/** A stretch of time and the gravest state in it. */
export type Grave = { state: ComponentState; from: Date; until: Date }

/** What the gravest of several components was from a moment to another, neighbours of one state joined. */
export function gravestOver(history: Stretch[], from: Date, to: Date): Grave[] {
  const own = history.map((one) => ({
    state: one.state,
    from: Math.max(one.since.getTime(), from.getTime()),
    until: Math.min((one.until ?? to).getTime(), to.getTime()),
  }))
  const edges = [...new Set(own.flatMap((one) => [one.from, one.until]))].sort((one, other) => one - other)
  const found: Grave[] = []
  for (const [index, edge] of edges.entries()) {
    const next = edges[index + 1]
    const states = own.filter((one) => one.from <= edge && next !== undefined && one.until >= next)
    if (next === undefined || !states.length) continue
    const state = gravest(states.map((one) => one.state))
    const last = found.at(-1)
    if (last && last.state === state && last.until.getTime() === edge) last.until = new Date(next)
    else found.push({ state, from: new Date(edge), until: new Date(next) })
  }
  return found
}
