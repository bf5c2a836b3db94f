import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { Said } from '#components/ui/said.tsx'
import type { Locale } from '#lib/i18n/locales.ts'
import { byAvailability } from '#lib/rules/availability.ts'
import type { Touched } from '#lib/status/stories.ts'

type Props = {
  touched: Touched[]
  locale: Locale
  /** Nothing to add to what is not available: what works is said instead. */
  working?: boolean
  children?: ReactNode
}

/** What cannot be used now, by what the components are; then what works, or what the caller adds. */
export async function AvailabilityFacts({ touched, locale, working, children }: Props) {
  const t = await getTranslations('site.status.running')
  const words = await getTranslations('words.component')
  const { out, limited, usual } = byAvailability(touched)
  const severalPlaces = new Set(touched.map((row) => row.environmentId)).size > 1
  const names = (rows: Touched[], said?: (row: Touched) => string) => (
    <ul>
      {rows.map((row) => (
        <li key={`${row.componentId} ${row.environmentId}`}>
          <Said text={row.component} locale={locale} />
          {severalPlaces && (
            <>
              , <Said text={row.environment} locale={locale} />
            </>
          )}
          {said && `: ${said(row)}`}
        </li>
      ))}
    </ul>
  )
  return (
    <dl className="three-facts">
      <div>
        <dt className="label">{t('notAvailable')}</dt>
        <dd>
          {out.length > 0 && names(out)}
          {limited.length > 0 && names(limited, (row) => words(row.state).toLocaleLowerCase(locale))}
          {!out.length && !limited.length && t(touched.length ? 'nothing' : 'notNamed')}
        </dd>
      </div>
      {working && (
        <div>
          <dt className="label">{t('working')}</dt>
          <dd>{usual.length ? names(usual) : t(out.length || limited.length ? 'theRest' : 'everything')}</dd>
        </div>
      )}
      {children}
    </dl>
  )
}
