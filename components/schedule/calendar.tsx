'use client'

import FullCalendar, { type EventDropInfo, type EventInput, type EventResizeDoneInfo } from '@fullcalendar/react'
import dayGrid from '@fullcalendar/react/daygrid'
import interaction from '@fullcalendar/react/interaction'
import list from '@fullcalendar/react/list'
import english from '@fullcalendar/react/locales/en-gb'
import hindi from '@fullcalendar/react/locales/hi'
import classicTheme from '@fullcalendar/react/themes/classic'
import timeGrid from '@fullcalendar/react/timegrid'
import '@fullcalendar/react/skeleton.css'
import '@fullcalendar/react/themes/classic/theme.css'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import { useLiveEdition } from '#components/portal/edition-notice.tsx'
import { localOf } from '#lib/time.ts'
import { MoveDialog, type Moved } from './move-dialog.tsx'

export type CalendarProps = {
  view: 'month' | 'week' | 'list'
  locale: 'en' | 'hi'
  zone: string
  /** The filters of the page, as a query. */
  query: string
  initialDate: string
  /** Slugs of services whose windows the person who looks may move. */
  plans: string[]
  words: { failed: string; again: string; none: string; today: string; previous: string; next: string; allDay: string }
}

type Entry = {
  id: string
  kind: 'window' | 'pinned' | 'freeze' | 'release'
  state?: string
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
type Answer = { edition: number; events: Entry[] }

/** Blue is maintenance, ink is pinned, a freeze is tinted: as everywhere. */
const colours: Record<Entry['kind'], [ground: string, text: string]> = {
  window: ['var(--accent)', 'var(--on-accent)'],
  pinned: ['var(--ink)', 'var(--page)'],
  freeze: ['var(--freeze-tint)', 'var(--ink)'],
  release: ['var(--surface)', 'var(--ink)'],
}

function toEvent(
  { kind, state, reference, service, timeZone, environmentName, ...entry }: Entry,
  plans: string[],
): EventInput {
  const [color, contrastColor] = colours[kind]
  const movable = (state === 'planned' || state === 'announced') && service !== undefined && plans.includes(service)
  return {
    ...entry,
    title: environmentName ? `${entry.title}, ${environmentName}` : entry.title,
    color,
    contrastColor,
    className: `entry-${kind} ${state === 'cancelled' ? 'line-through' : ''}`,
    editable: movable,
    extendedProps: { reference, timeZone },
  }
}

/** The times that an entry had and has, as clocks of its own zone show them. */
function movedOf({ event, oldEvent }: EventDropInfo | EventResizeDoneInfo): Moved {
  const { reference, timeZone } = event.extendedProps as { reference: string; timeZone: string }
  const times = ({ start, end }: { start: Date | null; end: Date | null }) => ({
    startsLocal: localOf(start ?? new Date(0), timeZone),
    endsLocal: localOf(end ?? start ?? new Date(0), timeZone),
  })
  return { id: event.id, reference, timeZone, title: event.title, before: times(oldEvent), after: times(event) }
}
// Options that are new objects at each render would make the calendar begin anew.
const plugins = [dayGrid, timeGrid, list, interaction, classicTheme]
const locales = [english, hindi]
const toolbar = { start: 'prev,next today', center: 'title', end: '' }
const hours = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
const nothing: EventInput[] = []
/** A window has hours: it is not put down among whole days. */
const keepsHours = (to: { allDay: boolean }, event: { allDay: boolean } | null) => to.allDay === event?.allDay
const views = { month: 'dayGridMonth', week: 'timeGridWeek', list: 'listMonth' } as const

/** Month, week and list. It asks for the span it shows, and again when the live channel tells of a new edition. */
export default function Calendar({ view, locale, zone, query, initialDate, plans, words }: CalendarProps) {
  const [moved, setMoved] = useState<(Moved & { revert: () => void }) | null>(null)
  const onMoved = useCallback((info: EventDropInfo | EventResizeDoneInfo) => {
    setMoved({ ...movedOf(info), revert: info.revert })
  }, [])
  const toEvents = useCallback(({ events }: Answer) => events.map((entry) => toEvent(entry, plans)), [plans])
  const [span, setSpan] = useState<{ start: string; end: string } | null>(null)
  const onDates = useCallback((shown: { startStr: string; endStr: string }) => {
    const next = { start: shown.startStr.slice(0, 10), end: shown.endStr.slice(0, 10) }
    setSpan((before) => (before?.start === next.start && before.end === next.end ? before : next))
  }, [])
  const live = useLiveEdition()
  const { data, isError, refetch } = useQuery<Answer, Error, EventInput[]>({
    queryKey: ['schedule', span, query, live.data?.edition],
    enabled: span !== null,
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => {
      const asked = new URLSearchParams(query)
      asked.set('start', span?.start ?? '')
      asked.set('end', span?.end ?? '')
      asked.set('lang', locale)
      const answer = await fetch(`/api/schedule?${asked}`, { signal })
      if (!answer.ok) throw new Error(String(answer.status))
      return answer.json()
    },
    select: toEvents,
  })
  return (
    <div className={`calendar by-${view}`}>
      {isError && (
        <p role="alert" className="error-summary">
          {words.failed}{' '}
          <button type="button" className="button small" onClick={() => refetch()}>
            {words.again}
          </button>
        </p>
      )}
      <FullCalendar
        plugins={plugins}
        initialView={views[view]}
        initialDate={initialDate}
        timeZone={zone}
        locales={locales}
        locale={locale === 'hi' ? 'hi' : 'en-gb'}
        firstDay={1}
        height="auto"
        nowIndicator
        headerToolbar={toolbar}
        eventTimeFormat={hours}
        slotHeaderFormat={hours}
        noEventsContent={words.none}
        todayText={words.today}
        todayHint={words.today}
        prevHint={words.previous}
        nextHint={words.next}
        allDayText={words.allDay}
        events={data ?? nothing}
        datesSet={onDates}
        eventDrop={onMoved}
        eventResize={onMoved}
        eventAllow={keepsHours}
        // Before the menu that a phone opens on a link.
        longPressDelay={350}
      />
      {moved && (
        <MoveDialog
          key={`${moved.id} ${moved.after.startsLocal} ${moved.after.endsLocal}`}
          moved={moved}
          onDone={() => {
            setMoved(null)
            refetch()
          }}
          onCancel={() => {
            moved.revert()
            setMoved(null)
          }}
        />
      )}
    </div>
  )
}
