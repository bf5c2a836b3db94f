import { getTranslations } from 'next-intl/server'
import { ComponentStateMark } from '#components/records/state.tsx'
import { Said } from '#components/ui/said.tsx'
import { Section } from '#components/ui/section.tsx'
import type { Locale } from '#lib/i18n/locales.ts'
import type { IncidentRecord } from '#lib/incidents/queries.ts'

/** The components that an incident touches, where, and how they are. */
export async function Affected({ impacts, locale }: { impacts: IncidentRecord['impacts']; locale: Locale }) {
  const t = await getTranslations('site.incident')
  const words = await getTranslations('words.component')
  return (
    <Section id="affected" title={t('affected')}>
      {impacts.length === 0 ? (
        <p className="note">{t('nothingNamed')}</p>
      ) : (
        <ul className="rows">
          {impacts.map(({ componentId, environmentId, component, environment, state }) => (
            <li key={`${componentId} ${environmentId}`} className="flex justify-between gap-4 py-2 text-3">
              <span>
                <Said text={component} locale={locale} />, <Said text={environment} locale={locale} />
              </span>
              <ComponentStateMark state={state}>{words(state)}</ComponentStateMark>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}
