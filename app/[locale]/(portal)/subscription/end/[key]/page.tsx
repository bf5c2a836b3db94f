import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { end } from '#app/[locale]/(portal)/subscription/actions.ts'
import { PageFrame } from '#components/portal/frame.tsx'
import { Gone } from '#components/subscribe/gone.tsx'
import { EndForm } from '#components/subscribe/key-forms.tsx'
import { ClientMessages } from '#components/ui/client-messages.tsx'
import { PageHead } from '#components/ui/page-head.tsx'
import type { LocalePage } from '#lib/i18n/page.ts'
import { getFrame } from '#lib/portal/queries.ts'
import { askedZone, idsIn, readPage } from '#lib/portal/reader.ts'
import { readableAddress } from '#lib/readable-address.ts'
import { inLanguage, leavePath, subscriptionPath } from '#lib/routes.ts'
import { getMemberMail, getSubscription } from '#lib/subscribers/queries.ts'

export const metadata: Metadata = { robots: { index: false }, referrer: 'no-referrer' }

/** Where "Unsubscribe" of every mail leads: one button that ends it, since programs open the links of every mail. */
export default async function LeavePage({ params, searchParams }: LocalePage<{ key: string }>) {
  const { locale, key } = await idsIn(params)
  const query = await searchParams
  const now = new Date()
  const t = await getTranslations('site.subscription')
  const frame = await readPage((tx) => getFrame(tx, now))
  const member = await getMemberMail(key)
  const found = member ?? (await getSubscription(key))?.subscriber
  const zone = askedZone(query) ?? found?.timeZone ?? frame.timeZone
  const shown = { frame, locale, zone, now, path: leavePath(key), query, section: 'subscribe' as const }
  if (!found)
    return (
      <PageFrame {...shown}>
        <Gone locale={locale} />
      </PageFrame>
    )
  return (
    <PageFrame {...shown}>
      <PageHead
        title={t('leaveHead', { email: readableAddress(found.email) })}
        lead={t(member ? 'leaveMemberLead' : 'leaveLead')}
      >
        <div className="mt-6 grid gap-6">
          <ClientMessages of={['site.subscription', 'reasons']}>
            <EndForm action={end} keyOf={key} member={member !== null} />
          </ClientMessages>
          <p>
            <a href={inLanguage(locale, subscriptionPath(key))}>{t('rather')}</a>
          </p>
        </div>
      </PageHead>
    </PageFrame>
  )
}
