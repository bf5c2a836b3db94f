import type { ComponentState } from '#db/schema/statuses.ts'
import type { Impact } from '#db/schema/windows.ts'

/** What people can do with a component: nothing, less than usual, everything; or nobody knows. */
export type Availability = 'out' | 'limited' | 'usual' | 'unknown'

/**
 * How a component can be used now, by its status. Under maintenance it is out where the announcement said so and limited
 * otherwise: what was announced never makes a component that works unavailable, nor one that is out available.
 */
export function availability(state: ComponentState, announced?: Impact): Availability {
  switch (state) {
    case 'working':
      return 'usual'
    case 'unknown':
      return 'unknown'
    case 'major':
      return 'out'
    case 'maintenance':
      return announced === 'outage' ? 'out' : 'limited'
    default:
      return 'limited'
  }
}

/** How a window that runs is going. */
export type Course = 'rolling_back' | 'trouble' | 'late' | 'on_plan'

type Running = { endsAt: Date; announcedDowntimeEndsAt: Date | null; rollbackSaidAt: Date | null }
type Touched = { state: ComponentState; impact?: Impact | undefined }

/**
 * How a running window is going, by what its components are now: it is in trouble when one is worse than was announced
 * for now. An announced outage may last as long as the announced downtime, without one as long as the window.
 */
export function courseOf(window: Running, touched: Touched[], now: Date): Course {
  if (window.rollbackSaidAt) return 'rolling_back'
  const downtimeOver = now >= (window.announcedDowntimeEndsAt ?? window.endsAt)
  const worse = touched.some(({ state, impact }) => {
    const is = availability(state, impact)
    if (is === 'out') return impact !== 'outage' || downtimeOver
    return is === 'limited' && impact !== 'outage' && impact !== 'degraded'
  })
  if (worse) return 'trouble'
  return now > window.endsAt ? 'late' : 'on_plan'
}

/** The components that people cannot use or cannot fully use now, and those that they can; of what nobody knows, nothing is said. */
export function byAvailability<Row extends Touched>(rows: Row[]): { out: Row[]; limited: Row[]; usual: Row[] } {
  const of = (wanted: Availability) => rows.filter(({ state, impact }) => availability(state, impact) === wanted)
  return { out: of('out'), limited: of('limited'), usual: of('usual') }
}
