import type { EventDropInfo, EventInput, EventResizeDoneInfo } from '@fullcalendar/react'
import { isHollow } from '#lib/schedule/rules.ts'
import { localOf } from '#lib/time.ts'
import type { Moved } from './move-dialog.tsx'

type Entry = {
  id: string
  kind: 'window' | 'pinned' | 'freeze' | 'release'
  state?: string
  urgent?: boolean
  reference?: string
  service?: string
  timeZone?: string
  environmentName?: string | null
  title: string
  start: string
  end?: string
  allDay?: boolean
  url?: string
}
export type Answer = { edition: number; events: Entry[] }

/** Blue is maintenance, ink is pinned, a freeze is tinted, what may be taken back is hollow: as everywhere. */
const colours: Record<Entry['kind'] | 'urgent' | 'cancelled', [ground: string, text: string]> = {
  window: ['var(--accent)', 'var(--on-accent)'],
  pinned: ['var(--ink)', 'var(--page)'],
  urgent: ['var(--page)', 'var(--accent)'],
  cancelled: ['var(--surface)', 'var(--ink-2)'],
  freeze: ['var(--freeze-tint)', 'var(--ink)'],
  release: ['var(--surface)', 'var(--ink)'],
}

/** An entry as the calendar draws it; who plans its service may move it while it has not started. */
export function toEvent(
  { kind, state = '', urgent = false, reference, service, timeZone, environmentName, ...entry }: Entry,
  plans: string[],
): EventInput {
  const cancelled = state === 'cancelled'
  const hollow = kind === 'window' && isHollow({ urgent, state })
  const [color, contrastColor] = colours[cancelled ? 'cancelled' : hollow ? 'urgent' : kind]
  const movable = (state === 'planned' || state === 'announced') && service !== undefined && plans.includes(service)
  return {
    ...entry,
    title: environmentName ? `${entry.title}, ${environmentName}` : entry.title,
    color,
    contrastColor,
    className: [`entry-${kind}`, cancelled && 'is-cancelled', hollow && 'is-hollow'].filter(Boolean).join(' '),
    editable: movable,
    extendedProps: { reference, timeZone, cancelled },
  }
}

/** The times that an entry had and has, as clocks of its own zone show them. */
export function movedOf({ event, oldEvent }: EventDropInfo | EventResizeDoneInfo): Moved {
  const { reference, timeZone } = event.extendedProps as { reference: string; timeZone: string }
  const times = ({ start, end }: { start: Date | null; end: Date | null }) => ({
    startsLocal: localOf(start ?? new Date(0), timeZone),
    endsLocal: localOf(end ?? start ?? new Date(0), timeZone),
  })
  return { id: event.id, reference, timeZone, title: event.title, before: times(oldEvent), after: times(event) }
}
