import { getTranslations } from 'next-intl/server'
import { duration, longDate, monthName, time, weekdayName, year, zoneName } from '#lib/i18n/format.ts'
import { type Locale, pick } from '#lib/i18n/locales.ts'
import type { Frame } from '#lib/portal/queries.ts'
import { inLanguage, windowPath } from '#lib/routes.ts'
import type { Schedule } from '#lib/schedule/queries.ts'
import { isHollow, type Month, scheduleMonths } from '#lib/schedule/rules.ts'
import { addDays, type Day, startOfDay, weekday } from '#lib/time.ts'
import { byDay, type OnDay, sharesDay } from './on-days.ts'

type Props = {
  schedule: Schedule
  frame: Frame
  locale: Locale
  zone: string
  single: boolean
  dayHref: (day: Day) => string
}

/** Of the windows on a day so many are named to who hears the page; the list has them all. */
const mostNamed = 3

/** Two years as 24 months. One service alone fills its days; of several, letters stand below the number. */
export async function Months({ schedule, frame, locale, zone, single, dayHref }: Props) {
  const t = await getTranslations('site.schedule')
  const onDays = byDay(schedule, zone)
  const byMonth = Map.groupBy(
    schedule.windows.filter((window) => window.state !== 'cancelled'),
    (window) => window.day.slice(0, 7),
  )
  const service = (id: string) => frame.services.find((one) => one.id === id)
  const monday = scheduleMonths('2024-01-01', 1)[0]?.days ?? []
  const weekdays = monday.slice(0, 7).map((day) => weekdayName(startOfDay(day, zone), zone, locale, 'narrow'))

  const describe = (day: Day, on: OnDay) => {
    const named = on.windows.slice(0, mostNamed).map((window) => {
      const whose = [
        single ? '' : pick(service(window.serviceId)?.name, locale).text,
        sharesDay(window, on) ? pick(window.environment, locale).text : '',
        `${time(window.startsAt, zone)} ${zoneName(window.startsAt, zone)}`,
      ]
      return `${whose.filter(Boolean).join(', ')}: ${pick(window.title, locale).text}`
    })
    const more = on.windows.length > mostNamed ? [t('more', { count: on.windows.length - mostNamed })] : []
    return `${longDate(startOfDay(day, zone), zone, locale)}: ${[...named, ...more, ...on.releases.map((release) => `${pick(release.title, locale).text} ${release.version}`)].join('; ')}`
  }

  const cell = (day: Day, index: number, month: Month) => {
    const on = onDays.get(day)
    const frozen = single ? schedule.freezes.filter((freeze) => day >= freeze.startsOn && day < freeze.endsOn) : []
    const marks = [
      index === 0 && month.blanks > 0 && `after-${month.blanks}`,
      weekday(day) > 5 && 'rest',
      day < schedule.today && 'past',
      day === schedule.today && 'today',
      frozen.length > 0 && 'frozen',
      frozen.some((freeze) => freeze.startsOn === day) && 'freeze-first',
      frozen.some((freeze) => freeze.endsOn === addDays(day, 1)) && 'freeze-last',
    ]
      .filter(Boolean)
      .join(' ')
    const number = String(Number(day.slice(8)))
    const only = on?.windows.length === 1 && !on.releases.length ? on.windows[0] : undefined
    return (
      <li key={day} className={marks || undefined}>
        {on ? (
          <a
            href={only ? inLanguage(locale, windowPath(only.reference)) : dayHref(day)}
            className={single ? look(on) : undefined}
          >
            <span aria-hidden="true">
              {number}
              {!single && <Letters on={on} letter={(id) => service(id)?.letter ?? '·'} />}
            </span>
            <span className="sr-only">{describe(day, on)}</span>
          </a>
        ) : (
          number
        )}
      </li>
    )
  }

  return (
    <div className="months">
      {scheduleMonths(schedule.first).map((month, index) => {
        const at = startOfDay(month.first, zone)
        const own = byMonth.get(month.first.slice(0, 7)) ?? []
        const sum = single
          ? duration(
              own.reduce((minutes, window) => minutes + window.minutes, 0),
              locale,
            )
          : String(own.length)
        return (
          <article key={month.first} className="month" id={`m-${month.first.slice(0, 7)}`}>
            <h3>
              <span className="font-semibold">
                {monthName(at, zone, locale)}{' '}
                {(index === 0 || month.first.slice(5, 7) === '01') && <span>{year(at, zone)}</span>}
              </span>
              <span className="sum" title={single ? t('sumHours') : t('sumCount')}>
                {own.length ? sum : t('none')}
              </span>
            </h3>
            <div className="weekdays" aria-hidden="true">
              {weekdays.map((name, column) => (
                <span key={`${month.first} ${column === 0 ? 'first' : column}`}>{name}</span>
              ))}
            </div>
            <ol className="days">{month.days.map((day, column) => cell(day, column, month))}</ol>
          </article>
        )
      })}
    </div>
  )
}

function look(on: OnDay): string {
  if (on.windows.some((window) => window.pinned)) return 'pin'
  const [first] = on.windows
  if (!first) return 'release'
  return isHollow(first) ? 'urgent' : 'window'
}

/** At most two letters; more than two become a figure. */
function Letters({ on, letter }: { on: OnDay; letter: (serviceId: string) => string }) {
  const all = on.windows
  if (all.length > 2)
    return (
      <span className="letters">
        <span className="letter">{all.length}</span>
      </span>
    )
  return (
    <span className="letters">
      {all.map((window) => (
        <span key={window.id} className={`letter ${window.pinned ? 'pin' : isHollow(window) ? 'urgent' : ''}`}>
          {letter(window.serviceId)}
        </span>
      ))}
      {on.releases.map((release) => (
        <span key={release.id} className="letter urgent">
          {letter(release.serviceId)}
        </span>
      ))}
    </span>
  )
}
