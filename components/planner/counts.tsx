'use client'

import { useLocale, useTranslations } from 'next-intl'
import type { Plan } from '#lib/planner/rules.ts'
import type { Planning } from './use-plan.ts'

/** How even a few more or a few fewer windows would lie; one click takes a number. The number matters more than the days. */
export function Counts({ planning }: { planning: Planning }) {
  const t = useTranslations('planner.counts')
  const locale = useLocale()
  const { counts, horizon, settings, replan, fixed } = planning
  const columns = counts.map(({ count, plan }) => ({
    count,
    plan: 'reasons' in plan ? null : plan,
    /** How many stand there already, where that is more than the number. */
    standing:
      'reasons' in plan ? plan.reasons.find(({ code }) => code === 'more-pins-than-windows')?.facts?.pins : null,
  }))
  const published = fixed.filter(({ day, release }) => !release && horizon.pins.includes(day)).length
  const least = columns.map(({ standing }) => standing).find((standing) => typeof standing === 'number')
  const own = columns.find(({ count }) => count === horizon.count)?.plan
  const alike = own
    ? columns.filter(({ plan }) => plan?.smallest === own.smallest && plan?.largest === own.largest)
    : []
  const [few, many] = [alike[0]?.count, alike.at(-1)?.count]
  const days = (value: number | null) => (value === null ? '–' : String(value))
  const rows: [string, (plan: Plan) => string][] = [
    [t('smallest'), (plan) => days(plan.smallest)],
    [t('largest'), (plan) => days(plan.largest)],
    [t('uneven'), (plan) => `± ${tenths(unevenness(plan), locale)}`],
  ]
  // The column of the number that stands there says what the plan on the screen is, whoever moved what.
  const changed = planning.plan.days.length === horizon.count ? horizon.count : null
  const look = (count: number) => (count === horizon.count ? 'planned' : undefined)
  return (
    <section aria-labelledby="counts">
      <h2 id="counts" className="label mb-2">
        {t('title')}
      </h2>
      <table className="counts">
        <thead>
          <tr>
            <th scope="row">{t('windows')}</th>
            {columns.map(({ count, plan }) => (
              <th key={count} scope="col" className={look(count)}>
                {count === horizon.count || !plan ? (
                  count
                ) : (
                  <button
                    type="button"
                    className="button tiny"
                    aria-label={t('take', { count })}
                    onClick={() => replan({ ...settings, count: String(count), every: '' })}
                  >
                    {count}
                  </button>
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, figure], index) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {columns.map(({ count, plan, standing }) => (
                <td key={count} className={look(count)}>
                  {plan
                    ? figure(count === changed ? planning.plan : plan)
                    : index === 0 && !standing
                      ? t('noRoom')
                      : '–'}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="note mt-2">
        {typeof least === 'number' && (
          <>{t(least === published ? 'standPublished' : 'standFixed', { count: least })} </>
        )}
        {own && few && many && few < many && (
          <>{t('keeps', { few, many, smallest: own.smallest ?? 0, largest: own.largest ?? 0 })} </>
        )}
        {t('note')}
        {own?.gaps.some(({ given }) => given) && <> {t('given')}</>}
      </p>
    </section>
  )
}

/** Days that a gap is off the even rhythm, on average: the root of the mean square. */
const unevenness = ({ deviation, gaps }: Plan) => Math.sqrt(deviation / Math.max(1, gaps.length))

const tenths = (value: number, locale: 'en' | 'hi') =>
  new Intl.NumberFormat(locale === 'hi' ? 'hi-IN-u-nu-latn' : 'en-GB', {
    maximumFractionDigits: 1,
    minimumFractionDigits: 1,
  }).format(value)
