'use client'

import FullCalendar, {
  type EventDisplayInfo,
  type EventDropInfo,
  type EventInput,
  type EventResizeDoneInfo,
} from '@fullcalendar/react'
import dayGrid from '@fullcalendar/react/daygrid'
import interaction from '@fullcalendar/react/interaction'
import english from '@fullcalendar/react/locales/en-gb'
import hindi from '@fullcalendar/react/locales/hi'
import classicTheme from '@fullcalendar/react/themes/classic'
import timeGrid from '@fullcalendar/react/timegrid'
import '@fullcalendar/react/skeleton.css'
import '@fullcalendar/react/themes/classic/theme.css'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import { useLiveEdition } from '#components/portal/edition-notice.tsx'
import { type Answer, movedOf, toEvent } from './calendar-entries.ts'
import { MoveDialog, type Moved } from './move-dialog.tsx'

export type CalendarProps = {
  view: 'month' | 'week'
  locale: 'en' | 'hi'
  zone: string
  /** The filters of the page, as a query. */
  query: string
  /** The first day of the month or week. */
  from: string
  /** All days that it shows, the end exclusive. */
  span: { start: string; end: string }
  /** Slugs of services whose windows the person who looks may move. */
  plans: string[]
  words: { failed: string; again: string; allDay: string; cancelled: string; hint: string; moved: string }
}

/** What stands in an entry: its time and all of its title, which may take lines; and that it is cancelled. */
function inEntry({ event, timeText }: EventDisplayInfo, cancelled: string) {
  return (
    <span className="entry-text">
      {timeText && <b>{timeText} </b>}
      {event.title}
      {event.extendedProps.cancelled && <span className="sr-only">, {cancelled}</span>}
    </span>
  )
}

/** All of an entry to who points at it: lines that have no room are not shown. */
const spellOut = ({ el, event, timeText }: EventDisplayInfo & { el: HTMLElement }) => {
  el.title = [timeText, event.title].filter(Boolean).join(' ')
}

/** In the hours of a week a short entry has one line. */
const shortly = ({ isShort }: EventDisplayInfo) => (isShort ? 'short' : '')

// Options that are new objects at each render would make the calendar begin anew.
const plugins = [dayGrid, timeGrid, interaction, classicTheme]
const locales = [english, hindi]
const hours = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
const nothing: EventInput[] = []
/** A window has hours: it is not put down among whole days. */
const keepsHours = (to: { allDay: boolean }, event: { allDay: boolean } | null) => to.allDay === event?.allDay
const views = { month: 'dayGridMonth', week: 'timeGridWeek' } as const

/**
 * The month or week of the page, to drag windows in; whoever looks turns it by the links of the page. It stays unseen
 * until it has its first entries, and asks again when the live channel tells of a new edition.
 */
export default function Calendar({ view, locale, zone, query, from, span, plans, words }: CalendarProps) {
  const [done, setDone] = useState('')
  const [moved, setMoved] = useState<(Moved & { revert: () => void }) | null>(null)
  const onMoved = useCallback((info: EventDropInfo | EventResizeDoneInfo) => {
    setMoved({ ...movedOf(info), revert: info.revert })
  }, [])
  const toEvents = useCallback(({ events }: Answer) => events.map((entry) => toEvent(entry, plans)), [plans])
  const content = useCallback((info: EventDisplayInfo) => inEntry(info, words.cancelled), [words.cancelled])
  const live = useLiveEdition()
  const { data, isError, refetch } = useQuery<Answer, Error, EventInput[]>({
    queryKey: ['schedule', span, query, live.data?.edition],
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => {
      const asked = new URLSearchParams(query)
      asked.set('start', span.start)
      asked.set('end', span.end)
      asked.set('lang', locale)
      const answer = await fetch(`/api/schedule?${asked}`, { signal })
      if (!answer.ok) throw new Error(String(answer.status))
      return answer.json()
    },
    select: toEvents,
  })
  return (
    <>
      {isError && (
        <p role="alert" className="error-summary">
          {words.failed}{' '}
          <button type="button" className="button small" onClick={() => refetch()}>
            {words.again}
          </button>
        </p>
      )}
      <div className={data ? 'calendar drawn' : 'calendar'}>
        <p role="status" className={done && 'done-note mb-3'}>
          {done}
        </p>
        {words.hint && <p className="note mb-3">{words.hint}</p>}
        <FullCalendar
          plugins={plugins}
          initialView={views[view]}
          initialDate={from}
          timeZone={zone}
          locales={locales}
          locale={locale === 'hi' ? 'hi' : 'en-gb'}
          firstDay={1}
          height="auto"
          aspectRatio={2}
          fixedWeekCount={false}
          dayMaxEvents={5}
          nowIndicator
          headerToolbar={false}
          eventDisplay="block"
          eventContent={content}
          eventDidMount={spellOut}
          eventTimeFormat={hours}
          slotHeaderFormat={hours}
          slotDuration="01:00"
          slotHeaderInterval="02:00"
          slotMinHeight={15}
          slotHeaderInnerClass="slot-hour"
          columnEventInnerClass={shortly}
          displayEventEnd={false}
          eventMinHeight={24}
          slotEventOverlap={false}
          snapDuration="00:30"
          // A night belongs to the day on which it begins, as everywhere on the site.
          nextDayThreshold="12:00"
          allDayText={words.allDay}
          events={data ?? nothing}
          eventDrop={onMoved}
          eventResize={onMoved}
          eventAllow={keepsHours}
          // Before the menu that a phone opens on a link.
          longPressDelay={350}
        />
      </div>
      {moved && (
        <MoveDialog
          key={`${moved.id} ${moved.after.startsLocal} ${moved.after.endsLocal}`}
          moved={moved}
          onDone={() => {
            setDone(words.moved.replace('{title}', moved.title))
            setMoved(null)
            refetch()
          }}
          onCancel={() => {
            moved.revert()
            setMoved(null)
          }}
        />
      )}
    </>
  )
}
