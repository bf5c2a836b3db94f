import type { Texts } from '#db/schema/columns.ts'
import { addDays, type Day, dayOf, hour, instantOf, localOf, plus, startOfDay } from '#lib/time.ts'

/** Where users are and when they need the service most, in the clock of their zone; over midnight where `to` is not after `from`. */
export type Region = { name: Texts; timeZone: string; peak: Hours }
export type Hours = { from: string; to: string }
export type Span = { startsAt: Date; endsAt: Date }

/** The spans of some daily hours in a zone that touch a span of time. A day whose clock changes has its own length. */
export function spansOf(hours: Hours, zone: string, { startsAt, endsAt }: Span): Span[] {
  const spans: Span[] = []
  const last = dayOf(endsAt, zone)
  for (let day = addDays(dayOf(startsAt, zone), -1); day <= last; day = addDays(day, 1)) {
    const until = hours.to > hours.from ? day : addDays(day, 1)
    const span = { startsAt: instantAt(day, hours.from, zone), endsAt: instantAt(until, hours.to, zone) }
    if (span.startsAt < endsAt && span.endsAt > startsAt) spans.push(span)
  }
  return spans
}

/** A time of day in a zone as an instant. A schedule asks for the same few again and again, so they are kept a while. */
function instantAt(day: Day, clock: string, zone: string): Date {
  const key = `${day}T${clock} ${zone}`
  let found = instants.get(key)
  if (!found) {
    if (instants.size > 20_000) instants.clear()
    found = instantOf(`${day}T${clock}`, zone).at
    instants.set(key, found)
  }
  return found
}
const instants = new Map<string, Date>()

/**
 * Whether a span lies in one stretch of hours of a zone; where there are none, or they end when they begin (all day, every
 * day), it does.
 */
export function isWithin(span: Span, hours: { from: string; to: string } | null, zone: string): boolean {
  if (!hours || hours.from === hours.to) return true
  return spansOf(hours, zone, span).some((one) => one.startsAt <= span.startsAt && one.endsAt >= span.endsAt)
}

/** Minutes that two spans share. */
export function shared(one: Span, other: Span): number {
  const from = Math.max(one.startsAt.getTime(), other.startsAt.getTime())
  const to = Math.min(one.endsAt.getTime(), other.endsAt.getTime())
  return Math.max(0, (to - from) / 60_000)
}

/** Minutes of a span in peak hours, of each region, summed: how much of it hurts whom. */
export function peakMinutes(span: Span, regions: Region[]): number {
  return regions.reduce((sum, region) => sum + peakMinutesOf(span, region), 0)
}

/** The regions in whose peak hours any minute of a span lies. */
export function regionsAtPeak(span: Span, regions: Region[]): Region[] {
  return regions.filter((region) => peakMinutesOf(span, region) > 0)
}

function peakMinutesOf(span: Span, { peak, timeZone }: Region): number {
  return spansOf(peak, timeZone, span).reduce((sum, one) => sum + shared(span, one), 0)
}

/**
 * The start on a day of the service at which the fewest minutes fall into peak hours; of equals the one nearest to `near`.
 * Full hours are tried, and where peak hours end, or begin right after: between these it only gets busier. `peak` 0: it is
 * off-peak for all (Mashme: outside the peak hours for all the regions).
 */
export function leastPeakStart(
  day: Day,
  minutes: number,
  regions: Region[],
  zone: string,
  near: Date,
  permitted: (span: Span) => boolean = () => true,
): { startsAt: Date; clock: string; peak: number } | null {
  const [first, end] = [startOfDay(day, zone), startOfDay(addDays(day, 1), zone)]
  const starts = new Set<number>()
  for (let at = first.getTime(); at < end.getTime(); at += hour) starts.add(at)
  // The busy hours that any start of the day can reach, found once: a schedule asks this of each of its windows.
  const busy = regions.flatMap(({ peak, timeZone }) =>
    spansOf(peak, timeZone, { startsAt: first, endsAt: plus(end, minutes) }),
  )
  for (const { startsAt, endsAt } of busy)
    for (const at of [endsAt, plus(startsAt, -minutes)]) if (at >= first && at < end) starts.add(at.getTime())
  const judged = [...starts]
    .map((at) => ({ startsAt: new Date(at), endsAt: plus(new Date(at), minutes) }))
    .filter(permitted)
    .map((span) => ({ ...span, peak: busy.reduce((sum, one) => sum + shared(span, one), 0) }))
    .sort(
      (one, other) =>
        one.peak - other.peak ||
        Math.abs(one.startsAt.getTime() - near.getTime()) - Math.abs(other.startsAt.getTime() - near.getTime()),
    )
  const [best] = judged
  return best ? { startsAt: best.startsAt, clock: localOf(best.startsAt, zone).slice(11), peak: best.peak } : null
}
