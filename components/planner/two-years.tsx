'use client'

import { DragDropProvider } from '@dnd-kit/react'
import { useTranslations } from 'next-intl'
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react'
import { Section } from '#components/ui/section.tsx'
import { mayMove } from '#lib/planner/proposal.ts'
import { type Month, scheduleMonths } from '#lib/schedule/rules.ts'
import { addDays, type Day } from '#lib/time.ts'
import { CarriedFrom, useCarrying } from './carrying.tsx'
import { allMarks, type DayMark, groundMarks } from './day-marks.ts'
import { MonthGrid } from './month-grid.tsx'
import type { Note } from './spoken.tsx'
import type { Planning } from './use-plan.ts'

const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }

/**
 * The plan on its months. A proposed day is dragged, or moved by the arrow keys; on other days these walk on, past
 * windows, so that nothing is moved by walking.
 */
export function TwoYears({ planning, say }: { planning: Planning; say: (note: Note | null) => void }) {
  const t = useTranslations('planner.calendar')
  const { ground, horizon, kept, judged, proposal, act } = planning
  const { from, to } = horizon
  const months = useMemo(() => monthsOf(from, to), [from, to])
  const onGround = useMemo(() => groundMarks(ground, from, to), [ground, from, to])
  const marks = useMemo(() => allMarks(onGround, kept, judged), [onGround, kept, judged])
  const [cursor, setCursor] = useState<Day>(from)
  const grid = useRef<HTMLDivElement>(null)
  const focusOn = useRef<Day | null>(null)
  const shown = (day: Day) => months.some(({ days }) => days.includes(day))
  const { lifted, provider } = useCarrying(grid, {
    // A day that breaks a rule is a place to stand, as a conflict; one where a window stands is none.
    mayStand: (id, day) =>
      shown(day) &&
      !marks.get(day)?.pin &&
      (proposal.windows.find((one) => one.id === id)?.day === day || mayMove(proposal, id, day)),
    carry: (id, day) => act({ type: 'carry', id, day }),
    putDown: (id, from, day) => {
      act({ type: 'carry', id, day: from })
      act({ type: 'move', id, day })
    },
    cameBack: (_, day) => say({ what: 'cameBack', day }),
  })
  const at = (day: Day) => kept.find((one) => one.day === day)
  const tabDay = at(cursor) || !shown(cursor) ? firstEmpty(months, kept) : cursor

  useEffect(() => {
    if (!focusOn.current) return
    grid.current?.querySelector<HTMLElement>(`[data-day="${focusOn.current}"]`)?.focus()
    focusOn.current = null
  })

  const walk = (day: Day, step: number) => {
    let next = addDays(day, step)
    while (at(next)) next = addDays(next, step)
    if (!shown(next)) return
    setCursor(next)
    focusOn.current = next
  }
  const press = (event: KeyboardEvent) => {
    const day = (event.target as HTMLElement).dataset.day
    // Escape is answered already where it brought back what was carried.
    if (!day || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
    say(null)
    const window = at(day)
    const step = steps[event.key]
    if (step) {
      event.preventDefault()
      if (!window || event.shiftKey) return walk(day, step)
      const next = addDays(day, step)
      if (window.locked) return say({ what: 'isLocked' })
      if (!mayMove(proposal, window.id, next)) return say({ what: 'taken' })
      focusOn.current = next
      act({ type: 'move', id: window.id, day: next })
    } else if (window && (event.key === 'Delete' || event.key === 'Backspace')) {
      event.preventDefault()
      setCursor(day)
      focusOn.current = day
      act({ type: 'drop', id: window.id })
    } else if (window && event.key.toLowerCase() === 'l')
      act({ type: window.locked ? 'unlock' : 'lock', id: window.id })
  }
  return (
    <Section id="calendar" title={t('title')}>
      <details className="phone-fold">
        <summary>{t('open')}</summary>
        <p id="calendar-help" className="note mb-3">
          {t('help')}
        </p>
        <DragDropProvider {...provider}>
          {/* biome-ignore lint/a11y/noStaticElementInteractions: the days inside are the buttons; their events are heard here */}
          <div
            ref={grid}
            className="planner-months"
            aria-describedby="calendar-help"
            onKeyDown={press}
            onFocus={({ target }) => {
              const { day } = (target as HTMLElement).dataset
              if (day && !at(day)) setCursor(day)
            }}
            onPointerDown={(event) => {
              const { day } = (event.target as HTMLElement).dataset
              const window = day ? at(day) : undefined
              say(null)
              if (window?.locked && event.button === 0) say({ what: 'isLocked' })
            }}
            onClick={({ target }) => {
              const { day } = (target as HTMLElement).dataset
              if (!day || at(day)) return
              focusOn.current = day
              act({ type: 'add', day })
            }}
          >
            {months.map((month) => (
              <MonthGrid
                key={month.first}
                month={month}
                marks={month.days.flatMap((day): [Day, DayMark][] => {
                  const mark = marks.get(day)
                  if (!mark) return []
                  return [[day, mark.window && mark.window.id === lifted ? { ...mark, lifted: true } : mark]]
                })}
                cursor={tabDay.startsWith(month.first.slice(0, 7)) ? tabDay : null}
              />
            ))}
          </div>
          <CarriedFrom area={grid} />
        </DragDropProvider>
        <ul className="strip-key mt-4">
          {(['proposed', 'locked', 'conflict', 'pin', 'published', 'frozen', 'foreseen'] as const).map((name) => (
            <li key={name}>
              <i className={`day-swatch on-${name}`} />
              {t(`key.${name}`)}
            </li>
          ))}
        </ul>
      </details>
    </Section>
  )
}

/** The months that a time touches. */
function monthsOf(from: Day, to: Day): Month[] {
  const first = `${from.slice(0, 7)}-01`
  const last = addDays(to, -1)
  const count = Math.max(
    1,
    (Number(last.slice(0, 4)) - Number(first.slice(0, 4))) * 12 +
      Number(last.slice(5, 7)) -
      Number(first.slice(5, 7)) +
      1,
  )
  return scheduleMonths(from, Math.min(count, 72))
}

/** Where Tab leads among the days without a window: the nearest to the start. */
function firstEmpty(months: Month[], kept: { day: Day }[]): Day {
  const days = months.flatMap((month) => month.days)
  return days.find((day) => !kept.some((one) => one.day === day)) ?? days[0] ?? ''
}
