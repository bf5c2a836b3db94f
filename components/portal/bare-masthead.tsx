import type { ReactNode } from 'react'
import { Mark } from '#components/ui/mark.tsx'
import type { Locale } from '#lib/i18n/locales.ts'
import { inLanguage } from '#lib/routes.ts'

/** The masthead of a page that has no navigation: the way home, and what it is given. */
export const BareMasthead = ({ locale, children }: { locale: Locale; children?: ReactNode }) => (
  <header className="masthead">
    <div className="page masthead-row">
      <a className="mark" href={inLanguage(locale, '/')}>
        <Mark />
        Almanac
      </a>
      {children}
    </div>
  </header>
)
