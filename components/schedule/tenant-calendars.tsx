import { getTranslations } from 'next-intl/server'
import { queryString } from '#components/portal/frame.tsx'
import { ClientMessages } from '#components/ui/client-messages.tsx'
import { makeKey } from '#lib/auth/links.ts'
import type { OwnFeed } from '#lib/feeds/queries.ts'
import { type Locale, pick } from '#lib/i18n/locales.ts'
import { tenantCalendarPath } from '#lib/routes.ts'
import { settings } from '#lib/settings.ts'
import { AddressField, inLanguageOf, toSubscribe } from './feed-box.tsx'
import { CopyButton, type FeedAction, FeedForm } from './feed-forms.tsx'

type Props = { feeds: OwnFeed[]; locale: Locale; open: FeedAction; end: FeedAction }

/** For members: the private calendar of each of their tenants, to make, to copy and to end. */
export async function TenantCalendars({ feeds, locale, open, end }: Props) {
  const t = await getTranslations('site.schedule.feed')
  if (!feeds.length) return null
  return (
    <ClientMessages of={['site.schedule.feed', 'reasons']}>
      {feeds.map(({ tenantId, slug, tenant, feedId }) => {
        const path = feedId && tenantCalendarPath(makeKey('calendar', feedId))
        const address = path && `${settings.baseUrl()}${path}${queryString(inLanguageOf(locale))}`
        return (
          <section key={tenantId} className="section feed mt-6" aria-labelledby={`feed-${slug}`}>
            <div>
              <h2 id={`feed-${slug}`} className="text-5 mb-1">
                {t('tenantTitle', { tenant: pick(tenant, locale).text })}
              </h2>
              <p className="note">{t(address ? 'tenantOpen' : 'tenantNote')}</p>
            </div>
            {address ? (
              <div>
                <div className="flex flex-wrap gap-2">
                  <a className="button main" href={toSubscribe(address)}>
                    {t('subscribe')}
                  </a>
                  <CopyButton text={address} />
                  <FeedForm key="end" action={end} id={feedId} label={t('tenantEnd')} />
                </div>
                <AddressField id={`feed-address-${slug}`} label={t('address')} address={address} />
              </div>
            ) : (
              <div className="flex flex-wrap gap-2">
                <FeedForm
                  key="open"
                  action={open}
                  id={tenantId}
                  label={t('tenantMake')}
                  leadsTo={`feed-address-${slug}`}
                  main
                />
              </div>
            )}
          </section>
        )
      })}
    </ClientMessages>
  )
}
