import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { queryString } from '#components/portal/frame.tsx'
import type { Locale } from '#lib/i18n/locales.ts'
import { settings } from '#lib/settings.ts'

type Pairs = [string, string][]
type Props = { locale: Locale; chosen: Pairs; children?: ReactNode }

/** The feeds that follow the page's filter: to subscribe to, to download, to copy. Private ones stand below. */
export async function FeedBox({ locale, chosen, children }: Props) {
  const t = await getTranslations('site.schedule.feed')
  const asked = queryString([...chosen.filter(([name]) => name !== 'kind'), ...inLanguageOf(locale)])
  const address = `${settings.baseUrl()}/schedule.ics${asked}`
  return (
    <div className="feeds no-print">
      <section className="section feed" aria-labelledby="feed">
        <div>
          <h2 id="feed" className="text-5 mb-1">
            {t('title')}
          </h2>
          <p className="note">{t('note')}</p>
        </div>
        <div>
          <p className="flex flex-wrap gap-2">
            <a className="button main" href={toSubscribe(address)}>
              {t('subscribe')}
            </a>
            <a className="button" href={`/schedule.ics${asked}`} download>
              {t('download')}
            </a>
            <a className="button" href={`/schedule.csv${asked}`} download>
              {t('table')}
            </a>
          </p>
          <AddressField id="feed-address" label={t('address')} address={address} />
        </div>
      </section>
      {children}
    </div>
  )
}

/** An address to select and copy. */
export function AddressField({ id, label, address }: { id: string; label: string; address: string }) {
  return (
    <p className="mt-2">
      <label className="sr-only" htmlFor={id}>
        {label}
      </label>
      <input id={id} type="text" readOnly value={address} />
    </p>
  )
}

/** Feeds have no prefix of a language: they are told. */
export const inLanguageOf = (locale: Locale): Pairs => (locale === 'hi' ? [['lang', 'hi']] : [])
/** The same address for a calendar program. */
export const toSubscribe = (address: string) => address.replace(/^https?:/, 'webcal:')
