'use client'

import { keepPreviousData, QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query'
import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { useSettled } from '#components/forms/settled.ts'
import { DataTable } from '#components/ui/data-table.tsx'
import { Said } from '#components/ui/said.tsx'
import type { checkFreeze, WindowHeld } from '#lib/freezes/check-freeze.ts'
import type { FreezeCheck } from '#lib/freezes/input.ts'
import { longRange } from '#lib/i18n/format.ts'
import type { Locale } from '#lib/i18n/locales.ts'
import { adminWindowPath, inLanguage } from '#lib/routes.ts'

/** The published windows inside the freeze as it is typed: how many, and which. */
export function HeldWindows({ freeze }: { freeze: FreezeCheck }) {
  const [client] = useState(() => new QueryClient())
  return (
    <QueryClientProvider client={client}>
      <Held freeze={freeze} />
    </QueryClientProvider>
  )
}

const isComplete = ({ firstDay, lastDay }: FreezeCheck) => firstDay !== '' && firstDay <= lastDay

function Held({ freeze }: { freeze: FreezeCheck }) {
  const t = useTranslations('admin.freezes.inside')
  const settled = useSettled(JSON.stringify(freeze), 250)
  const { data } = useQuery({
    queryKey: ['freeze', settled],
    enabled: isComplete(JSON.parse(settled)),
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => ask(settled, signal),
  })
  const found = isComplete(freeze) ? data : null
  return (
    <section aria-label={t('title')}>
      <p role="status" className="font-semibold">
        {found && t('would', { count: found.count })}
      </p>
      {found && found.count > 0 && (
        <>
          <p className="note">{t('wouldNote')}</p>
          <HeldTable windows={found.windows} />
          {found.count > found.windows.length && (
            <p className="note mt-2">{t('more', { count: found.count - found.windows.length })}</p>
          )}
        </>
      )}
    </section>
  )
}

function HeldTable({ windows }: { windows: WindowHeld[] }) {
  const t = useTranslations('admin.freezes.inside')
  const locale = useLocale() as Locale
  return (
    <DataTable
      className="mt-2"
      rows={windows}
      rowKey={({ id }) => id}
      columns={[
        {
          head: t('window'),
          cell: ({ id, reference, title }) => (
            <>
              <a href={inLanguage(locale, adminWindowPath(id))}>
                <Said text={title} locale={locale} />
              </a>
              <span className="note block">{reference}</span>
            </>
          ),
        },
        {
          head: t('when'),
          cell: ({ startsAt, endsAt, timeZone }) => longRange(new Date(startsAt), new Date(endsAt), timeZone, locale),
        },
        {
          head: t('environment'),
          cell: ({ environment }) => (environment ? <Said text={environment} locale={locale} /> : '–'),
        },
      ]}
    />
  )
}

/** What lies inside a freeze that is only meant; null where it cannot be said. */
async function ask(input: string, signal: AbortSignal): Promise<Awaited<ReturnType<typeof checkFreeze>> | null> {
  const answer = await fetch('/api/freezes/check', { method: 'POST', body: input, signal })
  return answer.ok ? answer.json() : null
}
