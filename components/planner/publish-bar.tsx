'use client'

import { useLocale, useTranslations } from 'next-intl'
import { dayInWords } from '#lib/i18n/format.ts'
import { pick } from '#lib/i18n/locales.ts'
import { useNothingLeft } from './nothing-left.ts'
import type { Drafting } from './use-draft.ts'
import type { Planning } from './use-plan.ts'

/**
 * How many windows there are and how many are in the way; publishing waits until none is, and says for which. A draft is
 * kept at any time.
 */
export function PublishBar({
  planning,
  drafting,
  saving,
  publishing,
  told,
  seen,
  onSave,
  onPublish,
}: {
  planning: Planning
  drafting: Drafting
  saving: boolean
  publishing: boolean
  /** How many people are told; null until that was looked at. */
  told: number | null
  /** Somebody else was faster, and that was read. */
  seen: boolean
  onSave: () => void
  onPublish: () => void
}) {
  const t = useTranslations('planner.bar')
  const locale = useLocale()
  const { kept, blocked, settings, wrong, stale } = planning
  const count = kept.length
  const nothingLeft = useNothingLeft(planning)
  const titled = pick(settings.title, locale).text.trim()
  // What stands in the fields is what is published: a plan made for others waits for them.
  const why = wrong.length
    ? 'wrongFields'
    : stale
      ? 'stale'
      : count === 0
        ? 'noDays'
        : blocked.length
          ? 'waits'
          : titled
            ? null
            : 'noTitle'
  const shown = blocked.slice(0, 2)
  const isKept = drafting.shown && !drafting.unsaved
  return (
    <div className="send-bar publish-bar">
      <p id="publish-why">
        {count > 0 && <b>{t('count', { count, conflicts: blocked.length })} </b>}
        <span className="quiet">
          {why === 'waits'
            ? t.rich('waits', {
                count: blocked.length,
                links: () => (
                  <>
                    {shown.map((one, index) => (
                      <span key={one.id}>
                        {index > 0 && ', '}
                        <a href={`#row-${one.id}`}>{dayInWords(one.day, locale)}</a>
                      </span>
                    ))}
                    {blocked.length > shown.length && ` ${t('more', { count: blocked.length - shown.length })}`}
                  </>
                ),
              })
            : why === 'noDays'
              ? nothingLeft
              : t(why ?? 'reach')}
        </span>
      </p>
      <div className="bar-buttons">
        {(planning.proposal.windows.length > 0 || drafting.draft || drafting.unsaved) && (
          <button
            type="button"
            className="button"
            {...((isKept || saving) && { 'aria-disabled': true })}
            onClick={() => {
              if (!isKept && !saving) onSave()
            }}
          >
            {t(saving ? 'saving' : isKept ? 'saved' : seen ? 'saveSeen' : 'save')}
          </button>
        )}
        {count > 0 && (
          <button
            type="button"
            className="button main"
            aria-describedby="publish-why"
            {...((why || publishing) && { 'aria-disabled': true })}
            onClick={() => {
              if (!why && !publishing) onPublish()
            }}
          >
            {publishing
              ? t(told === null ? 'looking' : 'publishing')
              : told === null
                ? t('publish', { count })
                : t('publishTold', { count, told })}
          </button>
        )}
      </div>
    </div>
  )
}
