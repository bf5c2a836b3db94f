import { getTranslations } from 'next-intl/server'
import { SearchForm } from '#components/forms/search-form.tsx'
import { Crumbs } from '#components/ui/crumbs.tsx'
import { DataTable } from '#components/ui/data-table.tsx'
import { DoneNote } from '#components/ui/done-note.tsx'
import { Empty } from '#components/ui/empty.tsx'
import { Facts } from '#components/ui/facts.tsx'
import { Fold } from '#components/ui/fold.tsx'
import { Icon } from '#components/ui/icon.tsx'
import { Mark } from '#components/ui/mark.tsx'
import { PageHead } from '#components/ui/page-head.tsx'
import { Pager } from '#components/ui/pager.tsx'
import { Said, SaidParagraphs } from '#components/ui/said.tsx'
import { Section } from '#components/ui/section.tsx'
import { Tabs } from '#components/ui/tabs.tsx'
import { WithAside } from '#components/ui/with-aside.tsx'
import { longRange } from '#lib/i18n/format.ts'
import type { Locale } from '#lib/i18n/locales.ts'
import { service, window, zone } from './words.ts'

/** What a page is made of. */
export async function PageParts({ locale, at }: { locale: Locale; at: string }) {
  const t = await getTranslations({ locale, namespace: 'admin.windows' })
  const window_ = await getTranslations({ locale, namespace: 'admin.window' })
  const audit = await getTranslations({ locale, namespace: 'admin.audit' })
  const title = <Said text={window.title} locale={locale} />
  const when = longRange(window.startsAt, window.endsAt, zone, locale)
  return (
    <>
      <p className="mark">
        <Mark /> Almanac
      </p>
      <Crumbs label={window_('crumbs')} links={[['#', t('title')]]} here={window.reference} />
      <PageHead
        title={t('title')}
        lead={audit('lead')}
        action={
          <span className="flex flex-wrap gap-2">
            {['button main', 'button', 'button danger', 'button small'].map((look) => (
              <a key={look} className={look} href="#main">
                {t('new')}
              </a>
            ))}
            <button type="button" className="button" aria-disabled="true">
              {t('new')}
            </button>
          </span>
        }
      />
      <DoneNote>{window_('saved')}</DoneNote>
      <Tabs
        label={t('lists')}
        current="coming"
        tabs={(['coming', 'running', 'drafts', 'past'] as const).map((key) => ({
          ...{ key, name: t(`list.${key}`), href: '#main' },
        }))}
      />
      <SearchForm action="#" label={t('search')} find={t('find')} value="" id={`${at}-q`} />
      <WithAside
        className="my-8"
        aside={
          <Section id={`${at}-facts`} title={t('when')} aside={<a href="#main">{audit('all')}</a>}>
            <Facts
              facts={[
                { key: 'service', name: t('service'), value: <Said text={service} locale={locale} /> },
                { key: 'when', name: t('when'), value: when },
              ]}
            />
          </Section>
        }
      >
        <Section id={`${at}-table`} title={t('title')} aside={<span className="note">{window.reference}</span>}>
          <DataTable
            rows={[window]}
            rowKey={({ reference }) => reference}
            columns={[
              {
                head: t('window'),
                cell: ({ reference }) => (
                  <>
                    <a href="#main">{title}</a>
                    <span className="note block">{reference}</span>
                  </>
                ),
              },
              { head: t('service'), cell: () => <Said text={service} locale={locale} /> },
              { head: t('when'), cell: () => when },
            ]}
          />
          <Pager older="#main">{audit('older')}</Pager>
        </Section>
        <Empty action={<a href="#main">{t('new')}</a>}>{t('empty.coming')}</Empty>
        <Fold title={window_('rules')}>
          <SaidParagraphs text={window.title} locale={locale} />
        </Fold>
        <p className="state is-freeze">
          <Icon name="freeze" />
          <span className="tag">{window.reference}</span>
        </p>
      </WithAside>
    </>
  )
}
