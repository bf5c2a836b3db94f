import { getTranslations } from 'next-intl/server'
import { ClientMessages } from '#components/ui/client-messages.tsx'
import { daySpan, monthName, year } from '#lib/i18n/format.ts'
import type { Locale } from '#lib/i18n/locales.ts'
import type { Frame } from '#lib/portal/queries.ts'
import { inLanguage, paths } from '#lib/routes.ts'
import type { Schedule } from '#lib/schedule/queries.ts'
import { calendarDays } from '#lib/schedule/rules.ts'
import { addDays, type Day, startOfDay } from '#lib/time.ts'
import { CalendarIsland } from './calendar-island.tsx'
import { DaysTable } from './days-table.tsx'
import { Key } from './key.tsx'

type Props = {
  view: 'month' | 'week'
  schedule: Schedule
  frame: Frame
  locale: Locale
  zone: string
  single: boolean
  /** The day whose month or week is shown. */
  asked: Day
  /** The filters of the page, as a query. */
  query: string
  /** Slugs of services whose windows the person who looks may move. */
  plans: string[]
  dayHref: (day: Day) => string
  /** The address of the month or week that a day lies in. */
  turnTo: (day: Day) => string
}

/**
 * A month or a week, with the ways to those beside it. The table is whole without script, is what phones and paper show,
 * and stands until the interactive calendar has drawn the same days.
 */
export async function DaysView({ view, asked, query, plans, dayHref, turnTo, ...shown }: Props) {
  const { schedule, locale, zone } = shown
  const t = await getTranslations('site.schedule')
  const days = calendarDays(view, asked, schedule)
  const name = (from: Day, width: 'long' | 'short') => {
    if (view === 'week') return daySpan(from, addDays(from, 6), locale, width)
    const at = startOfDay(from, zone)
    return width === 'long' ? `${monthName(at, zone, locale)} ${year(at, zone)}` : monthName(at, zone, locale)
  }
  const [before, after] = [days.before, days.after]
  const isNow = schedule.today >= days.from && schedule.today < days.to
  return (
    <div className={`days-view fills-sheets by-${view}`}>
      <div className="days-head">
        <h2 id="days" tabIndex={-1}>
          {name(days.from, 'long')}
        </h2>
        <nav className="no-print" aria-label={t(`days.turn.${view}`)}>
          {before ? (
            <a className="button small" href={turnTo(before)} rel="prev">
              <span aria-hidden="true">← </span>
              <span className="sr-only">{t('calendar.previous')}: </span>
              {name(before, 'short')}
            </a>
          ) : (
            <a
              className="button small"
              href={inLanguage(locale, `${paths.history}/${addDays(days.from, -1).slice(0, 7)}`)}
            >
              <span aria-hidden="true">← </span>
              {t('days.history')}
            </a>
          )}
          {!isNow && (
            <a className="button small" href={turnTo(schedule.today)}>
              {t('calendar.today')}
            </a>
          )}
          {after && (
            <a className="button small" href={turnTo(after)} rel="next">
              <span className="sr-only">{t('calendar.next')}: </span>
              {name(after, 'short')}
              <span aria-hidden="true"> →</span>
            </a>
          )}
        </nav>
      </div>
      <DaysTable {...shown} days={days} labelledBy="days" dayHref={dayHref} />
      <ClientMessages of={plans.length ? ['site.schedule.move', 'reasons'] : []}>
        <CalendarIsland
          view={view}
          plans={plans}
          locale={locale}
          zone={zone}
          query={query}
          from={days.from}
          span={{ start: days.weeks[0]?.[0] ?? days.from, end: addDays(days.weeks.at(-1)?.[6] ?? days.from, 1) }}
          words={{
            failed: t('failed'),
            again: t('again'),
            allDay: t('calendar.allDay'),
            cancelled: (await getTranslations('words.window'))('cancelled'),
            hint: plans.length ? t('move.hint') : '',
            moved: t('move.moved', { title: '{title}' }),
          }}
        />
      </ClientMessages>
      {!shown.single && <Key frame={shown.frame} locale={locale} single={false} days />}
    </div>
  )
}
