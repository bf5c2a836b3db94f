'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useEffect, useRef } from 'react'
import type { Locale } from '#lib/i18n/locales.ts'
import type { Foreseen } from '#lib/judging/as-seen.ts'
import { BreachList } from './breach-list.tsx'

/** Before it is done: the published windows that a change of the rules would put in breach. Sent again, it was seen. */
export function WouldBreak({ foreseen }: { foreseen: Foreseen | undefined }) {
  const t = useTranslations('admin.policies')
  const locale = useLocale() as Locale
  const heading = useRef<HTMLHeadingElement>(null)
  const { seen } = foreseen ?? {}
  useEffect(() => {
    if (seen) heading.current?.focus()
  }, [seen])
  if (!foreseen) return null
  return (
    <section className="section mt-6" aria-labelledby={`would-break-${seen}`}>
      <input type="hidden" name="seen" value={seen} />
      <div className="section-head">
        <h2 id={`would-break-${seen}`} ref={heading} tabIndex={-1}>
          {t('wouldBreak', { count: foreseen.broken.length })}
        </h2>
      </div>
      <p className="note mb-3">{t('wouldBreakNote')}</p>
      <BreachList breaches={foreseen.broken} locale={locale} />
    </section>
  )
}
