'use client'

import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import dynamic from 'next/dynamic'
import { useEffect, useState } from 'react'
import type { CalendarProps } from './calendar.tsx'

/** A page that was open while the site was upgraded asks for a script that is gone: the table stays, and says so. */
const Gone = ({ words }: CalendarProps) => (
  <p role="alert" className="error-summary">
    {words.failed}{' '}
    <button type="button" className="button small" onClick={() => window.location.reload()}>
      {words.again}
    </button>
  </p>
)
const Calendar = dynamic(() => import('./calendar.tsx').catch(() => ({ default: Gone })), { ssr: false })

/** The interactive calendar, fetched where there is room for it and not before; it stays when the window narrows. */
export function CalendarIsland(props: CalendarProps) {
  const [client] = useState(() => new QueryClient())
  const [wide, setWide] = useState(false)
  useEffect(() => {
    const room = window.matchMedia('screen and (min-width: 48rem)')
    const look = () => room.matches && setWide(true)
    look()
    room.addEventListener('change', look)
    return () => room.removeEventListener('change', look)
  }, [])
  if (!wide) return null
  return (
    <QueryClientProvider client={client}>
      <Calendar {...props} />
    </QueryClientProvider>
  )
}
