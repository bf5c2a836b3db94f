import { getTranslations } from 'next-intl/server'
import { ImpactMark } from '#components/records/state.tsx'
import { Said } from '#components/ui/said.tsx'
import type { Locale } from '#lib/i18n/locales.ts'
import type { WindowRecord } from '#lib/windows/queries.ts'

/** What a window touches, how it would be taken back, and what goes in. */
export async function WindowContent({ record, locale }: { record: WindowRecord; locale: Locale }) {
  const t = await getTranslations('site.window')
  const words = await getTranslations('words')
  const { window, environment, impacts, releases, changes } = record
  return (
    <>
      <section className="fact-row">
        <h2 className="label">{t('affected')}</h2>
        {impacts.length === 0 ? (
          <p className="note">{t('affectedUnknown')}</p>
        ) : (
          <table className="table cards">
            <thead>
              <tr>
                <th scope="col">{t('component')}</th>
                <th scope="col">{t('during')}</th>
                <th scope="col">{t('impact')}</th>
              </tr>
            </thead>
            <tbody>
              {impacts.map((impact) => (
                <tr key={`${impact.componentId} ${impact.environmentId}`}>
                  <th scope="row">
                    <Said text={impact.component} locale={locale} />
                    {impact.environmentId !== environment?.id && (
                      <>
                        , <Said text={impact.environment} locale={locale} />
                      </>
                    )}
                  </th>
                  <td data-label={t('during')}>
                    <Said text={impact.note} locale={locale} />
                    {!impact.note && '–'}
                  </td>
                  <td data-label={t('impact')}>
                    <ImpactMark impact={impact.impact}>{words(`impact.${impact.impact}`)}</ImpactMark>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </section>
      {(window.rollbackInfrastructure || window.rollbackServices || window.rollbackData) && (
        <section className="fact-row">
          <h2 className="label">{t('rollback')}</h2>
          <dl className="pairs">
            {(
              [
                ['infrastructure', window.rollbackInfrastructure],
                ['services', window.rollbackServices],
                ['data', window.rollbackData],
              ] as const
            ).map(
              ([name, plan]) =>
                plan && (
                  <div key={name}>
                    <dt>{t(`rollbackParts.${name}`)}</dt>
                    <dd>
                      <Said text={plan} locale={locale} />
                    </dd>
                  </div>
                ),
            )}
          </dl>
        </section>
      )}
      {(releases.length > 0 || changes.length > 0) && (
        <section className="fact-row">
          <h2 className="label">{t('goesIn')}</h2>
          <ul>
            {releases.map((release) => (
              <li key={release.id} className="py-1">
                <Said text={release.title} locale={locale} /> <b>{release.version}</b>{' '}
                <span className="tag">{release.type}</span> <span className="note">{t(`scope.${release.scope}`)}</span>
              </li>
            ))}
            {changes.map((change) => (
              <li key={JSON.stringify(change.title)} className="py-1">
                <Said text={change.title} locale={locale} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}
