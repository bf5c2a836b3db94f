'use client'

import { useLocale, useTranslations } from 'next-intl'
import { nightName } from './day-words.ts'

/** The weekdays on whose evening windows may begin, 1 (Monday) to 7. */
export function NightsField({ nights, onChange }: { nights: number[]; onChange: (nights: number[]) => void }) {
  const t = useTranslations('planner.settings')
  const locale = useLocale()
  return (
    <fieldset className="field">
      <legend>{t('nights')}</legend>
      <div className="nights">
        {[1, 2, 3, 4, 5, 6, 7].map((night) => (
          <label key={night}>
            <input
              type="checkbox"
              checked={nights.includes(night)}
              onChange={({ target }) =>
                onChange(target.checked ? [...nights, night].sort() : nights.filter((one) => one !== night))
              }
            />
            <span aria-hidden="true">{nightName(night, locale, 'short')}</span>
            <span className="sr-only">{nightName(night, locale)}</span>
          </label>
        ))}
      </div>
      {nights.length === 0 && <p className="note mt-1">{t('anyNight')}</p>}
    </fieldset>
  )
}
