'use client'

import { useLocale, useTranslations } from 'next-intl'
import { Conflict } from '#components/forms/conflict.tsx'
import type { ForeignChange } from '#lib/errors.ts'
import { shortDay } from './day-words.ts'
import { useDraftName } from './draft-line.tsx'
import { canOpen, type Drafting } from './use-draft.ts'
import type { Planning } from './use-plan.ts'

/** Who saved, discarded or published the draft meanwhile, and the days that only one of the two plans has. */
export function OtherDraft({
  changes,
  stamp,
  planning,
  drafting: { draft, start },
  onOpened,
}: {
  changes: ForeignChange[]
  stamp: number
  planning: Planning
  drafting: Drafting
  onOpened: () => void
}) {
  const t = useTranslations('planner.draft')
  const locale = useLocale()
  const nameOf = useDraftName(planning)
  const mine = planning.kept.map(({ day }) => day)
  const theirs = draft?.plan?.windows.filter(({ dropped }) => !dropped).map(({ day }) => day) ?? []
  const days = (all: string[], without: string[]) =>
    all
      .filter((day) => !without.includes(day))
      .map((day) => `${shortDay(day, locale)} ${day.slice(0, 4)}`)
      .join(', ')
  const [onlyTheirs, onlyMine] = [days(theirs, mine), days(mine, theirs)]
  return (
    <Conflict
      changes={changes.map((change) => ({ ...change, before: null, after: null }))}
      zone={planning.ground.zone}
      stamp={stamp}
      kept={t(canOpen(draft) ? 'yoursStays' : 'yoursStaysAlone')}
    >
      {draft?.plan && (
        <>
          {onlyTheirs && <p className="mt-2">{t('onlyTheirs', { days: onlyTheirs })}</p>}
          {onlyMine && <p className="mt-2">{t('onlyYours', { days: onlyMine })}</p>}
          {!onlyTheirs && !onlyMine && <p className="mt-2">{t('sameDays')}</p>}
          <p className="mt-2">
            <button
              type="button"
              className="button small"
              onClick={() => {
                start(draft)
                onOpened()
              }}
            >
              {t('openInstead', { draft: nameOf(draft) })}
            </button>
          </p>
        </>
      )}
    </Conflict>
  )
}
