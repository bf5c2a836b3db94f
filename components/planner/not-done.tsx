'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useEffect, useRef } from 'react'
import { useReasonText } from '#components/forms/form.tsx'
import { Icon } from '#components/ui/icon.tsx'
import type { Reason } from '#lib/errors.ts'
import { dayInWords } from '#lib/i18n/format.ts'

/** Why nothing was published or saved, with the window of each reason; it takes the focus. Null reasons: it could not be sent. */
export function NotDone({
  asked,
  reasons,
  stamp,
}: {
  asked: 'publish' | 'save' | 'discard' | 'look'
  reasons: (Reason & { windowId?: string; settled?: boolean })[] | null
  stamp: number
}) {
  const t = useTranslations('planner.refused')
  const page = useTranslations('planner')
  const say = useReasonText()
  const locale = useLocale()
  const box = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the stamp is what tells one answer from the next
  useEffect(() => {
    box.current?.focus()
  }, [stamp])
  const ofDays = reasons?.some(({ windowId }) => windowId) ?? false
  const done = ofDays && reasons?.every(({ windowId, settled }) => settled || !windowId)
  const open = done ? [] : (reasons?.filter(({ settled }) => !settled) ?? [])
  return (
    <div ref={box} className="error-summary" role="alert" tabIndex={-1}>
      <h2>
        <Icon name="major" className="is-major" />
        {reasons ? t(asked === 'save' ? 'notSaved' : ofDays ? 'title' : 'plain') : page('away')}
      </h2>
      <ol>
        {open.map((reason) => {
          const { windowId, field, code, facts } = reason
          const day = typeof facts?.day === 'string' ? `${dayInWords(facts.day, locale)}. ` : ''
          const target = windowId ? `#row-${windowId}` : field && `#field-${field}`
          return (
            <li key={`${field} ${code}`}>
              {target ? (
                <a href={target}>
                  {day}
                  {say(reason)}
                </a>
              ) : (
                say(reason)
              )}
            </li>
          )
        })}
      </ol>
      {ofDays && <p className="mt-2 text-3">{t(done ? 'settled' : 'kept')}</p>}
    </div>
  )
}
