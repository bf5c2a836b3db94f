'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { Icon } from '#components/ui/icon.tsx'
import { pick } from '#lib/i18n/locales.ts'
import type { Pin } from '#lib/planner/ground.ts'
import { inTheWay } from '#lib/planner/judge-plan.ts'
import { mayMove, type Proposed } from '#lib/planner/proposal.ts'
import { addDays } from '#lib/time.ts'
import { plainDay, shortDay } from './day-words.ts'
import { MoveButtons } from './move-buttons.tsx'
import { looks } from './objections.tsx'
import type { Planning } from './use-plan.ts'

const moves = [
  [-7, '−7'],
  [-1, '−1'],
  [1, '+1'],
  [7, '+7'],
] as const

/** A proposed window: whether it is published, its day, the days since the one before, what is against it, the moves. */
export function ProposedRow({
  window: { id, day, locked, dropped, found },
  since,
  planning,
}: {
  window: Proposed
  since: number | undefined
  planning: Planning
}) {
  const t = useTranslations('planner.list')
  const severities = useTranslations('planner.rules.severity')
  const locale = useLocale()
  const { act, proposal, judged, foreseen } = planning
  const own = judged.find((one) => one.id === id)
  const [worst] = own ? [...inTheWay(own.objections)].sort((one) => (one.severity === 'refused' ? -1 : 1)) : []
  const named = plainDay(day, locale)
  /** On a phone a window is one line until somebody wants to move it. */
  const [unfolded, setUnfolded] = useState(false)
  return (
    <>
      <tr id={`row-${id}`} className={dropped ? 'dropped' : worst ? 'blocked' : undefined}>
        <td className="keep">
          <input
            type="checkbox"
            aria-label={t('keepNamed', { day: named })}
            checked={!dropped}
            onChange={() => act({ type: dropped ? 'keep' : 'drop', id })}
          />
        </td>
        <th scope="row">
          <time dateTime={day}>{shortDay(day, locale)}</time>
        </th>
        <td className="since">{dropped ? '' : since}</td>
        <td className="notes">
          {dropped ? (
            t('dropped')
          ) : worst ? (
            <a href="#rules" className={`state ${looks[worst.severity].tone}`}>
              <Icon name={looks[worst.severity].icon} />
              {severities(worst.severity)}
            </a>
          ) : foreseen.get(id) ? (
            <a href={`#expected-${id}`} className="state is-freeze">
              <Icon name="freeze" />
              {t('foreseen')}
            </a>
          ) : found === null ? (
            t('added')
          ) : found === day ? null : (
            t('movedFrom', { day: shortDay(found, locale) })
          )}
        </td>
        <td className="moves">
          {!dropped && (
            <>
              <button
                type="button"
                className="button tiny unfold"
                aria-label={t('unfold', { day: named })}
                aria-expanded={unfolded}
                title={t('move')}
                onClick={() => setUnfolded(!unfolded)}
              >
                ±
              </button>
              <span className="step-buttons">
                {moves.map(([by, sign]) => (
                  <button
                    key={by}
                    type="button"
                    className="button tiny"
                    aria-label={t('moveNamed', { sign, count: Math.abs(by), day: named })}
                    {...(!mayMove(proposal, id, addDays(day, by)) && { 'aria-disabled': true })}
                    onClick={() => act({ type: 'move', id, day: addDays(day, by) })}
                  >
                    {sign}
                  </button>
                ))}
              </span>
              <button
                type="button"
                className="button tiny lock"
                aria-label={t('lockNamed', { day: named })}
                aria-pressed={locked}
                title={t('lock')}
                onClick={() => act({ type: locked ? 'unlock' : 'lock', id })}
              >
                <Lock closed={locked} />
              </button>
            </>
          )}
        </td>
      </tr>
      {own && worst && (
        <tr className="remedies">
          <td />
          <td colSpan={4}>
            <MoveButtons window={own} planning={planning} short />
          </td>
        </tr>
      )}
    </>
  )
}

/** What stays where it is, between the proposed ones. */
export function FixedRow({ pin, since }: { pin: Pin & { release: boolean }; since: number | undefined }) {
  const t = useTranslations('planner.list')
  const locale = useLocale()
  return (
    <tr className="fixed-row">
      <td className="keep" />
      <th scope="row">
        <time dateTime={pin.day}>{shortDay(pin.day, locale)}</time>
      </th>
      <td className="since">{since}</td>
      <td className="notes">
        <span className={`state ${pin.release ? 'is-ink' : 'is-maintenance'}`}>
          <Icon name={pin.release ? 'pin' : 'planned'} />
          {pin.release ? pick(pin.title, locale).text : t('published')}
        </span>
      </td>
      <td className="moves quiet">{t('fixed')}</td>
    </tr>
  )
}

function Lock({ closed }: { closed: boolean }) {
  return (
    <svg className="icon" viewBox="0 0 16 16" aria-hidden="true">
      <path
        d={closed ? 'M4.5 7V5a3.5 3.5 0 0 1 7 0v2' : 'M4.5 7V5a3.5 3.5 0 0 1 6.6-1.6'}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
      />
      <path d="M2.75 7h10.5v7H2.75z" fill={closed ? 'currentColor' : 'none'} stroke="currentColor" strokeWidth="1.5" />
    </svg>
  )
}
