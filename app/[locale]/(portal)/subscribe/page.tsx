import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { PageFrame } from '#components/portal/frame.tsx'
import { SubscribeForm } from '#components/subscribe/subscribe-form.tsx'
import { ClientMessages } from '#components/ui/client-messages.tsx'
import { Facts } from '#components/ui/facts.tsx'
import { PageHead } from '#components/ui/page-head.tsx'
import { Section } from '#components/ui/section.tsx'
import { WithAside } from '#components/ui/with-aside.tsx'
import { zoneCity } from '#lib/i18n/format.ts'
import { pick } from '#lib/i18n/locales.ts'
import type { LocalePage } from '#lib/i18n/page.ts'
import { allZones } from '#lib/i18n/zones.ts'
import { getFrame } from '#lib/portal/queries.ts'
import { all, askedZone, readPage } from '#lib/portal/reader.ts'
import { noticeKinds } from '#lib/records/notices.ts'
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
  const slugs = all(query, 'service')
  const asked = frame.services.filter((service) => slugs.includes(service.slug))
  const offered = frame.services.filter((service) => service.letter || asked.includes(service))
  const shown = { frame, locale, zone, now, query }
  return (
    <PageFrame {...shown} path={paths.subscribe} section="subscribe">
      <PageHead
        title={t('title')}
        lead={
          <>
            {t('lead')} <b>{t('noAccount')}</b>
          </>
        }
      />
      <WithAside
        aside={
          <>
            <Section id="known" title={t('knownTitle')}>
              <p className="text-3">{t('known')}</p>
            </Section>
            <Section id="without" title={t('withoutTitle')}>
              <Facts
                facts={[
                  {
                    key: 'calendar',
                    name: t('calendar'),
                    value: <a href={`/schedule.ics${locale === 'hi' ? '?lang=hi' : ''}`}>schedule.ics</a>,
                  },
                  {
                    key: 'page',
                    name: t('page'),
                    value: <a href={inLanguage(locale, paths.schedule)}>{t('schedule')}</a>,
                  },
                ]}
              />
            </Section>
          </>
        }
      >
        <div className="section">
          {asked.length < new Set(slugs).size && (
            <p className="note mb-3" role="status">
              {t('unknownService')}
            </p>
          )}
          <ClientMessages of={['site.subscribe', 'reasons']}>
            <SubscribeForm
              action={subscribe}
              services={offered.map((service) => ({ id: service.id, name: pick(service.name, locale).text }))}
              zones={allZones.map((one) => ({ zone: one, label: zoneCity(one, locale) }))}
              chosen={{
                everything: slugs.length === 0,
                services: asked.map((service) => service.id),
                kinds: [...noticeKinds],
                language: locale,
                timeZone: zone,
              }}
            />
          </ClientMessages>
        </div>
      </WithAside>
    </PageFrame>
  )
}
