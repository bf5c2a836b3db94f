'use client'

import { useLocale, useTranslations } from 'next-intl'
import { Icon } from '#components/ui/icon.tsx'
import { fixedOn } from '#lib/planner/ground.ts'
import { reachOf } from '#lib/planner/horizon.ts'
import type { Plan } from '#lib/planner/rules.ts'
import { nightName } from './day-words.ts'
import { GapStrip } from './gap-strip.tsx'
import { useNothingLeft } from './nothing-left.ts'
import type { Planning } from './use-plan.ts'

/** The answer in a sentence, what one would get without a planner, and both as bars. */
export function Answer({ planning }: { planning: Planning }) {
  const t = useTranslations('planner.answer')
  const titles = useTranslations('planner')
  const locale = useLocale()
  const { plan, ideal, naive, settings, horizon, kept, ground, refused, stale, proposal } = planning
  const reach = reachOf(plan.gaps)
  const { smallest, largest } = plan
  const count = plan.days.length
  const [night] = settings.nights.length === 1 ? settings.nights : []
  const ofNaive = reachOf(naive.gaps)
  const compared = naive.smallest !== null && ofNaive ? { count: naive.days.length, ...ofNaive } : null
  const even = reachOf(ideal.gaps)
  const gaps = ({ gaps }: Plan) => gaps.map(({ days }) => days).join(', ')
  const inside = fixedOn(ground).filter(({ day }) => day >= horizon.from && day < horizon.to)
  // What is given is not the planner's doing: its own gaps are told apart from it.
  const differ = reach &&
    smallest !== null &&
    largest !== null &&
    (smallest !== reach.smallest || largest !== reach.largest) && { smallest, largest }
  const nothingLeft = useNothingLeft(planning)
  return (
    <section aria-labelledby="answer">
      <h2 id="answer" className="planner-answer">
        {!reach
          ? t('single', { count })
          : reach.smallest === reach.largest
            ? t('even', { count, days: reach.smallest })
            : t('apart', { count, ...reach })}
      </h2>
      {compared && (
        <p className="quiet">
          {night ? t('naiveNight', { ...compared, night: nightName(night, locale) }) : t('naiveDay', compared)}
        </p>
      )}
      {inside.length > 0 && kept.length > 0 && (
        <p className="quiet">
          {t('fixed', { count: inside.length })}
          {differ && ` ${t(smallest === largest ? 'ownEven' : 'own', differ)}`}
        </p>
      )}
      {!plan.monthlyKept && !stale && <p className="quiet">{t('twoAMonth')}</p>}
      {proposal.windows.length === 0 && !refused.length && (
        <p className="quiet">
          {horizon.pins.length && horizon.pins.length >= horizon.count
            ? `${nothingLeft} ${t('askMore')}`
            : t('nothing')}
        </p>
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
          <i className="strip-swatch" />
          {t('keyGap')}
        </li>
        {plan.gaps.some(({ given }) => given) && (
          <li>
            <i className="strip-swatch given" />
            {t('keyGiven')}
          </li>
        )}
        {even && (
          <li>
            <i className="strip-swatch outside" />
            {even.smallest === even.largest ? t('keyOther', { days: even.smallest }) : t('keyOutside', even)}
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
            <i className="strip-swatch strip-post" />
            {t('keyPublished')}
          </li>
        )}
        <li>
          <i className="strip-swatch strip-frozen" />
          {t('keyFreeze')}
        </li>
      </ul>
    </section>
  )
}
