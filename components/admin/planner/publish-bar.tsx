'use client'

import { useLocale, useTranslations } from 'next-intl'
import { dayInWords } from '#lib/i18n/format.ts'
import { pick } from '#lib/i18n/locales.ts'
import { useNothingLeft } from './nothing-left.ts'
import type { Planning } from './use-plan.ts'

/** How many windows there are and how many are in the way; publishing waits until none is, and says for which. */
export function PublishBar({
  planning,
  pending,
  onPublish,
}: {
  planning: Planning
  pending: boolean
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
  return (
    <div className="send-bar publish-bar">
      <p id="publish-why">
        <b>{t('count', { count, conflicts: blocked.length })}.</b>{' '}
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
      {count > 0 && (
        <button
          type="button"
          className="button main"
          aria-describedby="publish-why"
          {...((why || pending) && { 'aria-disabled': true })}
          onClick={() => {
            if (!why && !pending) onPublish()
          }}
        >
          {pending ? t('publishing') : t('publish', { count })}
        </button>
      )}
    </div>
  )
}
