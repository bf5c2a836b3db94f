import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Icon } from '#components/ui/icon.tsx'
import { Said } from '#components/ui/said.tsx'
import { asReader } from '#db/scope.ts'
import { may } from '#lib/auth/rights.ts'
import { staffViewer } from '#lib/auth/viewer.ts'
import { listAllFreezes } from '#lib/freezes/queries.ts'
import { fullDate } from '#lib/i18n/format.ts'
import { pick } from '#lib/i18n/locales.ts'
import type { LocalePage } from '#lib/i18n/page.ts'
import { adminFreezePath, inLanguage, paths } from '#lib/paths.ts'
import { getFrame } from '#lib/portal/queries.ts'
import { one } from '#lib/portal/reader.ts'

export const metadata: Metadata = { title: 'Freezes' }

/** All freezes, the latest first. */
export default async function AdminFreezesPage({ params, searchParams }: LocalePage) {
  const { locale } = await params
  const query = await searchParams
  const person = await staffViewer(locale, paths.adminFreezes)
  const now = new Date()
  const t = await getTranslations('admin.freezes')
  const { frame, rows } = await asReader(person.id, async (tx) => ({
    frame: await getFrame(tx, now),
    rows: await listAllFreezes(tx, now),
  }))
  const done = one(query, 'done')
  return (
    <>
      <div className="desk-head">
        <h1>{t('title')}</h1>
        {may(person.roles, 'plan') && (
          <a className="button main" href={`${inLanguage(locale, paths.adminFreezes)}/new`}>
            {t('new')}
          </a>
        )}
      </div>
      {(done === 'published' || done === 'changed' || done === 'lifted') && (
        <p className="done-note" role="status">
          {t(`done.${done}`)}
        </p>
      )}
      {rows.length === 0 ? (
        <p className="serif text-5 py-6">{t('empty')}</p>
      ) : (
        <table className="table cards">
          <thead>
            <tr>
              <th scope="col">{t('freeze')}</th>
              <th scope="col">{t('service')}</th>
              <th scope="col">{t('days')}</th>
              <th scope="col">{t('holds')}</th>
              <th scope="col">{t('standing')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((freeze) => (
              <tr key={freeze.id}>
                <th scope="row">
                  {may(person.roles, 'plan', freeze.serviceId) && freeze.standing !== 'over' ? (
                    <a href={inLanguage(locale, adminFreezePath(freeze.id))}>
                      <Said text={freeze.title} locale={locale} />
                    </a>
                  ) : (
                    <Said text={freeze.title} locale={locale} />
                  )}
                  <span className="note block">{freeze.reference}</span>
                </th>
                <td data-label={t('service')}>
                  <Said
                    text={frame.services.find((service) => service.id === freeze.serviceId)?.name}
                    locale={locale}
                  />
                </td>
                <td data-label={t('days')}>
                  {fullDate(freeze.startsAt, freeze.timeZone, locale)} –{' '}
                  {fullDate(new Date(freeze.endsAt.getTime() - 60_000), freeze.timeZone, locale)}
                </td>
                <td data-label={t('holds')}>
                  {freeze.held.length
                    ? freeze.held.map((environment) => pick(environment.name, locale).text).join(', ')
                    : t('everything')}
                </td>
                <td data-label={t('standing')}>
                  <span className={`state ${freeze.standing === 'over' ? 'is-unknown' : 'is-freeze'}`}>
                    <Icon name={freeze.cancelledAt ? 'cancelled' : 'freeze'} />
                    {freeze.cancelledAt ? t('lifted') : t(`standings.${freeze.standing}`)}
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  )
}
