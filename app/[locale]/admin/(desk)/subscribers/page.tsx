import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { SearchForm } from '#components/forms/search-form.tsx'
import { SmallAction } from '#components/forms/small-action.tsx'
import { ClientMessages } from '#components/ui/client-messages.tsx'
import { asReader } from '#db/scope.ts'
import { staffViewer } from '#lib/auth/viewer.ts'
import { fullDate, number, zoneCity } from '#lib/i18n/format.ts'
import { pick } from '#lib/i18n/locales.ts'
import type { LocalePage } from '#lib/i18n/page.ts'
import { getFrame } from '#lib/portal/queries.ts'
import { one } from '#lib/portal/reader.ts'
import { mayEverywhere } from '#lib/records/rights.ts'
import { inLanguage, paths } from '#lib/routes.ts'
import { listSubscribers } from '#lib/subscribers/queries.ts'
import { remove } from './actions.ts'

export const metadata: Metadata = { title: 'Subscribers' }

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
    <>
      <div className="desk-head">
        <div>
          <h1>{t('title')}</h1>
          <p className="quiet">
            {t('counts', {
              confirmed: number(found.confirmed, locale),
              waiting: number(found.all - found.confirmed, locale),
            })}
          </p>
        </div>
      </div>
      <SearchForm action={path} label={t('search')} find={t('find')} value={search} />
      {found.rows.length === 0 ? (
        <p className="serif text-5 py-6">{t(search ? 'nothingFound' : 'empty')}</p>
      ) : (
        <ClientMessages of={['reasons']}>
          <table className="table cards">
            <thead>
              <tr>
                <th scope="col">{t('address')}</th>
                <th scope="col">{t('about')}</th>
                <th scope="col">{t('kinds')}</th>
                <th scope="col">{t('how')}</th>
                <th scope="col">{t('since')}</th>
                <th scope="col">
                  <span className="sr-only">{t('remove')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {found.rows.map((row) => (
                <tr key={row.id}>
                  <th scope="row" className="break-all">
                    {row.email}
                    {!row.confirmedAt && <span className="note block">{t('unconfirmed')}</span>}
                  </th>
                  <td data-label={t('about')}>
                    {row.everything
                      ? t('everything')
                      : row.services
                          .map((id) => pick(frame.services.find((service) => service.id === id)?.name, locale).text)
                          .join(', ')}
                  </td>
                  <td data-label={t('kinds')}>{row.kinds.map((kind) => words(kind as 'windows')).join(', ')}</td>
                  <td data-label={t('how')}>
                    {row.language === 'hi' ? 'हिन्दी' : 'English'}, {zoneCity(row.timeZone, locale)}
                  </td>
                  <td data-label={t('since')}>{fullDate(row.createdAt, person.timeZone, locale)}</td>
                  <td>
                    <SmallAction
                      action={remove}
                      hidden={{ id: row.id }}
                      label={t('remove')}
                      name={`${t('remove')}: ${row.email}`}
                    />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </ClientMessages>
      )}
    </>
  )
}
