import { getTranslations } from 'next-intl/server'
import { ListPage } from '#components/records/list-page.tsx'
import { RecordHead } from '#components/records/record-head.tsx'
import { ComponentStateMark, ImpactMark, IncidentMark, WindowStateMark } from '#components/records/state.tsx'
import { Timeline } from '#components/records/timeline.tsx'
import { Said } from '#components/ui/said.tsx'
import { componentStates } from '#db/schema/statuses.ts'
import { impacts, windowStates } from '#db/schema/windows.ts'
import { longRange } from '#lib/i18n/format.ts'
import type { Locale } from '#lib/i18n/locales.ts'
import { service, window, zone } from './words.ts'

/** What every record shares. */
export async function RecordParts({ locale, now }: { locale: Locale; now: Date }) {
  const t = await getTranslations({ locale, namespace: 'admin.window' })
  const windows = await getTranslations({ locale, namespace: 'admin.windows' })
  const words = await getTranslations({ locale, namespace: 'words' })
  const title = <Said text={window.title} locale={locale} />
  return (
    <>
      <RecordHead
        crumbs={{ label: t('crumbs'), links: [['#main', t('windows')]], here: window.reference }}
        state={<WindowStateMark state="announced">{words('window.announced')}</WindowStateMark>}
        title={title}
        facts={
          <>
            <Said text={service} locale={locale} />
            <span>{longRange(window.startsAt, window.endsAt, zone, locale)}</span>
          </>
        }
        links={<a href="#main">{t('publicRecord')}</a>}
      />
      <div className="my-6 flex flex-wrap gap-x-6 gap-y-2">
        {windowStates.map((state) => (
          <WindowStateMark key={state} state={state}>
            {words(`window.${state}`)}
          </WindowStateMark>
        ))}
        {componentStates.map((state) => (
          <ComponentStateMark key={state} state={state}>
            {words(`component.${state}`)}
          </ComponentStateMark>
        ))}
        {impacts.map((impact) => (
          <ImpactMark key={impact} impact={impact}>
            {words(`impact.${impact}`)}
          </ImpactMark>
        ))}
        {(['low', 'high'] as const).map((severity) => (
          <IncidentMark key={severity} incident={{ severity }}>
            {words(`severity.${severity}`)}
          </IncidentMark>
        ))}
      </div>
      <Timeline
        entries={(['finish', 'start', 'announce'] as const).map((kind, index) => ({
          ...{ id: kind, at: new Date(window.endsAt.getTime() - index * 3_600_000), text: window.title },
          label: windows(index ? 'list.running' : 'list.past'),
        }))}
        locale={locale}
        zone={zone}
        now={now}
      />
      <ListPage
        title={windows('title')}
        rows={[]}
        rowKey={() => ''}
        columns={[{ head: windows('window'), cell: () => title }]}
        empty={{ say: windows('empty.running') }}
      />
    </>
  )
}
