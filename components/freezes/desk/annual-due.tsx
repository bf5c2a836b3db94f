import { getTranslations } from 'next-intl/server'
import { Said } from '#components/ui/said.tsx'
import type { AnnualDue as Due } from '#lib/freezes/queries.ts'
import { daysInWords } from '#lib/i18n/format.ts'
import { type Locale, pick } from '#lib/i18n/locales.ts'
import { inLanguage, paths } from '#lib/routes.ts'

/** Yearly freezes that the policies give and nobody has published: each leads to the form with its dates. */
export async function AnnualDue({ due, locale }: { due: Due[]; locale: Locale }) {
  const t = await getTranslations('admin.freezes')
  if (!due.length) return null
  return (
    <section className="section mb-10" aria-labelledby="due">
      <div className="section-head">
        <h2 id="due">{t('due.title')}</h2>
        <p className="note">{t('due.note')}</p>
      </div>
      <table className="table cards">
        <thead>
          <tr>
            <th scope="col">{t('freeze')}</th>
            <th scope="col">{t('service')}</th>
            <th scope="col">{t('days')}</th>
            <th scope="col">{t('due.rule')}</th>
            <th scope="col">
              <span className="sr-only">{t('due.publish')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {due.map(({ service, rule, year, firstDay, lastDay }) => {
            const name = t('ofYear', { name: pick(rule.name, locale).text, year: String(year) })
            const asked = new URLSearchParams({ service: service.slug, rule: rule.code, year: String(year) })
            return (
              <tr key={`${service.slug} ${rule.code} ${year}`}>
                <th scope="row">{name}</th>
                <td data-label={t('service')}>
                  <Said text={service.name} locale={locale} />
                </td>
                <td data-label={t('days')}>{daysInWords(firstDay, lastDay, locale)}</td>
                <td data-label={t('due.rule')}>{rule.source}</td>
                <td className="md:text-right">
                  <a className="button small" href={`${inLanguage(locale, paths.adminFreezes)}/new?${asked}`}>
                    {t('due.publish')}
                    <span className="sr-only"> {name}</span>
                  </a>
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}
