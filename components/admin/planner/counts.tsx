'use client'

import { useLocale, useTranslations } from 'next-intl'
import type { Planning } from './use-plan.ts'

/** How even a few more or a few fewer windows would lie; one click takes a number. The number matters more than the days. */
export function Counts({ planning }: { planning: Planning }) {
  const t = useTranslations('planner.counts')
  const locale = useLocale()
  const { counts, horizon, settings, replan } = planning
  const own = counts.find(({ count }) => count === horizon.count)?.plan
  const alike =
    own && !('reasons' in own)
      ? counts.filter(
          ({ plan }) => !('reasons' in plan) && plan.smallest === own.smallest && plan.largest === own.largest,
        )
      : []
  const [few, many] = [alike[0]?.count, alike.at(-1)?.count]
  return (
    <section className="section" aria-labelledby="counts">
      <div className="section-head">
        <h2 id="counts">{t('title')}</h2>
        {own && !('reasons' in own) && few && many && few < many && (
          <p className="note">{t('keeps', { few, many, smallest: own.smallest ?? 0, largest: own.largest ?? 0 })}</p>
        )}
      </div>
      <table className="counts">
        <thead>
          <tr>
            <th scope="col">{t('windows')}</th>
            <th scope="col">{t('smallest')}</th>
            <th scope="col">{t('largest')}</th>
            <th scope="col">{t('uneven')}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {counts.map(({ count, plan }) => (
            <tr key={count} className={count === horizon.count ? 'own' : undefined}>
              <th scope="row">{count}</th>
              {'reasons' in plan ? (
                <td colSpan={3} className="quiet">
                  {t('noRoom')}
                </td>
              ) : (
                <>
                  <td>{plan.smallest === null ? '–' : t('days', { days: plan.smallest })}</td>
                  <td>{plan.largest === null ? '–' : t('days', { days: plan.largest })}</td>
                  <td>
                    {t('offset', {
                      days: new Intl.NumberFormat(locale === 'hi' ? 'hi-IN-u-nu-latn' : 'en-GB', {
                        maximumFractionDigits: 1,
                        minimumFractionDigits: 1,
                      }).format(Math.sqrt(plan.deviation / Math.max(1, plan.gaps.length))),
                    })}
                  </td>
                </>
              )}
              <td className="take">
                {count === horizon.count ? (
                  <b>{t('taken')}</b>
                ) : (
                  !('reasons' in plan) && (
                    <button type="button" className="button tiny" onClick={() => replan({ ...settings, count })}>
                      {t('take', { count })}
                    </button>
                  )
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="note mt-2">{t('note')}</p>
    </section>
  )
}
