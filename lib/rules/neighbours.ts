import type { Texts } from '#db/schema/columns.ts'
import type { Span } from '#lib/rules/regions.ts'
import { hour } from '#lib/time.ts'

/** A window as the rules of the schedule look at it, stored or only meant. */
export type ScheduledSpan = Span & {
  id: string | null
  environmentId: string | null
  /** Components that it touches in its environment; none: not said yet, so it may touch any. */
  touches: string[]
}

/** Another published window of the service. */
export type Neighbour = ScheduledSpan & {
  reference: string
  title: Texts
  /** Finished, perhaps before its time: its hours count, it is in nobody's way any more. */
  over: boolean
}

/**
 * The neighbours in an environment that may lie in a span, and some around it. A schedule of two years is asked this for each
 * of many windows, or for each of many starts of one: the list is put into order once, by weeks.
 */
export function neighboursNear(all: Neighbour[], environmentId: string | null, span: Span): Neighbour[] {
  const order = orders.get(all) ?? inOrder(all)
  const found = weeksOf(span).flatMap((week) => order.get(`${environmentId} ${week}`) ?? [])
  return found.length > 1 ? [...new Set(found)] : found
}

/** A list of neighbours is never changed: another has another order. */
const orders = new WeakMap<Neighbour[], Map<string, Neighbour[]>>()

function inOrder(all: Neighbour[]): Map<string, Neighbour[]> {
  const order = new Map<string, Neighbour[]>()
  for (const one of all)
    for (const week of weeksOf(one)) {
      const key = `${one.environmentId} ${week}`
      const there = order.get(key)
      if (there) there.push(one)
      else order.set(key, [one])
    }
  orders.set(all, order)
  return order
}

/** Weeks of 168 hours, counted from 1970: no zone has a say in them. */
function weeksOf({ startsAt, endsAt }: Span): number[] {
  const [first, last] = [startsAt, endsAt].map((at) => Math.floor(at.getTime() / (168 * hour))) as [number, number]
  return Array.from({ length: last - first + 1 }, (_, nth) => first + nth)
}
