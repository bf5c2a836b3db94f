import { getTranslations } from 'next-intl/server'
import { Said } from '#components/ui/said.tsx'
import type { Locale } from '#lib/i18n/locales.ts'
import type { Frame } from '#lib/portal/queries.ts'

/** What the marks of the months mean; beside the days of one month or week, of whose service each letter is. */
export async function Key({
  frame,
  locale,
  single,
  days,
}: {
  frame: Frame
  locale: Locale
  single: boolean
  days?: boolean
}) {
  const t = await getTranslations('site.schedule.key')
  if (single) {
    return (
      <ul className="month-key" aria-label={t('title')}>
        {(['window', 'pin', 'urgent', 'frozen', 'release', 'today'] as const).map((name, index) => (
          <li key={name}>
            <span className={`key-day ${name}`} aria-hidden="true">
              {[10, 29, 2, 15, 3, 29][index]}
            </span>
            {t(name)}
          </li>
        ))}
        <li className="note">{t('hours')}</li>
      </ul>
    )
  }
  return (
    <ul className="month-key" aria-label={t('title')}>
      {(['window', 'pin', 'urgent'] as const).map((name) => (
        <li key={name}>
          <span className={`letter ${name}`} aria-hidden="true">
            D
          </span>
          {t(name)}
        </li>
      ))}
      {!days && (
        <li>
          <span className="key-day today" aria-hidden="true">
            29
          </span>
          {t('today')}
        </li>
      )}
      {frame.services
        .filter((one) => one.letter)
        .map((one) => (
          <li key={one.id}>
            <b>{one.letter}</b>
            <Said text={one.name} locale={locale} />
          </li>
        ))}
      {!days && <li className="note basis-full">{t('letters')}</li>}
    </ul>
  )
}
