import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { SignInForm } from '#components/auth/sign-in-form.tsx'
import { BareMasthead } from '#components/portal/bare-masthead.tsx'
import { ClientMessages } from '#components/ui/client-messages.tsx'
import { isDesk, landing } from '#lib/auth/landing.ts'
import { viewer } from '#lib/auth/viewer.ts'
import type { LocalePage } from '#lib/i18n/page.ts'
import { ownAddress } from '#lib/own-address.ts'
import { one } from '#lib/portal/reader.ts'
import { isStaff } from '#lib/records/rights.ts'
import { inLanguage, paths } from '#lib/routes.ts'
import { signInAction } from './actions.ts'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('admin.signIn')
  return { title: t('title'), robots: { index: false } }
}

/** Sign-in of staff, providers and members. */
export default async function SignInPage({ params, searchParams }: LocalePage) {
  const { locale } = await params
  const t = await getTranslations('admin.signIn')
  const person = await viewer()
  const wanted = ownAddress(one(await searchParams, 'to'))
  // Somebody without a desk who asks for it is told so; leading them anywhere else would be no answer.
  const noDesk = person && !isStaff(person.roles) && wanted !== null && isDesk(wanted)
  if (person && !noDesk) redirect(landing(person.roles, wanted, locale))
  return (
    <>
      <BareMasthead locale={locale}>
        <div className="tools ml-auto">
          <a href={inLanguage(locale === 'en' ? 'hi' : 'en', paths.signIn)} lang={locale === 'en' ? 'hi' : 'en'}>
            {locale === 'en' ? 'हिन्दी' : 'English'}
          </a>
        </div>
      </BareMasthead>
      <main id="main" className="page">
        <div className="page-head max-w-md">
          <h1>{t(noDesk ? 'staffOnly' : 'title')}</h1>
          {noDesk ? (
            <p className="mt-2 mb-6">
              {t('staffOnlyLead', { name: person.name })} <a href={inLanguage(locale, paths.status)}>{t('toPublic')}</a>
            </p>
          ) : (
            <p className="note mt-2 mb-6">{t('lead')}</p>
          )}
          <ClientMessages of={['admin.signIn', 'reasons']}>
            <SignInForm action={signInAction} to={wanted ?? ''} />
          </ClientMessages>
          <p className="note mt-6 border-t border-rule pt-3">{t('noAccount')}</p>
        </div>
      </main>
    </>
  )
}
