'use client'

import { AutoScroller, PointerActivationConstraints } from '@dnd-kit/dom'
import { type DragDropProvider, PointerSensor, useDraggable } from '@dnd-kit/react'
import { type ComponentProps, type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { Day } from '#lib/time.ts'

type Point = { x: number; y: number }

const buttonUnder = ({ x, y }: Point) =>
  document.elementFromPoint(x, y)?.closest('td')?.querySelector<HTMLElement>('[data-day]') ?? null

/**
 * A finger takes a window up by a long press, in ms, in which it trembles, in px: a shorter touch scrolls, as everywhere.
 * A mouse does once it moves. Arrow keys move by whole days of the calendar, where dnd-kit's keyboard moves by pixels.
 */
const pointer = PointerSensor.configure({
  activationConstraints: ({ pointerType }) => [
    pointerType === 'touch'
      ? new PointerActivationConstraints.Delay({ value: 350, tolerance: 10 })
      : new PointerActivationConstraints.Distance({ value: 4 }),
  ],
  preventActivation: ({ target }) => !(target instanceof HTMLElement && target.dataset.window),
})
/**
 * Near the upper and the lower edge the page scrolls. Of dnd-kit's other plugins some put styles into the page, which the
 * desk's policy would have to allow, and some say what happens, in English: the planner's own sheet and words do both.
 */
const scroller = AutoScroller.configure({ acceleration: 12 })

type Carrying = {
  /** Whether a window can be put down there. */
  mayStand: (id: string, day: Day) => boolean
  /** Shows it there, on the way. */
  carry: (id: string, day: Day) => void
  /** It was put down on another day than it came from. */
  putDown: (id: string, from: Day, day: Day) => void
  /** It was let go where it cannot stand, or brought back, and is where it was. */
  cameBack: (id: string, from: Day) => void
}

/**
 * Lets a pointer carry a window over the days of `area`: it moves as it is carried, so that gaps and rules are seen on the
 * way. Over a place where it cannot stand it is where it came from, so that what is seen is what letting go gives; Escape
 * brings it back. Gives which one is carried, and what the provider around the days is told.
 */
export function useCarrying(area: RefObject<HTMLElement | null>, carrying: Carrying) {
  const [lifted, setLifted] = useState<string | null>(null)
  const carried = useRef<{ id: string; from: Day; at: Day; over: Day | undefined; point: Point } | null>(null)
  const show = (day: Day) => {
    const window = carried.current
    if (!window || day === window.at) return
    window.at = day
    carrying.carry(window.id, day)
  }
  const look = (point = carried.current?.point) => {
    const window = carried.current
    if (!window || !point) return
    window.point = point
    const day = buttonUnder(point)?.dataset.day
    window.over = day
    show(day && carrying.mayStand(window.id, day) ? day : window.from)
  }
  useEffect(() => {
    if (!lifted) return
    const scrolled = () => look()
    addEventListener('scroll', scrolled)
    return () => removeEventListener('scroll', scrolled)
  })

  // What the rules say stands above and grows or shrinks on the way: the days stay where the pointer has them.
  const stood = useRef({ top: 0, lifted })
  useLayoutEffect(() => {
    const top = (area.current?.getBoundingClientRect().top ?? 0) + scrollY
    if (lifted || stood.current.lifted) scrollBy({ top: top - stood.current.top, behavior: 'instant' })
    stood.current = { top, lifted }
  })

  const provider: ComponentProps<typeof DragDropProvider> = {
    sensors: [pointer],
    plugins: [scroller],
    onBeforeDragStart: (event) => {
      const point = event.operation.position.initial
      const { window: id, day } = buttonUnder(point)?.dataset ?? {}
      if (!id || !day) return event.preventDefault()
      carried.current = { id, from: day, at: day, over: day, point }
      setLifted(id)
    },
    onDragMove: ({ to }) => look(to),
    onDragEnd: ({ nativeEvent, canceled }) => {
      const window = carried.current
      if (!window) return
      if (canceled) show(window.from)
      // A pointer that is let go at once was not yet seen where it is; one that rests puts down what it sees.
      else if (nativeEvent instanceof PointerEvent) {
        const { clientX: x, clientY: y } = nativeEvent
        if (x !== window.point.x || y !== window.point.y) look({ x, y })
      }
      const { id, from, at, over } = window
      carried.current = null
      setLifted(null)
      if (at !== from) carrying.putDown(id, from, at)
      else if (over !== from) carrying.cameBack(id, from)
    },
  }
  return { lifted, provider }
}

/**
 * The days are one thing to dnd-kit, for a carried window leaves the button by which it was taken up; nor are they places
 * to drop on, for each of some thousand would be watched, and the browser knows which one is under the pointer.
 */
export function CarriedFrom({ area }: { area: RefObject<HTMLElement | null> }) {
  useDraggable({ id: 'days', element: area })
  return null
}
