import { getTranslations } from 'next-intl/server'
import { monthName, year } from '#lib/i18n/format.ts'
import type { Locale } from '#lib/i18n/locales.ts'
import type { Schedule } from '#lib/schedule/queries.ts'
import { type Month, scheduleMonths } from '#lib/schedule/rules.ts'
import { type Day, startOfDay } from '#lib/time.ts'
import { byDay, type OnDay } from './on-days.ts'

/** For phones: two rows of twelve months, a link a month to where its windows are listed. */
export async function YearStrip({
  schedule,
  locale,
  zone,
  monthHref,
}: {
  schedule: Schedule
  locale: Locale
  zone: string
  monthHref: (month: string) => string
}) {
  const t = await getTranslations('site.schedule')
  const months = scheduleMonths(schedule.first)
  const onDays = byDay(schedule, zone)
  const bars = (month: Month, wanted: (on: OnDay) => boolean) =>
    month.days
      .flatMap((day, index) => {
        const on = onDays.get(day)
        return on && wanted(on) ? `M0 ${index * 2 - 1}h27v6h-27z` : []
      })
      .join('')
  return (
    <div className="year-strip">
      <h2 className="sr-only">{t('atAGlance')}</h2>
      {[months.slice(0, 12), months.slice(12)].map((half) => (
        <div key={half[0]?.first}>
          <p className="label my-1">
            {half.length > 0 &&
              [half[0], half.at(-1)]
                .map((month) => {
                  const at = startOfDay(month?.first ?? '', zone)
                  return `${monthName(at, zone, locale, 'short')} ${year(at, zone)}`
                })
                .join(' – ')}
          </p>
          <ol>
            {half.map((month) => {
              const key = month.first.slice(0, 7)
              const at = startOfDay(month.first, zone)
              return (
                <li key={key}>
                  <a href={monthHref(key)} aria-label={`${monthName(at, zone, locale)} ${year(at, zone)}`}>
                    <svg viewBox="0 0 27 64" preserveAspectRatio="none" aria-hidden="true">
                      {schedule.freezes.map((freeze) => {
                        const from = Math.max(0, dayIndex(freeze.startsOn, month))
                        const to = Math.min(month.days.length, dayIndex(freeze.endsOn, month))
                        return to > from ? (
                          <rect
                            key={freeze.id}
                            className="frozen"
                            x="0"
                            y={from * 2}
                            width="27"
                            height={(to - from) * 2}
                          />
                        ) : null
                      })}
                      <path className="window" d={bars(month, (on) => on.windows.some((window) => !window.pinned))} />
                      <path className="pin" d={bars(month, (on) => on.windows.some((window) => window.pinned))} />
                    </svg>
                    {monthName(at, zone, locale, 'narrow')}
                  </a>
                </li>
              )
            })}
          </ol>
        </div>
      ))}
    </div>
  )
}

const dayIndex = (day: Day, month: Month) =>
  day < month.first ? 0 : day > (month.days.at(-1) ?? '') ? month.days.length : Number(day.slice(8)) - 1
