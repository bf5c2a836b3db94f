import { getTranslations } from 'next-intl/server'
import { Said } from '#components/ui/said.tsx'
import type { Texts } from '#db/schema/columns.ts'
import { dayMonth, fullStop, time } from '#lib/i18n/format.ts'
import type { Locale } from '#lib/i18n/locales.ts'
import { dayOf } from '#lib/time.ts'

export type TimelineEntry = {
  id: string
  at: Date
  label: string
  text: Texts | null
  detail?: string | null
  due?: boolean
}

/** Messages, newest first; the kind in bold, the day where it is not today. */
export async function Timeline({
  entries,
  locale,
  zone,
  now,
}: {
  entries: TimelineEntry[]
  locale: Locale
  zone: string
  now: Date
}) {
  const t = await getTranslations('site')
  const today = dayOf(now, zone)
  if (!entries.length) return <p className="note">{t('window.noMessages')}</p>
  const firstSaid = entries.findIndex((entry) => !entry.due)
  return (
    <ol className="timeline">
      {entries.map((entry, index) => {
        const sameDay = dayOf(entry.at, zone) === today
        return (
          <li
            key={entry.id}
            className={entry.due ? 'due' : index === firstSaid ? 'first' : sameDay ? undefined : 'earlier'}
          >
            <time dateTime={entry.at.toISOString()}>
              {!sameDay && (
                <>
                  {dayMonth(entry.at, zone, locale)}
                  <br />
                </>
              )}
              {time(entry.at, zone)}
            </time>
            <div>
              <p>
                <b>
                  {entry.label}
                  {fullStop(locale)}
                </b>{' '}
                <span className="whitespace-pre-line">
                  <Said text={entry.text} locale={locale} />
                </span>
                {!entry.text && entry.detail}
              </p>
              {entry.text && entry.detail && <p>{entry.detail}</p>}
            </div>
          </li>
        )
      })}
    </ol>
  )
}
