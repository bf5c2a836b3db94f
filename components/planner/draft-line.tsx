'use client'

import { useLocale, useTranslations } from 'next-intl'
import { time, zoneName } from '#lib/i18n/format.ts'
import type { PlanDraft } from '#lib/planner/queries.ts'
import { dayOf } from '#lib/time.ts'
import { shortDay } from './day-words.ts'
import { canOpen, type Drafting } from './use-draft.ts'
import type { Planning } from './use-plan.ts'

/** Draft 3, saved 21:40 GMT by Rosa: with the day, where that is another one. */
export function useDraftName({ ground: { zone, today } }: Planning) {
  const t = useTranslations('planner.draft')
  const locale = useLocale()
  return ({ version, savedAt, savedBy }: PlanDraft) => {
    const day = dayOf(savedAt, zone)
    const clock = `${time(savedAt, zone)} ${zoneName(savedAt, zone)}`
    const at = day === today ? clock : `${shortDay(day, locale)} ${day.slice(0, 4)}, ${clock}`
    return t('saved', { version, at, who: savedBy ?? 'none' })
  }
}

/** Which draft there is, who saved it and when, whether the screen shows it, and the ways to and from it. */
export function DraftLine({
  planning,
  drafting: { draft, shown, unsaved, start, mayGo },
  onDiscard,
}: {
  planning: Planning
  drafting: Drafting
  onDiscard: () => void
}) {
  const t = useTranslations('planner.draft')
  const nameOf = useDraftName(planning)
  const opens = canOpen(draft)
  const more = draft && !shown ? (opens ? 'kept' : 'unreadable') : unsaved ? (draft ? 'changed' : 'never') : null
  return (
    <div className="draft-line">
      <p role="status">{[draft && t('is', { draft: nameOf(draft) }), more && t(more)].filter(Boolean).join(' ')}</p>
      {draft && (
        <p>
          {shown ? (
            <button type="button" className="link-button" onClick={() => mayGo() && start(null)}>
              {t('anew')}
            </button>
          ) : (
            <>
              {opens && (
                <button type="button" className="link-button" onClick={() => mayGo() && start(draft)}>
                  {t('open')}
                </button>
              )}
              <button type="button" className="link-button" onClick={() => confirm(t('sure')) && onDiscard()}>
                {t('discard')}
              </button>
            </>
          )}
        </p>
      )}
    </div>
  )
}
