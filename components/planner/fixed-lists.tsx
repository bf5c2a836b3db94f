'use client'

import { useLocale, useTranslations } from 'next-intl'
import { Icon } from '#components/ui/icon.tsx'
import { pick } from '#lib/i18n/locales.ts'
import { fixedOn, foreseenOn } from '#lib/planner/ground.ts'
import { freezesHolding } from '#lib/rules/freezes.ts'
import { addDays, dayOf, startOfDay } from '#lib/time.ts'
import { plainDay, shortDay } from './day-words.ts'
import type { Planning } from './use-plan.ts'

/** What the plan goes around: days that are fixed, and freezes, published or only expected. */
export function FixedLists({ planning: { ground, horizon } }: { planning: Planning }) {
  const t = useTranslations('planner.settings')
  const locale = useLocale()
  const inside = fixedOn(ground).filter(({ day }) => day >= horizon.from && day < horizon.to)
  const releases = inside.filter(({ release }) => release)
  const windows = inside.filter(({ release }) => !release)
  const { zone, environmentId } = ground
  const span = { startsAt: startOfDay(horizon.from, zone), endsAt: startOfDay(horizon.to, zone) }
  const avoided = [
    ...freezesHolding(ground.freezes, { ...span, environmentId }).map(({ title, startsAt, endsAt }) => ({
      ...{ title, published: true, firstDay: dayOf(startsAt, zone) },
      lastDay: addDays(dayOf(endsAt, zone), -1),
    })),
    ...foreseenOn(ground.foreseen, span).map((one) => ({ ...one, published: false })),
  ].sort((one, other) => (one.firstDay < other.firstDay ? -1 : 1))
  const day = ({ day, title }: (typeof inside)[number], icon: 'pin' | 'planned') => (
    <li key={`${day} ${icon}`}>
      <Icon name={icon} className={icon === 'pin' ? '' : 'is-maintenance'} />
      <span>
        {shortDay(day, locale)} {day.slice(0, 4)}
        <small>{pick(title, locale).text}</small>
      </span>
    </li>
  )
  return (
    <>
      <section aria-labelledby="pinned">
        <h2 id="pinned" className="label">
          {t('pinned')}
        </h2>
        {inside.length === 0 && <p className="note mt-1">{t('nothingPinned')}</p>}
        <ul className="fixed-list">{releases.map((one) => day(one, 'pin'))}</ul>
        {windows.length > 0 && (
          <details className="fixed-more">
            <summary>{t('published', { count: windows.length })}</summary>
            <ul className="fixed-list">{windows.map((one) => day(one, 'planned'))}</ul>
          </details>
        )}
      </section>
      <section aria-labelledby="avoided">
        <h2 id="avoided" className="label">
          {t('avoided')}
        </h2>
        {avoided.length === 0 && <p className="note mt-1">{t('nothingAvoided')}</p>}
        <ul className="fixed-list">
          {avoided.map(({ title, firstDay, lastDay, published }) => (
            <li key={`${firstDay} ${title.en ?? title.hi}`}>
              <Icon name="freeze" className="is-freeze" />
              <span>
                {pick(title, locale).text}
                <small>
                  {t('range', { from: plainDay(firstDay, locale), until: plainDay(lastDay, locale) })}
                  {!published && <b>, {t('notPublished')}</b>}
                </small>
              </span>
            </li>
          ))}
        </ul>
      </section>
    </>
  )
}
