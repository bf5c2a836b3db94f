import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { change, changeMember } from '#app/[locale]/(portal)/subscription/actions.ts'
import { DeliveryMark } from '#components/notices/delivery-mark.tsx'
import { PageFrame } from '#components/portal/frame.tsx'
import { Gone } from '#components/subscribe/gone.tsx'
import { ChangeForm, MemberForm } from '#components/subscribe/key-forms.tsx'
import { ClientMessages } from '#components/ui/client-messages.tsx'
import { DoneNote } from '#components/ui/done-note.tsx'
import { PageHead } from '#components/ui/page-head.tsx'
import { Section } from '#components/ui/section.tsx'
import { WithAside } from '#components/ui/with-aside.tsx'
import { dayMonth, moment, time, zoneCity } from '#lib/i18n/format.ts'
import { pick } from '#lib/i18n/locales.ts'
import type { LocalePage } from '#lib/i18n/page.ts'
import { allZones } from '#lib/i18n/zones.ts'
import type { Payload } from '#lib/notices/registry.ts'
import { wordNotice } from '#lib/notices/registry.ts'
import { getFrame } from '#lib/portal/queries.ts'
import { askedZone, idsIn, one, readPage } from '#lib/portal/reader.ts'
import { readableAddress } from '#lib/readable-address.ts'
import { inLanguage, leavePath, subscriptionPath } from '#lib/routes.ts'
import { getMemberMail, getSubscription } from '#lib/subscribers/queries.ts'

export const metadata: Metadata = { robots: { index: false }, referrer: 'no-referrer' }

/** Where the links of every mail lead: change what one gets, or end it. Whoever holds the key reads that mail. */
export default async function SubscriptionPage({ params, searchParams }: LocalePage<{ key: string }>) {
  const { locale, key } = await idsIn(params)
  const query = await searchParams
  const now = new Date()
  const t = await getTranslations('site.subscription')
  const frame = await readPage((tx) => getFrame(tx, now))
  const member = await getMemberMail(key)
  const found = member ? null : await getSubscription(key)
  const zone = askedZone(query) ?? (member ?? found?.subscriber)?.timeZone ?? frame.timeZone
  const shown = { frame, locale, zone, now, path: subscriptionPath(key), query, section: 'subscribe' as const }
  const zones = allZones.map((one) => ({ zone: one, label: zoneCity(one, locale) }))

  if (member)
    return (
      <PageFrame {...shown}>
        <PageHead title={t('memberChangeTitle', { email: readableAddress(member.email) })} lead={t('memberLead')} />
        <div className="section max-w-2xl">
          <ClientMessages of={['site.subscription', 'site.subscribe', 'reasons']}>
            <MemberForm action={changeMember} keyOf={key} zones={zones} chosen={member} />
          </ClientMessages>
        </div>
      </PageFrame>
    )
  if (!found)
    return (
      <PageFrame {...shown}>
        <Gone locale={locale} />
      </PageFrame>
    )
  const { subscriber, sent } = found
  const offered = frame.services.filter((service) => service.letter || subscriber.services.includes(service.id))
  const gone = subscriber.services.filter((id) => !offered.some((service) => service.id === id)).length
  return (
    <PageFrame {...shown}>
      <PageHead
        title={t('title', { email: readableAddress(subscriber.email) })}
        lead={t('lead', { since: moment(subscriber.createdAt, zone, locale) })}
      />
      {one(query, 'done') === 'confirmed' && <DoneNote>{t('confirmed')}</DoneNote>}
      <WithAside
        aside={
          <>
            <Section id="leave" title={t('leaveTitle')}>
              <p className="note mb-3">{t('leave')}</p>
              <p>
                <a href={inLanguage(locale, leavePath(key))}>{t('toLeave')}</a>
              </p>
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
          {gone > 0 && <p className="note mb-3">{t('gone', { count: gone })}</p>}
          <ClientMessages of={['site.subscription', 'site.subscribe', 'reasons']}>
            <ChangeForm
              action={change}
              keyOf={key}
              chosen={subscriber}
              services={offered.map((service) => ({ id: service.id, name: pick(service.name, locale).text }))}
              zones={zones}
            />
          </ClientMessages>
        </Section>
      </WithAside>
    </PageFrame>
  )
}
