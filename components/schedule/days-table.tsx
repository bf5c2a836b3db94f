import { getTranslations } from 'next-intl/server'
import { dayNumber, longDate, monthName, weekdayName } from '#lib/i18n/format.ts'
import type { Locale } from '#lib/i18n/locales.ts'
import type { Frame } from '#lib/portal/queries.ts'
import type { Schedule } from '#lib/schedule/queries.ts'
import { byEnvironment, type CalendarDays } from '#lib/schedule/rules.ts'
import { type Day, startOfDay } from '#lib/time.ts'
import { FreezeOnDay, ReleaseOnDay, type Whose, WindowOnDay } from './day-entries.tsx'
import { byDay } from './on-days.ts'

type Props = {
  schedule: Schedule
  days: CalendarDays
  frame: Frame
  locale: Locale
  zone: string
  single: boolean
  /** The id of the heading that names it. */
  labelledBy: string
  dayHref: (day: Day) => string
}

/** Of the windows and releases of a day so many are shown; the list has them all. */
const mostShown = 5

/** A month or a week as a table, a row for each week; on a phone a list of the days on which there is something. */
export async function DaysTable({ schedule, days, frame, locale, zone, single, labelledBy, dayHref }: Props) {
  const t = await getTranslations('site.schedule')
  const onDays = byDay(schedule, zone, true)
  const mixed = !single || byEnvironment(schedule.windows).length > 1
  const whose: Whose = {
    service: (id) => (single ? undefined : frame.services.find((one) => one.id === id)),
    environment: (window) => (mixed ? window.environment : null),
  }
  const shown = { locale, zone, whose }
  const known = (day: Day) => day >= schedule.first && day < schedule.end
  const inside = (day: Day) => day >= days.from && day < days.to
  const opening = known(days.from) ? days.from : schedule.first
  const starts = (day: Day) => startOfDay(day, zone)

  const cell = (day: Day, column: number) => {
    if (!known(day)) return <td key={day} className="beyond" />
    const { windows = [], releases = [] } = onDays.get(day) ?? {}
    const freezes = schedule.freezes.filter((freeze) => day >= freeze.startsOn && day < freeze.endsOn)
    const begins = freezes.some((freeze) => day === freeze.startsOn || day === opening)
    const today = day === schedule.today
    const something = today || begins || windows.length > 0 || releases.length > 0
    const shownReleases = releases.slice(0, mostShown)
    const shownWindows = windows.slice(0, mostShown - shownReleases.length)
    const more = windows.length + releases.length - shownWindows.length - shownReleases.length
    const marks = [
      !inside(day) && 'beyond',
      !something && 'nothing',
      column > 4 && 'rest',
      day < schedule.today && 'past',
      today && 'today',
    ]
    return (
      <td
        key={day}
        className={marks.filter(Boolean).join(' ') || undefined}
        {...(today && { 'aria-current': 'date' as const })}
      >
        <p className="day">
          <span>{weekdayName(starts(day), zone, locale, 'short')} </span>
          {dayNumber(starts(day), zone)}
          <span> {monthName(starts(day), zone, locale, 'short')}</span>
          {today && <span>, {t('calendar.today')}</span>}
        </p>
        {freezes.length + windows.length + releases.length > 0 && (
          <ul>
            {freezes.map((freeze) => (
              <FreezeOnDay
                key={freeze.id}
                {...shown}
                freeze={freeze}
                begins={day === freeze.startsOn}
                goesOn={day !== freeze.startsOn && day !== opening}
                within={day !== freeze.startsOn && column > 0}
              />
            ))}
            {shownReleases.map((release) => (
              <ReleaseOnDay key={release.id} {...shown} release={release} />
            ))}
            {shownWindows.map((window) => (
              <WindowOnDay key={window.id} {...shown} window={window} goesOn={window.day < day} />
            ))}
          </ul>
        )}
        {more > 0 && (
          <a className="days-more" href={dayHref(day)}>
            {t('more', { count: more })} <span className="sr-only">{longDate(starts(day), zone, locale)}</span>
          </a>
        )}
      </td>
    )
  }

  const shownDays = days.weeks.flat().filter(inside)
  const quiet = !shownDays.some((day) => onDays.has(day))
  const held = shownDays.some((day) => schedule.freezes.some(({ startsOn, endsOn }) => day >= startsOn && day < endsOn))
  return (
    <>
      <table className="days-table" aria-labelledby={labelledBy}>
        <thead>
          <tr>
            {days.weeks[0]?.map((day) => (
              <th key={day} scope="col" abbr={weekdayName(starts(day), zone, locale)}>
                {weekdayName(starts(day), zone, locale, 'short')}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {days.weeks.map((week) => (
            <tr key={week[0]}>{week.map(cell)}</tr>
          ))}
        </tbody>
      </table>
      {quiet && <p className="note days-nothing">{t(held ? 'days.noWindow' : 'days.nothing')}</p>}
    </>
  )
}
