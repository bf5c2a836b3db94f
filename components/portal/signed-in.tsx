import { getTranslations } from 'next-intl/server'
import { SignOut } from '#components/auth/sign-out.tsx'
import { viewer } from '#lib/auth/viewer.ts'
import type { Locale } from '#lib/i18n/locales.ts'
import { isStaff } from '#lib/records/rights.ts'
import { inLanguage, paths } from '#lib/routes.ts'

/** The way in; for who is signed in their name, the desk if they have one, and the way out. */
export async function SignedIn({ locale }: { locale: Locale }) {
  const t = await getTranslations('site.frame')
  const desk = await getTranslations('admin.nav')
  const person = await viewer()
  if (!person) return <a href={inLanguage(locale, paths.signIn)}>{t('signIn')}</a>
  return (
    <>
      {isStaff(person.roles) ? (
        <a href={inLanguage(locale, paths.admin)}>{t('desk', { name: person.name })}</a>
      ) : (
        person.name
      )}
      <SignOut words={{ out: desk('signOut') }} locale={locale} />
    </>
  )
}
