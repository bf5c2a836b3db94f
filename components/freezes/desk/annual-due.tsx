import { getTranslations } from 'next-intl/server'
import { DataTable } from '#components/ui/data-table.tsx'
import { Said } from '#components/ui/said.tsx'
import { Section } from '#components/ui/section.tsx'
import type { AnnualDue as Due } from '#lib/freezes/queries.ts'
import { daysInWords } from '#lib/i18n/format.ts'
import { type Locale, pick } from '#lib/i18n/locales.ts'
import { sourceInWords } from '#lib/i18n/source-words.ts'
import { inLanguage, paths } from '#lib/routes.ts'

/** Yearly freezes that the policies give and nobody has published: each leads to the form with its dates. */
export async function AnnualDue({ due, locale }: { due: Due[]; locale: Locale }) {
  const t = await getTranslations('admin.freezes')
  if (!due.length) return null
  return (
    <Section id="due" title={t('due.title')} aside={<p className="note">{t('due.note')}</p>} className="mb-10">
      <DataTable
        rows={due.map((one) => ({
          ...one,
          name: t('ofYear', { name: pick(one.rule.name, locale).text, year: String(one.year) }),
        }))}
        rowKey={({ service, rule, year }) => `${service.slug} ${rule.code} ${year}`}
        columns={[
          { head: t('freeze'), cell: ({ name }) => name },
          { head: t('service'), cell: ({ service }) => <Said text={service.name} locale={locale} /> },
          { head: t('days'), cell: ({ firstDay, lastDay }) => daysInWords(firstDay, lastDay, locale) },
          { head: t('due.rule'), cell: ({ rule }) => sourceInWords(rule.source, locale) },
          {
            head: t('due.publish'),
            hidden: true,
            cell: ({ service, rule, year, name }) => {
              const asked = new URLSearchParams({ service: service.slug, rule: rule.code, year: String(year) })
              return (
                <div className="md:text-right">
                  <a className="button small" href={`${inLanguage(locale, paths.adminFreezes)}/new?${asked}`}>
                    {t('due.publish')}
                    <span className="sr-only"> {name}</span>
                  </a>
                </div>
              )
            },
          },
        ]}
      />
    </Section>
  )
}
