'use client'

import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import type { CalendarProps } from './calendar.tsx'

/** A page that was open while the site was upgraded asks for a script that is gone: all else on it stays. */
const Gone = ({ words }: CalendarProps) => (
  <p role="alert" className="error-summary">
    {words.failed}{' '}
    <button type="button" className="button small" onClick={() => window.location.reload()}>
      {words.again}
    </button>
  </p>
)
const Calendar = dynamic(() => import('./calendar.tsx').catch(() => ({ default: Gone })), { ssr: false })

/** The interactive calendar, fetched when it is opened and not before. */
export function CalendarIsland(props: CalendarProps) {
  const [client] = useState(() => new QueryClient())
  return (
    <QueryClientProvider client={client}>
      <Calendar {...props} />
    </QueryClientProvider>
  )
}
