import { getTranslations } from 'next-intl/server'
import { Section } from '#components/ui/section.tsx'
import { monthName } from '#lib/i18n/format.ts'
import type { Locale } from '#lib/i18n/locales.ts'
import { startOfDay } from '#lib/time.ts'

/** All months that have something, by year, each with how much. */
export async function MonthIndex({
  months,
  current,
  href,
  locale,
  zone,
}: {
  months: { month: string; count: number }[]
  current: string
  href: (month: string) => string
  locale: Locale
  zone: string
}) {
  const t = await getTranslations('site.history')
  const name = (month: string, length?: 'short') => monthName(startOfDay(`${month}-01`, zone), zone, locale, length)
  return (
    <Section id="all-months" title={t('allMonths')}>
      {months.length === 0 && <p className="note">{t('nothingYet')}</p>}
      {[...Map.groupBy(months, ({ month }) => month.slice(0, 4))].map(([year, ofYear]) => (
        <div key={year} className="border-t border-rule py-2 first-of-type:border-ink">
          <h3 className="label">{year}</h3>
          <ul className="flex flex-wrap gap-x-4 gap-y-1 text-3">
            {ofYear.map(({ month, count }) => (
              <li key={month}>
                <a
                  className="inline-block py-1"
                  href={href(month)}
                  {...(current.startsWith(month) && { 'aria-current': 'page' as const })}
                >
                  <span aria-hidden="true">
                    {name(month, 'short')} <span className="note">{count}</span>
                  </span>
                  <span className="sr-only">{t('monthLink', { month: `${name(month)} ${year}`, count })}</span>
                </a>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </Section>
  )
}
