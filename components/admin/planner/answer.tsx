'use client'

import { useLocale, useTranslations } from 'next-intl'
import { Icon } from '#components/ui/icon.tsx'
import { fixedOn } from '#lib/planner/ground.ts'
import type { Plan } from '#lib/planner/rules.ts'
import { nightName } from './day-words.ts'
import { GapStrip } from './gap-strip.tsx'
import type { Planning } from './use-plan.ts'

/** The answer in a sentence, what one would get without a planner, and both as bars. */
export function Answer({ planning }: { planning: Planning }) {
  const t = useTranslations('planner.answer')
  const titles = useTranslations('planner')
  const locale = useLocale()
  const { plan, naive, settings, horizon, kept, ground, refused } = planning
  const { smallest, largest } = plan
  const count = plan.days.length
  const [night] = settings.nights.length === 1 ? settings.nights : []
  const compared =
    naive.smallest !== null && naive.largest !== null
      ? { count: naive.days.length, smallest: naive.smallest, largest: naive.largest }
      : null
  const gaps = ({ gaps }: Plan) => gaps.map(({ days }) => days).join(', ')
  const inside = fixedOn(ground).filter(({ day }) => day >= horizon.from && day < horizon.to)
  return (
    <section aria-labelledby="answer">
      <h2 id="answer" className="planner-answer">
        {smallest === null || largest === null
          ? t('single', { count })
          : smallest === largest
            ? t('even', { count, days: smallest })
            : t('apart', { count, smallest, largest })}
      </h2>
      {compared && (
        <p className="quiet">
          {night ? t('naiveNight', { ...compared, night: nightName(night, locale) }) : t('naiveDay', compared)}
        </p>
      )}
      {inside.length > 0 && kept.length > 0 && <p className="quiet">{t('fixed', { count: inside.length })}</p>}
      {!plan.monthlyKept && <p className="quiet">{t('twoAMonth')}</p>}
      {kept.length === 0 && !refused.length && (
        <p className="quiet">{t(horizon.candidates.length ? 'allPublished' : 'nothing')}</p>
      )}
      <svg width="0" height="0" aria-hidden="true" className="absolute">
        <pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <path d="M0 0v5" stroke="var(--freeze-mark)" strokeWidth="1.6" />
        </pattern>
        <pattern id="beyond" width="5" height="5" patternUnits="userSpaceOnUse">
          <path d="M1.5 0v5" stroke="var(--partial)" strokeWidth="3" />
        </pattern>
      </svg>
      <nav className="jumps" aria-label={t('jumps')}>
        {(['rules', 'proposed', 'calendar'] as const).map((place) => (
          <a key={place} href={`#${place}`}>
            {titles(`${place === 'proposed' ? 'list' : place}.title`)}
          </a>
        ))}
      </nav>
      <figure className="mt-6">
        <figcaption className="label">{t('strip')}</figcaption>
        <GapStrip plan={plan} planning={planning} label={t('stripLabel', { title: t('strip'), gaps: gaps(plan) })} />
      </figure>
      {compared && (
        <figure>
          <figcaption className="label">{t('naive')}</figcaption>
          <GapStrip
            plan={naive}
            planning={planning}
            compared
            label={t('stripLabel', { title: t('naive'), gaps: gaps(naive) })}
          />
        </figure>
      )}
      <ul className="strip-key" aria-label={t('key')}>
        <li>
          <i className="swatch" />
          {t('keyGap')}
        </li>
        {compared && smallest !== null && largest !== null && (
          <li>
            <i className="swatch outside" />
            {t('keyOutside', { smallest, largest })}
          </li>
        )}
        {inside.some(({ release }) => release) && (
          <li>
            <Icon name="pin" />
            {t('keyPin')}
          </li>
        )}
        {inside.some(({ release }) => !release) && (
          <li>
            <i className="swatch post" />
            {t('keyPublished')}
          </li>
        )}
        <li>
          <i className="swatch frozen" />
          {t('keyFreeze')}
        </li>
      </ul>
    </section>
  )
}
