import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { change, end } from '#app/[locale]/(portal)/subscription/actions.ts'
import { DeliveryMark } from '#components/notices/delivery-mark.tsx'
import { PageFrame } from '#components/portal/frame.tsx'
import { ChangeForm, EndForm } from '#components/subscribe/key-forms.tsx'
import { ClientMessages } from '#components/ui/client-messages.tsx'
import { DoneNote } from '#components/ui/done-note.tsx'
import { PageHead } from '#components/ui/page-head.tsx'
import { Section } from '#components/ui/section.tsx'
import { WithAside } from '#components/ui/with-aside.tsx'
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
        <PageHead title={t(member ? 'memberTitle' : 'goneTitle')} lead={t(member ? 'memberLead' : 'goneLead')}>
          <div className="mt-6">
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
        </PageHead>
      </PageFrame>
    )
  }
  const { subscriber, sent } = found
  const offered = frame.services.filter((service) => service.letter || subscriber.services.includes(service.id))
  return (
    <PageFrame {...shown}>
      <PageHead
        title={t('title', { email: subscriber.email })}
        lead={t('lead', { since: moment(subscriber.createdAt, zone, locale) })}
      />
      {one(query, 'done') === 'confirmed' && <DoneNote>{t('confirmed')}</DoneNote>}
      <WithAside
        aside={
          <>
            <Section id="leave" title={t('leaveTitle')}>
              <p className="note mb-3">{t('leave')}</p>
              <ClientMessages of={['site.subscription', 'reasons']}>
                <EndForm action={end} keyOf={key} member={false} />
              </ClientMessages>
            </Section>
            <Section id="lately" title={t('lately')}>
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
            </Section>
          </>
        }
      >
        <Section id="choices" title={t('choices')}>
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
        </Section>
      </WithAside>
    </PageFrame>
  )
}
