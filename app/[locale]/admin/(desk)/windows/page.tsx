import { getTranslations } from 'next-intl/server'
import { SearchForm } from '#components/forms/search-form.tsx'
import { ListPage } from '#components/records/list-page.tsx'
import { WindowStateMark } from '#components/records/state.tsx'
import { Said } from '#components/ui/said.tsx'
import { Tabs } from '#components/ui/tabs.tsx'
import { asReader } from '#db/scope.ts'
import { staffViewer } from '#lib/auth/viewer.ts'
import { dayMonth, shortRange, weekdayName, year } from '#lib/i18n/format.ts'
import type { LocalePage } from '#lib/i18n/page.ts'
import { titled } from '#lib/i18n/titled.ts'
import { one } from '#lib/portal/reader.ts'
import { may } from '#lib/records/rights.ts'
import { adminWindowPath, inLanguage, paths } from '#lib/routes.ts'
import { listWindowsForStaff, windowLists } from '#lib/windows/queries.ts'

export const generateMetadata = titled('admin.windows.title')

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
  const plan = may(person.roles, 'plan') && inLanguage(locale, paths.newWindow)
  return (
    <ListPage
      title={t('title')}
      action={
        plan && (
          <a className="button main" href={plan}>
            {t('new')}
          </a>
        )
      }
      before={
        <>
          <Tabs
            label={t('lists')}
            current={which}
            tabs={windowLists.map((key) => ({ key, name: t(`list.${key}`), href: `${path}?list=${key}` }))}
          />
          <SearchForm action={path} label={t('search')} find={t('find')} value={search} kept={{ list: which }} />
        </>
      }
      rows={rows}
      rowKey={({ window }) => window.id}
      columns={[
        {
          head: t('window'),
          cell: ({ window }) => (
            <>
              <a href={inLanguage(locale, adminWindowPath(window.id))}>
                <Said text={window.title} locale={locale} />
              </a>
              <span className="note block">{window.reference ?? t('noReference')}</span>
            </>
          ),
        },
        {
          head: t('service'),
          cell: ({ service, environment }) => (
            <>
              <Said text={service} locale={locale} />
              {environment && (
                <span className="note block">
                  <Said text={environment} locale={locale} />
                </span>
              )}
            </>
          ),
        },
        {
          head: t('when'),
          cell: ({ window }) => (
            <>
              {weekdayName(window.startsAt, window.timeZone, locale, 'short')}{' '}
              {dayMonth(window.startsAt, window.timeZone, locale)} {year(window.startsAt, window.timeZone)}
              <span className="note block">{shortRange(window.startsAt, window.endsAt, window.timeZone, locale)}</span>
            </>
          ),
        },
        {
          head: t('state'),
          cell: ({ window }) => (
            <WindowStateMark state={window.state}>{words(`window.${window.state}`)}</WindowStateMark>
          ),
        },
        { head: t('audience'), cell: ({ window }) => words(`audience.${window.audience}`) },
      ]}
      empty={{ say: t(search ? 'nothingFound' : `empty.${which}`), action: plan && <a href={plan}>{t('new')}</a> }}
    />
  )
}
