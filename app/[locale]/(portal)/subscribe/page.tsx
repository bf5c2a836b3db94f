import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { PageFrame } from '#components/portal/frame.tsx'
import { SubscribeForm } from '#components/subscribe/subscribe-form.tsx'
import { ClientMessages } from '#components/ui/client-messages.tsx'
import { zoneCity, zoneName } from '#lib/i18n/format.ts'
import { pick } from '#lib/i18n/locales.ts'
import type { LocalePage } from '#lib/i18n/page.ts'
import { getFrame } from '#lib/portal/queries.ts'
import { askedZone, one, readPage } from '#lib/portal/reader.ts'
import { inLanguage, paths } from '#lib/routes.ts'
import { subscribe } from './actions.ts'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('site.subscribe')
  return { title: t('title'), description: t('lead') }
}

/** `/subscribe`: notices by mail, without an account. */
export default async function SubscribePage({ params, searchParams }: LocalePage) {
  const { locale } = await params
  const query = await searchParams
  const now = new Date()
  const t = await getTranslations('site.subscribe')
  const frame = await readPage((tx) => getFrame(tx, now))
  const zone = askedZone(query) ?? frame.timeZone
  const asked = frame.services.find((service) => service.slug === one(query, 'service'))
  const offered = frame.services.filter((service) => service.letter || service.id === asked?.id)
  return (
    <PageFrame
      frame={frame}
      locale={locale}
      zone={zone}
      now={now}
      path={paths.subscribe}
      query={query}
      section="subscribe"
    >
      <div className="page-head">
        <h1>{t('title')}</h1>
        <p className="lead mt-2">
          {t('lead')} <b>{t('noAccount')}</b>
        </p>
      </div>
      <div className="columns">
        <div className="section">
          <ClientMessages of={['site.subscribe', 'reasons']}>
            <SubscribeForm
              action={subscribe}
              services={offered.map((service) => ({ id: service.id, name: pick(service.name, locale).text }))}
              zones={[...new Set([zone, ...frame.zones])].map((one) => ({
                zone: one,
                label: `${zoneCity(one, locale)} (${zoneName(now, one)})`,
              }))}
              chosen={{
                everything: !asked,
                services: asked ? [asked.id] : [],
                kinds: ['windows', 'changes', 'incidents', 'freezes'],
                language: locale,
                timeZone: zone,
              }}
            />
          </ClientMessages>
        </div>
        <aside className="column">
          <section className="section" aria-labelledby="known">
            <div className="section-head">
              <h2 id="known">{t('knownTitle')}</h2>
            </div>
            <p className="text-3">{t('known')}</p>
          </section>
          <section className="section" aria-labelledby="without">
            <div className="section-head">
              <h2 id="without">{t('withoutTitle')}</h2>
            </div>
            <dl className="pairs">
              <div>
                <dt>{t('calendar')}</dt>
                <dd>
                  <a href={`/schedule.ics${locale === 'hi' ? '?lang=hi' : ''}`}>schedule.ics</a>
                </dd>
              </div>
              <div>
                <dt>{t('page')}</dt>
                <dd>
                  <a href={inLanguage(locale, paths.schedule)}>{t('schedule')}</a>
                </dd>
              </div>
            </dl>
          </section>
        </aside>
      </div>
    </PageFrame>
  )
}
