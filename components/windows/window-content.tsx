import { getTranslations } from 'next-intl/server'
import { ComponentStateMark, ImpactMark } from '#components/records/state.tsx'
import { DataTable } from '#components/ui/data-table.tsx'
import { Facts } from '#components/ui/facts.tsx'
import { Said } from '#components/ui/said.tsx'
import type { Locale } from '#lib/i18n/locales.ts'
import type { WindowRecord } from '#lib/windows/queries.ts'
import { keyOf } from '#lib/windows/statuses-of.ts'

/** What a window touches, how it would be taken back, and what goes in. */
export async function WindowContent({ record, locale }: { record: WindowRecord; locale: Locale }) {
  const t = await getTranslations('site.window')
  const words = await getTranslations('words')
  const { window, environment, impacts, releases, changes } = record
  const rollback = {
    infrastructure: window.rollbackInfrastructure,
    services: window.rollbackServices,
    data: window.rollbackData,
  }
  const running = window.state === 'in_progress' || window.state === 'verifying'
  return (
    <>
      <section className="fact-row">
        <h2 className="label">{t('affected')}</h2>
        {impacts.length === 0 ? (
          <p className="note">{t('affectedUnknown')}</p>
        ) : (
          <DataTable
            rows={impacts}
            rowKey={({ componentId, environmentId }) => `${componentId} ${environmentId}`}
            columns={[
              {
                head: t('component'),
                cell: (impact) => (
                  <>
                    <Said text={impact.component} locale={locale} />
                    {impact.environmentId !== environment?.id && (
                      <>
                        , <Said text={impact.environment} locale={locale} />
                      </>
                    )}
                  </>
                ),
              },
              { head: t('during'), cell: ({ note }) => (note ? <Said text={note} locale={locale} /> : '–') },
              {
                head: t('impact'),
                cell: ({ impact }) => <ImpactMark impact={impact}>{words(`impact.${impact}`)}</ImpactMark>,
              },
              ...(running
                ? [
                    {
                      head: t('nowColumn'),
                      cell: (impact: (typeof impacts)[number]) => {
                        const state = record.states.get(keyOf(impact)) ?? 'unknown'
                        return <ComponentStateMark state={state}>{words(`component.${state}`)}</ComponentStateMark>
                      },
                    },
                  ]
                : []),
            ]}
          />
        )}
      </section>
      {Object.values(rollback).some(Boolean) && (
        <section className="fact-row">
          <h2 className="label">{t('rollback')}</h2>
          <Facts
            facts={(['infrastructure', 'services', 'data'] as const).map(
              (key) =>
                rollback[key] && {
                  key,
                  name: t(`rollbackParts.${key}`),
                  value: <Said text={rollback[key]} locale={locale} />,
                },
            )}
          />
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
