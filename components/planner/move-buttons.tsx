'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { dayMonth } from '#lib/i18n/format.ts'
import type { Judged } from '#lib/planner/judge-plan.ts'
import { remediesFor } from '#lib/planner/remedies.ts'
import { useGapsText } from './say-gaps.ts'
import type { Planning } from './use-plan.ts'

/** Where a window in the way could go instead: the nearest day before and after that breaks nothing; or it is dropped. */
export function MoveButtons({ window, planning, short }: { window: Judged; planning: Planning; short?: boolean }) {
  const t = useTranslations('planner.rules')
  const locale = useLocale()
  const gapsText = useGapsText()
  const { judged, terms, settings, ground, now, act, proposal } = planning
  const remedies = useMemo(
    () => remediesFor(window, judged, terms, settings.nights, ground, now),
    [window, judged, terms, settings.nights, ground, now],
  )
  const locked = proposal.windows.find(({ id }) => id === window.id)?.locked
  return (
    <p className="move-buttons">
      {remedies.map((remedy) => (
        <button
          key={remedy.day}
          type="button"
          className="button small"
          onClick={() => {
            if (locked) act({ type: 'unlock', id: window.id })
            act({ type: 'move', id: window.id, day: remedy.day })
          }}
        >
          {t('moveTo', {
            day: dayMonth(new Date(`${remedy.day}T12:00Z`), 'UTC', locale),
            gaps: short ? 'none' : gapsText(remedy),
          })}
        </button>
      ))}
      <button type="button" className="link-button" onClick={() => act({ type: 'drop', id: window.id })}>
        {t('drop')}
      </button>
    </p>
  )
}
