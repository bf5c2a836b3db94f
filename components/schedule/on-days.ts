import type { PlacedWindow, Schedule, ScheduledRelease } from '#lib/schedule/queries.ts'
import { addDays, type Day, dayOf } from '#lib/time.ts'

/** What stands on a day. A window of more than a day stands on each day that it touches. */
export type OnDay = { windows: PlacedWindow[]; releases: ScheduledRelease[] }

/** What is on, day by day; what was cancelled only where it is asked for. Days are those of `zone`. */
export function byDay(schedule: Schedule, zone: string, cancelled = false): Map<Day, OnDay> {
  const days = new Map<Day, OnDay>()
  const on = (day: Day) => {
    const found = days.get(day) ?? { windows: [], releases: [] }
    days.set(day, found)
    return found
  }
  for (const window of schedule.windows) {
    if (window.state === 'cancelled' && !cancelled) continue
    const last = window.minutes > 1440 ? dayOf(new Date(window.endsAt.getTime() - 1), zone) : window.day
    for (let day = window.day; day <= last; day = addDays(day, 1)) on(day).windows.push(window)
  }
  for (const release of schedule.releases) on(release.on).releases.push(release)
  return days
}

/** Whether a service has windows in several environments on a day: the name of each tells it from the others. */
export function sharesDay(window: PlacedWindow, { windows }: OnDay): boolean {
  return windows.some((other) => other.serviceId === window.serviceId && other.environmentId !== window.environmentId)
}
