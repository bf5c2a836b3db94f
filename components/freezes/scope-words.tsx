import { getTranslations } from 'next-intl/server'
import type { Texts } from '#db/schema/columns.ts'
import type { Scope } from '#lib/freezes/scope.ts'
import { type Locale, pick } from '#lib/i18n/locales.ts'

/** What a freeze holds: the whole service, or streams with their environments, and single environments. */
export async function ScopeWords({ scope, locale }: { scope: Scope; locale: Locale }) {
  const t = await getTranslations('site.freezes')
  const names = (all: Texts[]) => all.map((name) => pick(name, locale).text).join(', ')
  if (scope.whole) return t('everything')
  const streams = scope.streams.map(({ name, environments }) =>
    environments.length ? `${names([name])} (${names(environments)})` : names([name]),
  )
  return [...streams, ...scope.environments.map((name) => names([name]))].join(', ')
}
