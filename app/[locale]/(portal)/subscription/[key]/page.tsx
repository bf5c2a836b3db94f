import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { change, end } from '#app/[locale]/(portal)/subscription/actions.ts'
import { DeliveryMark } from '#components/notices/delivery-mark.tsx'
import { PageFrame } from '#components/portal/frame.tsx'
import { ChangeForm, EndForm } from '#components/subscribe/key-forms.tsx'
import { ClientMessages } from '#components/ui/client-messages.tsx'
import { readKey } from '#lib/auth/links.ts'
import { dayMonth, moment, time, zoneCity, zoneName } from '#lib/i18n/format.ts'
import { pick } from '#lib/i18n/locales.ts'
import type { LocalePage } from '#lib/i18n/page.ts'
import type { Payload } from '#lib/notices/registry.ts'
import { wordNotice } from '#lib/notices/registry.ts'
import { getFrame } from '#lib/portal/queries.ts'
import { askedZone, one, readPage } from '#lib/portal/reader.ts'
import { inLanguage, paths, subscriptionPath } from '#lib/routes.ts'
import { getSubscription } from '#lib/subscribers/queries.ts'

export const metadata: Metadata = { robots: { index: false }, referrer: 'no-referrer' }

/** Where the links of every mail lead: change what one gets, or end it. Whoever holds the key reads that mail. */
export default async function SubscriptionPage({ params, searchParams }: LocalePage<{ key: string }>) {
  const { locale, key } = await params
  const query = await searchParams
  const now = new Date()
  const t = await getTranslations('site.subscription')
  const frame = await readPage((tx) => getFrame(tx, now))
  const member = readKey('membership', key) !== null
  const found = member ? null : await getSubscription(key)
  const zone = askedZone(query) ?? found?.subscriber.timeZone ?? frame.timeZone
  const shown = { frame, locale, zone, now, path: subscriptionPath(key), query, section: 'subscribe' as const }

  if (!found) {
    return (
      <PageFrame {...shown}>
        <div className="page-head max-w-2xl">
          <h1>{t(member ? 'memberTitle' : 'goneTitle')}</h1>
          <p className="lead mt-3 mb-6">{t(member ? 'memberLead' : 'goneLead')}</p>
          {member ? (
            <ClientMessages of={['site.subscription', 'reasons']}>
              <EndForm action={end} keyOf={key} member />
            </ClientMessages>
          ) : (
            <p>
              <a className="button main" href={inLanguage(locale, paths.subscribe)}>
                {t('again')}
              </a>
            </p>
          )}
        </div>
      </PageFrame>
    )
  }
  const { subscriber, sent } = found
  const offered = frame.services.filter((service) => service.letter || subscriber.services.includes(service.id))
  return (
    <PageFrame {...shown}>
      <div className="page-head">
        <h1>{t('title', { email: subscriber.email })}</h1>
        <p className="lead mt-2">{t('lead', { since: moment(subscriber.createdAt, zone, locale) })}</p>
      </div>
      {one(query, 'done') === 'confirmed' && (
        <p className="done-note" role="status">
          {t('confirmed')}
        </p>
      )}
      <div className="columns">
        <div className="column">
          <section className="section" aria-labelledby="choices">
            <div className="section-head">
              <h2 id="choices">{t('choices')}</h2>
            </div>
            <ClientMessages of={['site.subscription', 'site.subscribe', 'reasons']}>
              <ChangeForm
                action={change}
                keyOf={key}
                chosen={subscriber}
                services={offered.map((service) => ({ id: service.id, name: pick(service.name, locale).text }))}
                zones={[...new Set([subscriber.timeZone, ...frame.zones])].map((one) => ({
                  zone: one,
                  label: `${zoneCity(one, locale)} (${zoneName(now, one)})`,
                }))}
              />
            </ClientMessages>
          </section>
        </div>
        <aside className="column">
          <section className="section" aria-labelledby="leave">
            <div className="section-head">
              <h2 id="leave">{t('leaveTitle')}</h2>
            </div>
            <p className="note mb-3">{t('leave')}</p>
            <ClientMessages of={['site.subscription', 'reasons']}>
              <EndForm action={end} keyOf={key} member={false} />
            </ClientMessages>
          </section>
          <section className="section" aria-labelledby="lately">
            <div className="section-head">
              <h2 id="lately">{t('lately')}</h2>
            </div>
            {sent.length === 0 && <p className="note">{t('nothingSent')}</p>}
            <ol className="rows">
              {sent.map((mail) => (
                <li key={`${mail.event} ${mail.created.toISOString()}`} className="py-2 text-3">
                  <p>{wordNotice(mail.payload as Payload, locale, zone, pick(frame.name, locale).text).subject}</p>
                  <p className="note flex justify-between gap-4">
                    <span>
                      {dayMonth(mail.at ?? mail.created, zone, locale)}, {time(mail.at ?? mail.created, zone)}
                    </span>
                    <DeliveryMark state={mail.state} />
                  </p>
                </li>
              ))}
            </ol>
          </section>
        </aside>
      </div>
    </PageFrame>
  )
}
