import { getTranslations } from 'next-intl/server'
import { monthName, year } from '#lib/i18n/format.ts'
import type { Locale } from '#lib/i18n/locales.ts'
import type { PlacedWindow, Schedule } from '#lib/schedule/queries.ts'
import { byEnvironment, gaps, isHollow, position, scheduleMonths } from '#lib/schedule/rules.ts'
import { type Day, daysBetween, startOfDay } from '#lib/time.ts'

type Line = {
  windows: PlacedWindow[]
  freezes: Schedule['freezes']
  schedule: Pick<Schedule, 'first' | 'end' | 'today'>
  label: string
}

/** Posts on a true time axis with the days between them as figures; freezes are hatched on the base line. */
export function GapLine({
  windows,
  freezes,
  schedule: { first, end, today },
  label,
  single,
  children,
}: Line & { single?: boolean; children?: React.ReactNode }) {
  const x = (day: Day) => position(day, first, end) * 100
  const days = [...new Set(windows.map((window) => window.day))]
  // Between windows of several environments a figure would be nobody's rhythm.
  const between = byEnvironment(windows).length > 1 ? [] : gaps(days)
  const base = single ? 52 : 46
  return (
    <svg className={`gap-line ${single ? 'single' : ''}`} role="img" aria-label={label}>
      {freezes.map((freeze) => {
        const from = Math.max(0, x(freeze.startsOn))
        return (
          <rect
            key={freeze.id}
            className="frozen"
            x={`${from.toFixed(2)}%`}
            y={base - 14}
            width={`${(Math.min(100, x(freeze.endsOn)) - from).toFixed(2)}%`}
            height="14"
          />
        )
      })}
      {between.map((gap, index) => {
        const [from, to] = [x(days[index] ?? first), x(days[index + 1] ?? first)]
        return to - from > 2.4 && from >= 0 ? (
          <text
            key={days[index]}
            className="gap-days"
            x={`${((from + to) / 2).toFixed(2)}%`}
            y={base - 26}
            textAnchor="middle"
          >
            {gap}
          </text>
        ) : null
      })}
      <Posts windows={windows} schedule={{ first, end }} base={base} />
      {windows
        .filter((window) => window.pinned && window.day >= first)
        .map((window) => (
          <svg key={window.id} aria-hidden="true" x={`${x(window.day).toFixed(2)}%`} overflow="visible">
            <path className="post pin" d={`M0 ${base - 40}h14l-4 4.5 4 4.5h-9v31h-5z`} />
          </svg>
        ))}
      {!single && (
        <line className="today" x1={`${x(today).toFixed(2)}%`} x2={`${x(today).toFixed(2)}%`} y1="0" y2="52" />
      )}
      {single && <line className="base" x1="0" x2="100%" y1={base} y2={base} />}
      {children}
    </svg>
  )
}

/**
 * A post for each day with a window, all in one path, however many there are. An urgent one is hollow until it starts;
 * pins stand by themselves.
 */
function Posts({
  windows,
  schedule: { first, end },
  base,
}: Pick<Line, 'windows'> & { schedule: Pick<Schedule, 'first' | 'end'>; base: number }) {
  const days = (chosen: PlacedWindow[]) => [
    ...new Set(chosen.filter(({ day }) => day >= first).map(({ day }) => daysBetween(first, day))),
  ]
  const path = (on: number[], top: number, height: number) => on.map((day) => `M${day} ${top}v${height}`).join('')
  const ordinary = windows.filter((window) => !window.pinned)
  const filled = days(ordinary.filter((window) => !isHollow(window)))
  const hollow = days(ordinary.filter(isHollow))
  return (
    <svg
      aria-hidden="true"
      x="2.5"
      y={base - 28}
      width="100%"
      height="28"
      viewBox={`0 0 ${daysBetween(first, end)} 28`}
      preserveAspectRatio="none"
      overflow="visible"
    >
      <path className="posts" d={path([...filled, ...hollow], 0, 28)} />
      <path className="posts hollow" d={path(hollow, 1.5, 25)} />
    </svg>
  )
}

/** The months under a gap line, with the years. */
export function MonthTicks({
  first,
  end,
  zone,
  locale,
  top,
}: Pick<Schedule, 'first' | 'end'> & { zone: string; locale: Locale; top: number }) {
  return scheduleMonths(first).map((month, index) => {
    const at = startOfDay(month.first, zone)
    const x = `${(position(month.first, first, end) * 100).toFixed(2)}%`
    const newYear = index === 0 || month.first.slice(5, 7) === '01'
    return (
      <g key={month.first}>
        <line className={newYear ? 'year-tick' : 'month-tick'} x1={x} x2={x} y1={top} y2={top + (newYear ? 34 : 5)} />
        <text className="gap-days" x={x} dx="3" y={top + 16}>
          {monthName(at, zone, locale, 'narrow')}
        </text>
        {newYear && (
          <text
            className={index === 0 && month.first.slice(5) > '10' ? 'year tight' : 'year'}
            x={x}
            dx="4"
            y={top + 34}
          >
            {year(at, zone)}
          </text>
        )}
      </g>
    )
  })
}

/**
 * In words what the line of a service draws: how many windows, in how many environments unless it shall be brief, how far
 * apart within each. Of several services only how many.
 */
export async function gapSentence(windows: PlacedWindow[], single = true, brief = false): Promise<string> {
  const t = await getTranslations('site.schedule')
  const rhythms = single ? byEnvironment(windows) : []
  const between = rhythms.flatMap((own) => gaps(own.map((window) => window.day))).filter((gap) => gap > 0)
  const [min, max] = [Math.min(...between), Math.max(...between)]
  const apart = between.length ? t(min === max ? 'gapEven' : 'gapRange', { min, max }) : ''
  const environments = brief ? 0 : rhythms.length
  return t('gapSentence', { count: windows.length, environments, gaps: between.length, apart })
}
