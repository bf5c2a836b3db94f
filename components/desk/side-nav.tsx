import { getTranslations } from 'next-intl/server'
import { SignOut } from '#components/auth/sign-out.tsx'
import { Mark } from '#components/ui/mark.tsx'
import type { Viewer } from '#lib/auth/who-is.ts'
import type { Locale } from '#lib/i18n/locales.ts'
import { mayEverywhere } from '#lib/records/rights.ts'
import { type DeskSection, deskGroups, deskSections, inLanguage, paths } from '#lib/routes.ts'
import { NavLink } from './nav-link.tsx'

type Counts = Partial<Record<DeskSection | 'running', number>>

/** Where staff can go, with what waits there; on a phone behind a menu. */
export async function SideNav({ person, locale, counts }: { person: Viewer; locale: Locale; counts: Counts }) {
  const t = await getTranslations('admin.nav')
  const administers = mayEverywhere(person.roles, 'administer')
  const linksOf = (group: (typeof deskGroups)[number]) =>
    deskSections
      .filter((section) => section.group === group && (administers || !section.administers))
      .flatMap(({ name }): { name: DeskSection | 'running'; path: string }[] => [
        { name, path: paths[name] },
        // What runs now is a list of windows, and the first that staff look for after what needs them.
        ...(name === 'admin' ? [{ name: 'running' as const, path: `${paths.windows}?list=running` }] : []),
      ])
  const other = locale === 'en' ? 'hi' : 'en'
  return (
    <header className="side-nav">
      <div className="side-nav-inner">
        <a className="skip" href="#main">
          {t('skip')}
        </a>
        <p className="flex items-baseline gap-2">
          <a className="mark" href={inLanguage(locale, paths.admin)}>
            <Mark />
            Almanac
          </a>
          <span className="note">{t('admin')}</span>
        </p>
        <details className="side-menu">
          <summary>{t('menu')}</summary>
          <nav aria-label={t('admin')}>
            {deskGroups.map((group) => (
              <div key={group}>
                <p className="label">{t(`groups.${group}`)}</p>
                <ul>
                  {linksOf(group).map(({ name, path }) => (
                    <li key={name}>
                      <NavLink href={inLanguage(locale, path)}>
                        {t(`sections.${name}`)}
                        {Boolean(counts[name]) && <span className="count">{counts[name]}</span>}
                      </NavLink>
                    </li>
                  ))}
                </ul>
              </div>
            ))}
          </nav>
          <div className="signed-in">
            <p>
              <b>{person.name}</b>
            </p>
            <p className="note">{[...new Set(person.roles.map((role) => t(`roles.${role.role}`)))].join(', ')}</p>
            <p className="note mt-2 flex flex-wrap gap-x-3">
              <a href={inLanguage(locale, '/')}>{t('publicSite')}</a>
              <a href={inLanguage(other, paths.admin)} lang={other}>
                {locale === 'en' ? 'हिन्दी' : 'English'}
              </a>
            </p>
            <div className="note mt-1 flex flex-wrap gap-x-3">
              <SignOut words={{ out: t('signOut'), everywhere: t('signOutEverywhere') }} locale={locale} />
            </div>
          </div>
        </details>
      </div>
    </header>
  )
}
