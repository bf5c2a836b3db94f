import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { SignInForm } from '#components/auth/sign-in-form.tsx'
import { ClientMessages } from '#components/ui/client-messages.tsx'
import { Mark } from '#components/ui/mark.tsx'
import { viewer } from '#lib/auth/viewer.ts'
import type { LocalePage } from '#lib/i18n/page.ts'
import { isStaff } from '#lib/records/rights.ts'
import { inLanguage, paths } from '#lib/routes.ts'

export const metadata: Metadata = { title: 'Sign in', robots: { index: false } }

/** Sign-in of staff, providers and members. */
export default async function SignInPage({ params, searchParams }: LocalePage) {
  const { locale } = await params
  const { to } = await searchParams
  const t = await getTranslations('admin.signIn')
  const person = await viewer()
  const wanted = typeof to === 'string' && /^\/[^/\\]/.test(to) ? to : null
  if (person)
    redirect(
      wanted && isStaff(person.roles) ? wanted : inLanguage(locale, isStaff(person.roles) ? paths.admin : paths.status),
    )
  return (
    <>
      <header className="masthead">
        <div className="page masthead-row">
          <a className="mark" href={inLanguage(locale, '/')}>
            <Mark />
            Almanac
          </a>
          <div className="tools ml-auto">
            <a href={inLanguage(locale === 'en' ? 'hi' : 'en', paths.signIn)} lang={locale === 'en' ? 'hi' : 'en'}>
              {locale === 'en' ? 'हिन्दी' : 'English'}
            </a>
          </div>
        </div>
      </header>
      <main id="main" className="page">
        <div className="page-head max-w-md">
          <h1>{t('title')}</h1>
          <p className="note mt-2 mb-6">{t('lead')}</p>
          <ClientMessages of={['admin.signIn', 'reasons']}>
            <SignInForm to={wanted ?? inLanguage(locale, paths.admin)} />
          </ClientMessages>
          <p className="note mt-6 border-t border-rule pt-3">{t('noAccount')}</p>
        </div>
      </main>
    </>
  )
}
