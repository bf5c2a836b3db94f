import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { confirm } from '#app/[locale]/(portal)/subscription/actions.ts'
import { PageFrame } from '#components/portal/frame.tsx'
import { ConfirmForm } from '#components/subscribe/key-forms.tsx'
import { ClientMessages } from '#components/ui/client-messages.tsx'
import { PageHead } from '#components/ui/page-head.tsx'
import { readKey } from '#lib/auth/links.ts'
import type { LocalePage } from '#lib/i18n/page.ts'
import { getFrame } from '#lib/portal/queries.ts'
import { askedZone, idsIn, readPage } from '#lib/portal/reader.ts'
import { confirmPath, inLanguage, paths } from '#lib/routes.ts'

export const metadata: Metadata = { robots: { index: false }, referrer: 'no-referrer' }

/**
 * Where the link of a confirmation mail leads. A button confirms: programs that open the links of every mail would
 * otherwise confirm what nobody read.
 */
export default async function ConfirmPage({ params, searchParams }: LocalePage<{ key: string }>) {
  const { locale, key } = await idsIn(params)
  const query = await searchParams
  const now = new Date()
  const t = await getTranslations('site.subscription')
  const frame = await readPage((tx) => getFrame(tx, now))
  const valid = readKey('confirm', key, now) !== null
  return (
    <PageFrame
      frame={frame}
      locale={locale}
      zone={askedZone(query) ?? frame.timeZone}
      now={now}
      path={confirmPath(key)}
      query={query}
      section="subscribe"
    >
      <PageHead title={t(valid ? 'confirmTitle' : 'voidTitle')} lead={t(valid ? 'confirmLead' : 'voidLead')}>
        <div className="mt-6">
          {valid ? (
            <ClientMessages of={['site.subscription', 'reasons']}>
              <ConfirmForm action={confirm} keyOf={key} locale={locale} />
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
