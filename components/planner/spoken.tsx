'use client'

import { useLocale, useTranslations } from 'next-intl'
import { dayInWords } from '#lib/i18n/format.ts'
import { fixedOn } from '#lib/planner/ground.ts'
import { inTheWay } from '#lib/planner/judge-plan.ts'
import { gapsAround } from '#lib/planner/remedies.ts'
import type { Day } from '#lib/time.ts'
import { useGapsText } from './say-gaps.ts'
import type { Planning } from './use-plan.ts'

/** What is said of something that did not happen. */
export type Note =
  | { what: 'isLocked' | 'taken' }
  | { what: 'wrongFields'; count: number }
  | { what: 'cameBack'; day: Day }

/** Says the effect of each change, for those who do not see the page change. */
export function Spoken({
  planning: { proposal, kept, judged, ground },
  note: said,
}: {
  planning: Planning
  note: { note: Note; stamp: number } | null
}) {
  const t = useTranslations('planner.said')
  const locale = useLocale()
  const gapsText = useGapsText()
  const { last, windows } = proposal
  const note = said?.note
  const effect = () => {
    if (!last) return ''
    if (last.type === 'carry') return ''
    if (last.type === 'replan' || last.type === 'open') return t('planned', { count: kept.length })
    const window = windows.find((one) =>
      last.type === 'add' ? one.day === last.day && !one.dropped : one.id === last.id,
    )
    if (!window) return ''
    const day = dayInWords(window.day, locale)
    const conflicts = inTheWay(judged.find(({ id }) => id === window.id)?.objections ?? []).length
    switch (last.type) {
      case 'move': {
        const others = [...fixedOn(ground), ...kept.filter(({ id }) => id !== window.id)]
        const gaps = gapsText(
          gapsAround(
            window.day,
            others.map((one) => one.day),
          ),
        )
        return t('moved', { day, gaps, conflicts })
      }
      case 'add':
        return t('added', { day, conflicts })
      case 'drop':
        return t('dropped', { day })
      case 'keep':
        return t('kept', { day })
      case 'lock':
        return t('locked', { day })
      case 'unlock':
        return t('unlocked', { day })
    }
  }
  return (
    <>
      <p className="sr-only" aria-live="polite" data-spoken>
        {effect()}
      </p>
      <p className="sr-only" role="status" key={said?.stamp}>
        {note &&
          t(note.what, {
            count: 'count' in note ? note.count : 0,
            day: 'day' in note ? dayInWords(note.day, locale) : '',
          })}
      </p>
    </>
  )
}
