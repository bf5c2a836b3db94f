import { getTranslations } from 'next-intl/server'
import { PageHead } from '#components/ui/page-head.tsx'
import type { Locale } from '#lib/i18n/locales.ts'
import { inLanguage, paths } from '#lib/routes.ts'

/** What a link of a mail says when it leads to no subscription any more. */
export async function Gone({ locale }: { locale: Locale }) {
  const t = await getTranslations('site.subscription')
  return (
    <PageHead title={t('goneTitle')} lead={t('goneLead')}>
      <p className="mt-6">
        <a className="button main" href={inLanguage(locale, paths.subscribe)}>
          {t('again')}
        </a>
      </p>
    </PageHead>
  )
}
