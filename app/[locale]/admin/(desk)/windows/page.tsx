import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { SearchForm } from '#components/forms/search-form.tsx'
import { WindowStateMark } from '#components/records/state.tsx'
import { Said } from '#components/ui/said.tsx'
import { asReader } from '#db/scope.ts'
import { staffViewer } from '#lib/auth/viewer.ts'
import { dayMonth, shortRange, weekdayName, year } from '#lib/i18n/format.ts'
import type { LocalePage } from '#lib/i18n/page.ts'
import { one } from '#lib/portal/reader.ts'
import { may } from '#lib/records/rights.ts'
import { adminWindowPath, inLanguage, paths } from '#lib/routes.ts'
import { listWindowsForStaff, windowLists } from '#lib/windows/queries.ts'

export const metadata: Metadata = { title: 'Windows' }

/** All windows of staff: what comes, what runs, drafts, what is over. */
export default async function WindowsPage({ params, searchParams }: LocalePage) {
  const { locale } = await params
  const query = await searchParams
  const person = await staffViewer(locale, paths.windows)
  const t = await getTranslations('admin.windows')
  const words = await getTranslations('words')
  const which = windowLists.find((name) => name === one(query, 'list')) ?? 'coming'
  const search = (one(query, 'q') ?? '').slice(0, 80)
  const rows = await asReader(person.id, (tx) => listWindowsForStaff(tx, which, search))
  const path = inLanguage(locale, paths.windows)
  return (
    <>
      <div className="desk-head">
        <h1>{t('title')}</h1>
        {may(person.roles, 'plan') && (
          <a className="button main" href={inLanguage(locale, paths.newWindow)}>
            {t('new')}
          </a>
        )}
      </div>
      <nav className="tabs" aria-label={t('lists')}>
        {windowLists.map((name) => (
          <a key={name} href={`${path}?list=${name}`} {...(name === which && { 'aria-current': 'page' as const })}>
            {t(`list.${name}`)}
          </a>
        ))}
      </nav>
      <SearchForm action={path} label={t('search')} find={t('find')} value={search} kept={{ list: which }} />
      {rows.length === 0 ? (
        <div className="py-6">
          <p className="serif text-5">{t(search ? 'nothingFound' : `empty.${which}`)}</p>
          {may(person.roles, 'plan') && (
            <p className="mt-2">
              <a href={inLanguage(locale, paths.newWindow)}>{t('new')}</a>
            </p>
          )}
        </div>
      ) : (
        <table className="table cards">
          <thead>
            <tr>
              <th scope="col">{t('window')}</th>
              <th scope="col">{t('service')}</th>
              <th scope="col">{t('when')}</th>
              <th scope="col">{t('state')}</th>
              <th scope="col">{t('audience')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ window, service, environment }) => (
              <tr key={window.id}>
                <th scope="row">
                  <a href={inLanguage(locale, adminWindowPath(window.id))}>
                    <Said text={window.title} locale={locale} />
                  </a>
                  <span className="note block">{window.reference ?? t('noReference')}</span>
                </th>
                <td data-label={t('service')}>
                  <Said text={service} locale={locale} />
                  {environment && (
                    <span className="note block">
                      <Said text={environment} locale={locale} />
                    </span>
                  )}
                </td>
                <td data-label={t('when')}>
                  {weekdayName(window.startsAt, window.timeZone, locale, 'short')}{' '}
                  {dayMonth(window.startsAt, window.timeZone, locale)} {year(window.startsAt, window.timeZone)}
                  <span className="note block">
                    {shortRange(window.startsAt, window.endsAt, window.timeZone, locale)}
                  </span>
                </td>
                <td data-label={t('state')}>
                  <WindowStateMark state={window.state}>{words(`window.${window.state}`)}</WindowStateMark>
                </td>
                <td data-label={t('audience')}>{words(`audience.${window.audience}`)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  )
}
