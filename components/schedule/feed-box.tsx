import { getTranslations } from 'next-intl/server'
import { queryString } from '#components/portal/frame.tsx'
import type { Locale } from '#lib/i18n/locales.ts'
import { settings } from '#lib/settings.ts'

/** The calendar feed that follows the page's filter: to subscribe to, to download, to copy. */
export async function FeedBox({ locale, chosen }: { locale: Locale; chosen: [string, string][] }) {
  const t = await getTranslations('site.schedule.feed')
  const path = `/schedule.ics${queryString([...chosen.filter(([name]) => name !== 'kind'), ...(locale === 'hi' ? [['lang', 'hi'] as [string, string]] : [])])}`
  const address = settings.baseUrl() + path
  return (
    <section className="section feed mt-10 no-print" aria-labelledby="feed">
      <div>
        <h2 id="feed" className="text-5 mb-1">
          {t('title')}
        </h2>
        <p className="note">{t('note')}</p>
      </div>
      <div>
        <p className="flex flex-wrap gap-2">
          <a className="button main" href={address.replace(/^https?:/, 'webcal:')}>
            {t('subscribe')}
          </a>
          <a className="button" href={path} download>
            {t('download')}
          </a>
        </p>
        <p className="mt-2">
          <label className="sr-only" htmlFor="feed-address">
            {t('address')}
          </label>
          <input id="feed-address" type="text" readOnly value={address} />
        </p>
      </div>
    </section>
  )
}
