'use client'

import { useEffect, useRef } from 'react'
import type { Day } from '#lib/time.ts'

type Point = { clientX: number; clientY: number }

/** The day whose cell is there now, wherever the page has been scrolled to meanwhile. */
const dayUnder = ({ clientX, clientY }: Point): Day | undefined =>
  document.elementFromPoint(clientX, clientY)?.closest('td')?.querySelector<HTMLElement>('[data-day]')?.dataset.day

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
 * Lets a pointer carry a window over the days: it moves as it is carried, so that gaps and rules are seen on the way. Over
 * a place where it cannot stand it is where it came from, so that what is seen is what letting go gives; Escape brings it
 * back. Gives what starts it, and whether a click that follows ends a carry.
 */
export function useDragging(carrying: Carrying) {
  const carried = useRef<{ id: string; from: Day; at: Day; left: boolean; point: Point | null } | null>(null)
  const moved = useRef(false)
  const latest = useRef(carrying)
  latest.current = carrying
  useEffect(() => {
    const show = (day: Day) => {
      const window = carried.current
      if (!window || day === window.at) return
      window.at = day
      moved.current = true
      latest.current.carry(window.id, day)
    }
    const look = () => {
      const window = carried.current
      if (!window?.point) return
      const day = dayUnder(window.point)
      if (day !== window.from) window.left = true
      show(day && latest.current.mayStand(window.id, day) ? day : window.from)
    }
    const over = (event: PointerEvent) => {
      if (!carried.current) return
      carried.current.point = { clientX: event.clientX, clientY: event.clientY }
      look()
    }
    const stop = () => {
      carried.current = null
      document.body.classList.remove('carrying')
      // The click that ends a carry comes at once; the next one is another.
      setTimeout(() => {
        moved.current = false
      })
    }
    const end = (event: PointerEvent) => {
      const window = carried.current
      if (!window) return
      over(event)
      const { id, from, at, left } = window
      const where = dayUnder(event)
      stop()
      if (at !== from) latest.current.putDown(id, from, at)
      else if (left && where !== from) latest.current.cameBack(id, from)
    }
    const back = () => {
      const window = carried.current
      if (!window) return
      const { id, from, left } = window
      show(from)
      stop()
      if (left) latest.current.cameBack(id, from)
    }
    const press = ({ key }: KeyboardEvent) => {
      if (key === 'Escape') back()
    }
    addEventListener('pointermove', over)
    addEventListener('scroll', look, true)
    addEventListener('pointerup', end)
    addEventListener('pointercancel', back)
    addEventListener('keydown', press)
    return () => {
      removeEventListener('pointermove', over)
      removeEventListener('scroll', look, true)
      removeEventListener('pointerup', end)
      removeEventListener('pointercancel', back)
      removeEventListener('keydown', press)
      stop()
    }
  }, [])
  return {
    start: (id: string, day: Day) => {
      carried.current = { id, from: day, at: day, left: false, point: null }
      moved.current = false
      document.body.classList.add('carrying')
    },
    /** Whether the window was carried since it was taken up; asked once. */
    wasCarried: () => {
      const was = moved.current
      moved.current = false
      return was
    },
  }
}
