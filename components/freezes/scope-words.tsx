import { getTranslations } from 'next-intl/server'
import type { Scope } from '#lib/freezes/scope.ts'
import { type Locale, pick } from '#lib/i18n/locales.ts'

/** What a freeze holds: the whole service, or streams with their environments, and single environments. */
export async function ScopeWords({ scope, locale }: { scope: Scope; locale: Locale }) {
  const t = await getTranslations('site.freezes')
  const names = (all: { en?: string; hi?: string }[]) => all.map((name) => pick(name, locale).text).join(', ')
  if (scope.whole) return t('everything')
  return (
    <>
      {scope.streams.map(({ name, environments }) => (
        <span key={names([name])} className="block">
          {names([name])}
          {environments.length > 0 && <span className="note block">{names(environments)}</span>}
        </span>
      ))}
      {names(scope.environments)}
    </>
  )
}
