'use client'

import { useEffect, useRef } from 'react'
import type { Day } from '#lib/time.ts'

const dayUnder = ({ clientX, clientY }: PointerEvent): Day | undefined =>
  document.elementFromPoint(clientX, clientY)?.closest<HTMLElement>('[data-day]')?.dataset.day

/**
 * Lets a pointer carry a window over the days: it moves as it is carried, so that gaps and rules are seen on the way;
 * Escape brings it back to where it was. Gives what starts it, and whether a click that follows ends a carry.
 */
export function useDragging(move: (id: string, day: Day) => void) {
  const carried = useRef<{ id: string; from: Day; at: Day } | null>(null)
  const moved = useRef(false)
  const latest = useRef(move)
  latest.current = move
  useEffect(() => {
    const over = (event: PointerEvent) => {
      const window = carried.current
      const day = window && dayUnder(event)
      if (!window || !day || day === window.at) return
      window.at = day
      moved.current = true
      latest.current(window.id, day)
    }
    const end = () => {
      carried.current = null
      document.body.classList.remove('carrying')
    }
    const back = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || !carried.current) return
      latest.current(carried.current.id, carried.current.from)
      end()
    }
    addEventListener('pointermove', over)
    addEventListener('pointerup', end)
    addEventListener('pointercancel', end)
    addEventListener('keydown', back)
    return () => {
      removeEventListener('pointermove', over)
      removeEventListener('pointerup', end)
      removeEventListener('pointercancel', end)
      removeEventListener('keydown', back)
      end()
    }
  }, [])
  return {
    start: (id: string, day: Day) => {
      carried.current = { id, from: day, at: day }
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
