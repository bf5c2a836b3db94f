import { getTranslations } from 'next-intl/server'
import { Icon } from '#components/ui/icon.tsx'
import { Section } from '#components/ui/section.tsx'
import { moment } from '#lib/i18n/format.ts'
import type { Locale } from '#lib/i18n/locales.ts'
import type { WindowRecord } from '#lib/windows/queries.ts'

/** What was found at the checkpoint before the start, or that none was held. */
export async function CheckpointsHeld({
  held,
  zone,
  locale,
}: {
  held: WindowRecord['messages'][number] | undefined
  zone: string
  locale: Locale
}) {
  const t = await getTranslations('admin.window')
  return (
    <Section id="checkpoints" title={t('checkpoint')}>
      {held ? (
        <ul className="rows">
          {(['stability', 'resources', 'communications'] as const).map((name) => (
            <li key={name} className="flex gap-2 py-2 text-3">
              <Icon
                name={held.facts[name] ? 'tick' : 'cancelled'}
                className={held.facts[name] ? 'is-ok mt-1' : 'is-degraded mt-1'}
              />
              {t(`checkpoints.${name}`)}
            </li>
          ))}
          <li className="note py-2">{moment(held.at, zone, locale)}</li>
        </ul>
      ) : (
        <p className="note">{t('noCheckpoint')}</p>
      )}
    </Section>
  )
}
