'use client'

import { type RefObject, useEffect, useRef, useState } from 'react'
import type { Day } from '#lib/time.ts'

type Point = { clientX: number; clientY: number }

/** How long a finger rests on a window before it takes it up, in ms: a shorter touch scrolls, as everywhere. */
const longPress = 350
/** How far a finger trembles, in px: beyond it scrolls. */
const tremble = 10
/** Near the upper and the lower edge of the screen, in px, a page scrolls under a finger that carries, so fast a frame. */
const edge = { top: 64, bottom: 120, step: 7 }

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
 * back. A finger takes it up by a long press inside `area`. Gives what starts it, which one is carried, and whether a
 * click that follows ends a carry.
 */
export function useDragging(area: RefObject<HTMLElement | null>, carrying: Carrying) {
  const [lifted, setLifted] = useState<string | null>(null)
  const pressed = useRef<(Point & { timer: ReturnType<typeof setTimeout> }) | null>(null)
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
    const release = () => {
      clearTimeout(pressed.current?.timer)
      pressed.current = null
    }
    const over = (event: PointerEvent) => {
      const press = pressed.current
      if (press && Math.hypot(event.clientX - press.clientX, event.clientY - press.clientY) > tremble) release()
      if (!carried.current) return
      carried.current.point = { clientX: event.clientX, clientY: event.clientY }
      look()
    }
    const stop = () => {
      release()
      carried.current = null
      setLifted(null)
      document.body.classList.remove('carrying')
      // The click that ends a carry comes at once; the next one is another.
      setTimeout(() => {
        moved.current = false
      })
    }
    const end = (event: PointerEvent) => {
      release()
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
      release()
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
    // What is carried by a finger is not scrolled, and a long press asks for no menu. A page that scrolls already cannot
    // be held: the pointer is cancelled then.
    const hold = (event: Event) => {
      const held = carried.current || (pressed.current && event.type === 'contextmenu')
      if (held && event.cancelable) event.preventDefault()
    }
    const grid = area.current
    grid?.addEventListener('touchmove', hold, { passive: false })
    grid?.addEventListener('contextmenu', hold)
    addEventListener('pointermove', over)
    addEventListener('scroll', look, true)
    addEventListener('pointerup', end)
    addEventListener('pointercancel', back)
    addEventListener('keydown', press)
    return () => {
      grid?.removeEventListener('touchmove', hold)
      grid?.removeEventListener('contextmenu', hold)
      removeEventListener('pointermove', over)
      removeEventListener('scroll', look, true)
      removeEventListener('pointerup', end)
      removeEventListener('pointercancel', back)
      removeEventListener('keydown', press)
      stop()
    }
  }, [area])
  const takeUp = (id: string, day: Day) => {
    carried.current = { id, from: day, at: day, left: false, point: null }
    moved.current = false
    setLifted(id)
    document.body.classList.add('carrying')
  }
  const drift = () => {
    if (!carried.current) return
    const y = carried.current.point?.clientY ?? edge.top
    if (y < edge.top) scrollBy(0, -edge.step)
    else if (y > innerHeight - edge.bottom) scrollBy(0, edge.step)
    requestAnimationFrame(drift)
  }
  return {
    lifted,
    start: (id: string, day: Day, { pointerType, clientX, clientY }: Point & { pointerType: string }) => {
      if (pointerType !== 'touch') return takeUp(id, day)
      clearTimeout(pressed.current?.timer)
      const timer = setTimeout(() => {
        pressed.current = null
        takeUp(id, day)
        drift()
      }, longPress)
      pressed.current = { clientX, clientY, timer }
    },
    /** Whether the window was carried since it was taken up; asked once. */
    wasCarried: () => {
      const was = moved.current
      moved.current = false
      return was
    },
  }
}
