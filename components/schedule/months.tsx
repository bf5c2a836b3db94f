import { getTranslations } from 'next-intl/server'
import { dayNumber, duration, longDate, monthName, time, weekdayName, year, zoneName } from '#lib/i18n/format.ts'
import { type Locale, pick } from '#lib/i18n/locales.ts'
import { inLanguage, windowPath } from '#lib/paths.ts'
import type { Frame } from '#lib/portal/queries.ts'
import type { Schedule, ScheduledRelease, ScheduledWindow } from '#lib/schedule/queries.ts'
import { type Month, scheduleMonths } from '#lib/schedule/rules.ts'
import { addDays, type Day, dayOf, startOfDay, weekday } from '#lib/time.ts'

type Props = {
  schedule: Schedule
  frame: Frame
  locale: Locale
  zone: string
  single: boolean
  dayHref: (day: Day) => string
}

/** What stands on a day. A window of more than a day stands on each day that it touches. */
type OnDay = { windows: ScheduledWindow[]; releases: ScheduledRelease[] }

/** Two years as 24 months. One service alone fills its days; of several, letters stand below the number. */
export async function Months({ schedule, frame, locale, zone, single, dayHref }: Props) {
  const t = await getTranslations('site.schedule')
  const onDays = byDay(schedule, zone)
  const service = (id: string) => frame.services.find((one) => one.id === id)
  const monday = scheduleMonths('2024-01-01', 1)[0]?.days ?? []
  const weekdays = monday.slice(0, 7).map((day) => weekdayName(startOfDay(day, zone), zone, locale, 'narrow'))

  const describe = (day: Day, on: OnDay) => {
    const named = on.windows
      .slice(0, 6)
      .map(
        (window) =>
          `${single ? '' : `${pick(service(window.serviceId)?.name, locale).text}, `}${time(window.startsAt, zone)} ${zoneName(window.startsAt, zone)}: ${pick(window.title, locale).text}`,
      )
    const more = on.windows.length > 6 ? [t('more', { count: on.windows.length - 6 })] : []
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
        const own = schedule.windows.filter(
          (window) => dayOf(window.startsAt, zone).startsWith(month.first.slice(0, 7)) && window.state !== 'cancelled',
        )
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

function byDay(schedule: Schedule, zone: string): Map<Day, OnDay> {
  const days = new Map<Day, OnDay>()
  const on = (day: Day) => {
    const found = days.get(day) ?? { windows: [], releases: [] }
    days.set(day, found)
    return found
  }
  for (const window of schedule.windows) {
    if (window.state === 'cancelled') continue
    const first = dayOf(window.startsAt, zone)
    const last = window.minutes > 1440 ? dayOf(new Date(window.endsAt.getTime() - 1), zone) : first
    for (let day = first; day <= last; day = addDays(day, 1)) on(day).windows.push(window)
  }
  for (const release of schedule.releases) on(release.on).releases.push(release)
  return days
}

function look(on: OnDay): string {
  if (on.windows.some((window) => window.pinned)) return 'pin'
  const [first] = on.windows
  if (!first) return 'release'
  return first.urgent && ['planned', 'announced'].includes(first.state) ? 'urgent' : 'window'
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
        <span
          key={window.id}
          className={`letter ${window.pinned ? 'pin' : window.urgent && ['planned', 'announced'].includes(window.state) ? 'urgent' : ''}`}
        >
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

/** For phones: two rows of twelve months, a link a month to its place in the agenda. */
export async function YearStrip({ schedule, locale, zone }: Pick<Props, 'schedule' | 'locale' | 'zone'>) {
  const t = await getTranslations('site.schedule')
  const months = scheduleMonths(schedule.first)
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
                  <a href={`#a-${key}`} aria-label={`${monthName(at, zone, locale)} ${year(at, zone)}`}>
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
                      {schedule.windows
                        .filter(
                          (window) => dayOf(window.startsAt, zone).startsWith(key) && window.state !== 'cancelled',
                        )
                        .map((window) => (
                          <rect
                            key={window.id}
                            className={window.pinned ? 'pin' : 'window'}
                            x="0"
                            y={Number(dayNumber(window.startsAt, zone)) * 2 - 3}
                            width="27"
                            height="6"
                          />
                        ))}
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
