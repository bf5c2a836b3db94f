'use client'

import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import type { CalendarProps } from './calendar.tsx'

const Calendar = dynamic(() => import('./calendar.tsx'), { ssr: false })

/** The interactive calendar, fetched when it is opened and not before. */
export function CalendarIsland(props: CalendarProps) {
  const [client] = useState(() => new QueryClient())
  return (
    <QueryClientProvider client={client}>
      <Calendar {...props} />
    </QueryClientProvider>
  )
}
