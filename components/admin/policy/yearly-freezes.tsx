import { getTranslations } from 'next-intl/server'
import { Said } from '#components/ui/said.tsx'
import { dayMonth } from '#lib/i18n/format.ts'
import type { Locale } from '#lib/i18n/locales.ts'
import { inLanguage, paths } from '#lib/paths.ts'
import type { Policy } from '#lib/policies/policy.ts'

/** The freezes that come every year by the policy; each year's dates are published as freezes. */
export async function YearlyFreezes({ freezes, locale }: { freezes: Policy['annualFreezes']; locale: Locale }) {
  const t = await getTranslations('admin.policies')
  const said = (monthDay: string) => dayMonth(new Date(`2027-${monthDay}T12:00Z`), 'UTC', locale)
  return (
    <div>
      {freezes.length === 0 && <p className="note">{t('noFreezes')}</p>}
      <ul className="rows">
        {freezes.map(({ code, name, exceptions, from, to, source }) => (
          <li key={code} className="py-2 text-3">
            <b>
              <Said text={name} locale={locale} />
            </b>
            , {said(from)} – {said(to)}
            <span className="note block">
              <Said text={exceptions} locale={locale} /> {t('from', { source })}
            </span>
          </li>
        ))}
      </ul>
      <p className="note mt-2">
        <a href={inLanguage(locale, paths.adminFreezes)}>{t('toFreezes')}</a>
      </p>
    </div>
  )
}
