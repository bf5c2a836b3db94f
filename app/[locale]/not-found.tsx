import { getLocale, getTranslations } from 'next-intl/server'
import { BareMasthead } from '#components/portal/bare-masthead.tsx'
import type { Locale } from '#lib/i18n/locales.ts'
import { inLanguage, paths } from '#lib/routes.ts'

/** For an address that leads nowhere, and for what is not the reader's: the same words, so that they tell nothing. */
export default async function NotFound() {
  const t = await getTranslations('site.notFound')
  const locale = (await getLocale()) as Locale
  return (
    <>
      <BareMasthead locale={locale} />
      <main id="main" className="page page-head max-w-3xl">
        <p className="serif text-7 text-ink-3">404</p>
        <h1>{t('title')}</h1>
        <p className="lead mt-3">{t('lead')}</p>
        <p className="mt-6 flex gap-4">
          <a href={inLanguage(locale, paths.status)}>{t('status')}</a>
          <a href={inLanguage(locale, paths.schedule)}>{t('schedule')}</a>
          <a href={inLanguage(locale, paths.history)}>{t('history')}</a>
        </p>
      </main>
    </>
  )
}
