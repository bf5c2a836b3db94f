import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { SearchForm } from '#components/forms/search-form.tsx'
import { SmallAction } from '#components/forms/small-action.tsx'
import { ListPage } from '#components/records/list-page.tsx'
import { ClientMessages } from '#components/ui/client-messages.tsx'
import { asReader } from '#db/scope.ts'
import { staffViewer } from '#lib/auth/viewer.ts'
import { fullDate, number, zoneCity } from '#lib/i18n/format.ts'
import { pick } from '#lib/i18n/locales.ts'
import type { LocalePage } from '#lib/i18n/page.ts'
import { titled } from '#lib/i18n/titled.ts'
import { getFrame } from '#lib/portal/queries.ts'
import { one } from '#lib/portal/reader.ts'
import { mayEverywhere } from '#lib/records/rights.ts'
import { inLanguage, paths } from '#lib/routes.ts'
import { listSubscribers } from '#lib/subscribers/queries.ts'
import { remove } from './actions.ts'

export const generateMetadata = titled('admin.subscribers.title')

/** Who asked for notices, and what of. */
export default async function SubscribersPage({ params, searchParams }: LocalePage) {
  const { locale } = await params
  const query = await searchParams
  const person = await staffViewer(locale, paths.subscribers)
  if (!mayEverywhere(person.roles, 'administer')) notFound()
  const t = await getTranslations('admin.subscribers')
  const words = await getTranslations('words.notice')
  const search = (one(query, 'q') ?? '').slice(0, 80)
  const { found, frame } = await asReader(person.id, async (tx) => ({
    found: await listSubscribers(tx, search),
    frame: await getFrame(tx, new Date()),
  }))
  const path = inLanguage(locale, paths.subscribers)
  return (
    <ClientMessages of={['reasons']}>
      <ListPage
        title={t('title')}
        lead={t('counts', {
          confirmed: number(found.confirmed, locale),
          waiting: number(found.all - found.confirmed, locale),
        })}
        before={<SearchForm action={path} label={t('search')} find={t('find')} value={search} />}
        rows={found.rows}
        rowKey={({ id }) => id}
        columns={[
          {
            head: t('address'),
            cell: (row) => (
              <>
                <span className="break-all">{row.email}</span>
                {!row.confirmedAt && <span className="note block">{t('unconfirmed')}</span>}
              </>
            ),
          },
          {
            head: t('about'),
            cell: (row) =>
              row.everything
                ? t('everything')
                : row.services
                    .map((id) => pick(frame.services.find((service) => service.id === id)?.name, locale).text)
                    .join(', '),
          },
          { head: t('kinds'), cell: ({ kinds }) => kinds.map((kind) => words(kind as 'windows')).join(', ') },
          {
            head: t('how'),
            cell: (row) => `${row.language === 'hi' ? 'हिन्दी' : 'English'}, ${zoneCity(row.timeZone, locale)}`,
          },
          { head: t('since'), cell: ({ createdAt }) => fullDate(createdAt, person.timeZone, locale) },
          {
            head: t('remove'),
            hidden: true,
            cell: ({ id, email }) => (
              <SmallAction action={remove} hidden={{ id }} label={t('remove')} name={`${t('remove')}: ${email}`} />
            ),
          },
        ]}
        empty={{ say: t(search ? 'nothingFound' : 'empty') }}
      />
    </ClientMessages>
  )
}
