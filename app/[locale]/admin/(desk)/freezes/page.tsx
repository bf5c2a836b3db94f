import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { AnnualDue } from '#components/freezes/desk/annual-due.tsx'
import { ScopeWords } from '#components/freezes/scope-words.tsx'
import { Icon } from '#components/ui/icon.tsx'
import { Said } from '#components/ui/said.tsx'
import { asReader } from '#db/scope.ts'
import { staffViewer } from '#lib/auth/viewer.ts'
import { listAllFreezes, listAnnualDue } from '#lib/freezes/queries.ts'
import { daysInWords } from '#lib/i18n/format.ts'
import type { LocalePage } from '#lib/i18n/page.ts'
import { getFrame } from '#lib/portal/queries.ts'
import { one } from '#lib/portal/reader.ts'
import { may } from '#lib/records/rights.ts'
import { adminFreezePath, inLanguage, paths } from '#lib/routes.ts'
import { servicesToWorkOn } from '#lib/services/queries.ts'
import { addDays } from '#lib/time.ts'

export const metadata: Metadata = { title: 'Freezes' }

/** The yearly freezes that nobody has published yet, and all that are published, the latest first. */
export default async function AdminFreezesPage({ params, searchParams }: LocalePage) {
  const { locale } = await params
  const query = await searchParams
  const person = await staffViewer(locale, paths.adminFreezes)
  const now = new Date()
  const t = await getTranslations('admin.freezes')
  const { frame, rows, due } = await asReader(person.id, async (tx) => ({
    frame: await getFrame(tx, now),
    rows: await listAllFreezes(tx, now),
    due: await listAnnualDue(tx, await servicesToWorkOn(tx, person.roles, 'plan', now), now),
  }))
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
      {one(query, 'done') === 'lifted' && (
        <p className="done-note" role="status">
          {t('done.lifted')}
        </p>
      )}
      <AnnualDue due={due} locale={locale} />
      {rows.length === 0 ? (
        <p className="serif text-5 py-6">{t('empty')}</p>
      ) : (
        <section className="section" aria-labelledby="all">
          <div className="section-head">
            <h2 id="all">{t('all')}</h2>
          </div>
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
                    {may(person.roles, 'read', freeze.serviceId) ? (
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
                    {daysInWords(freeze.startsOn, addDays(freeze.endsOn, -1), locale)}
                    {freeze.ruleDays && (
                      <span className="note block">
                        {t('ruleDiffers', {
                          days: daysInWords(freeze.ruleDays.firstDay, freeze.ruleDays.lastDay, locale),
                        })}
                      </span>
                    )}
                  </td>
                  <td data-label={t('holds')}>
                    <ScopeWords scope={freeze.scope} locale={locale} />
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
        </section>
      )}
    </>
  )
}
