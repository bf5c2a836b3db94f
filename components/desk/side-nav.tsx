import { getTranslations } from 'next-intl/server'
import { SignOut } from '#components/auth/sign-out.tsx'
import { Mark } from '#components/ui/mark.tsx'
import type { Viewer } from '#lib/auth/who-is.ts'
import type { Locale } from '#lib/i18n/locales.ts'
import { mayEverywhere } from '#lib/records/rights.ts'
import { inLanguage, paths } from '#lib/routes.ts'
import { NavLink } from './nav-link.tsx'

type Counts = { attention: number; running: number; incidents: number }

/** Where staff can go, with what waits there; on a phone behind a menu. */
export async function SideNav({ person, locale, counts }: { person: Viewer; locale: Locale; counts: Counts }) {
  const t = await getTranslations('admin.nav')
  const administers = mayEverywhere(person.roles, 'administer')
  const groups = [
    {
      name: 'today',
      links: [
        ['overview', paths.admin, counts.attention],
        ['running', `${paths.windows}?list=running`, counts.running],
        ['incidents', paths.incidents, counts.incidents],
        ['statuses', paths.statuses, 0],
      ],
    },
    {
      name: 'plan',
      links: [
        ['planner', paths.planner, 0],
        ['windows', paths.windows, 0],
        ['freezes', paths.adminFreezes, 0],
      ],
    },
    {
      name: 'notices',
      links: [['outbox', paths.outbox, 0], ...(administers ? [['subscribers', paths.subscribers, 0] as const] : [])],
    },
    {
      name: 'setup',
      links: [
        ['policies', paths.policies, 0],
        ['holidays', paths.holidays, 0],
        ...(administers ? [['import', paths.import, 0] as const] : []),
        ['audit', paths.audit, 0],
      ],
    },
  ] as const
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
            {groups.map((group) => (
              <div key={group.name}>
                <p className="label">{t(`groups.${group.name}`)}</p>
                <ul>
                  {group.links.map(([name, path, count]) => (
                    <li key={name}>
                      <NavLink href={inLanguage(locale, path)}>
                        {t(name)}
                        {count > 0 && <span className="count">{count}</span>}
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
