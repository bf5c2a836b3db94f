'use client'

import { QueryClient, QueryClientProvider, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'

/** `back`: the edition went back while the page was open, as after a restore of the database. */
type Live = { edition: number; up: boolean; back?: boolean }

/**
 * Says that a newer edition is out, with a link that shows it; the page itself never changes under its reader. Told by
 * the live channel. Without script there is nothing, and nothing is missing.
 */
export function EditionNotice({ shown, label }: { shown: number; label: string }) {
  const [client] = useState(() => new QueryClient())
  return (
    <QueryClientProvider client={client}>
      <Notice shown={shown} label={label} />
    </QueryClientProvider>
  )
}

function Notice({ shown, label }: { shown: number; label: string }) {
  const { data } = useLiveEdition()
  useEffect(() => {
    const { dataset } = document.documentElement
    if (data && !data.up) dataset.freshness = 'away'
    else if (data && dataset.freshness === 'away') dataset.freshness = 'fresh'
  }, [data])
  const newer = data?.up && (data.edition > shown || (data.back && data.edition !== shown))
  return (
    <span className="new-edition" role="status">
      {newer && (
        <a href={`${window.location.pathname}${window.location.search}`}>
          {label.replace('{number}', String(data.edition))}
        </a>
      )}
    </span>
  )
}

/** The edition as the server tells it, from one connection a page. */
export function useLiveEdition() {
  const queries = useQueryClient()
  useEffect(() => {
    const channel = new EventSource('/api/live')
    channel.addEventListener('edition', (event) => {
      const told: Live = JSON.parse(event.data)
      queries.setQueryData<Live>(['live'], (known) => ({
        ...told,
        back: known !== undefined && (known.back || told.edition < known.edition),
      }))
    })
    return () => channel.close()
  }, [queries])
  return useQuery<Live>({
    queryKey: ['live'],
    queryFn: () =>
      fetch('/api/health')
        .then((answer) => answer.json())
        .then(({ edition, database }) => ({ edition, up: database === 'up' })),
    enabled: false,
  })
}
