import { getTranslations } from 'next-intl/server'
import { Timeline } from '#components/records/timeline.tsx'
import { Section } from '#components/ui/section.tsx'
import type { Locale } from '#lib/i18n/locales.ts'
import type { IncidentRecord } from '#lib/incidents/queries.ts'

type Props = { messages: IncidentRecord['messages']; locale: Locale; zone: string; now: Date }

/** What was said of an incident, newest first. */
export async function IncidentMessages({ messages, ...shown }: Props) {
  const t = await getTranslations('site.incident')
  const words = await getTranslations('words.incident')
  return (
    <Section id="messages" title={t('messages')}>
      <Timeline
        {...shown}
        entries={messages.map(({ id, at, state, text }) => ({ id, at, label: words(state), text }))}
      />
    </Section>
  )
}
