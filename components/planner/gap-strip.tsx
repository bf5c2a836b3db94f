'use client'

import { useLocale } from 'next-intl'
import { monthName } from '#lib/i18n/format.ts'
import { fixedOn, foreseenOn } from '#lib/planner/ground.ts'
import { reachOf } from '#lib/planner/horizon.ts'
import type { Plan } from '#lib/planner/rules.ts'
import { freezesHolding } from '#lib/rules/freezes.ts'
import { position } from '#lib/schedule/rules.ts'
import { addMonths, type Day, dayOf, startOfDay } from '#lib/time.ts'
import type { Planning } from './use-plan.ts'

/** Pixels from the top to the line on which bars stand, and how high the longest is. */
const base = 92
const tallest = 78

/**
 * Days from each window to the next as bars, each as wide as the gap is long on the time axis, so that width and height
 * say the same. The dashed lines are the smallest and the largest gap of the most even plan; bars beyond them are striped.
 */
export function GapStrip({
  plan,
  planning: { ground, horizon, ideal, plan: own, naive },
  compared,
  label,
}: {
  plan: Pick<Plan, 'gaps'>
  planning: Planning
  compared?: boolean
  label: string
}) {
  const locale = useLocale()
  const { from, to } = horizon
  const { zone, environmentId } = ground
  const x = (day: Day) => Math.min(100, Math.max(0, position(day, from, to) * 100))
  const reach = reachOf(ideal.gaps)
  const scale =
    tallest / Math.max(42, reach?.largest ?? 0, Math.min(70, Math.max(own.largest ?? 0, naive.largest ?? 0)))
  const lines = reach ? [...new Set([reach.smallest, reach.largest])] : []
  const bars = plan.gaps.filter((gap) => gap.from >= from && gap.to < to)
  const span = { startsAt: startOfDay(from, zone), endsAt: startOfDay(to, zone) }
  const frozen = [
    ...freezesHolding(ground.freezes, { ...span, environmentId }),
    ...foreseenOn(ground.foreseen, span),
  ].map(({ startsAt, endsAt }) => ({ from: x(dayOf(startsAt, zone)), to: x(dayOf(endsAt, zone)) }))
  return (
    <svg className={`gap-strip ${compared ? 'compared' : ''}`} role="img" aria-label={label}>
      {lines.map((days) => (
        <g key={days}>
          <line className="guide" x1="0" x2="100%" y1={base - days * scale} y2={base - days * scale} />
          <text className="guide-days" x="100%" dx="6" y={base - days * scale} dy="4">
            {days}
          </text>
        </g>
      ))}
      {bars.map((gap) => {
        const height = Math.min(tallest, gap.days * scale)
        const outside = !gap.given && reach && (gap.days < reach.smallest || gap.days > reach.largest)
        const [left, width] = [x(gap.from), x(gap.to) - x(gap.from)]
        const roomy = width > 2.2
        return (
          <g key={gap.from} className={gap.given ? 'bar given' : outside ? 'bar outside' : 'bar'}>
            <rect x={`${left.toFixed(2)}%`} width={`${width.toFixed(2)}%`} y={base - height} height={height} />
            {outside && roomy && (
              <rect
                className="plate"
                x={`${left.toFixed(2)}%`}
                width={`${width.toFixed(2)}%`}
                y={base - 22}
                height="17"
              />
            )}
            {(roomy || outside) && (
              <text
                x={`${(left + width / 2).toFixed(2)}%`}
                y={roomy ? base - 9 : base - height - 5}
                textAnchor="middle"
              >
                {gap.days}
              </text>
            )}
          </g>
        )
      })}
      {frozen.map((freeze) => (
        <rect
          key={`${freeze.from} ${freeze.to}`}
          className="strip-frozen"
          x={`${freeze.from.toFixed(2)}%`}
          width={`${(freeze.to - freeze.from).toFixed(2)}%`}
          y={base + 2}
          height="7"
        />
      ))}
      <line className="axis" x1="0" x2="100%" y1={base} y2={base} />
      {fixedOn(ground)
        .filter(({ day }) => day >= from && day < to)
        .map(({ day, release }) => (
          <svg key={`${day} ${release}`} aria-hidden="true" x={`${x(day).toFixed(2)}%`} overflow="visible">
            <path
              className={release ? 'strip-pin' : 'strip-post'}
              d={release ? `M-1 ${base}V4h13l-9 9H1V${base}z` : `M-1 ${base}v-${tallest + 4}h2V${base}z`}
            />
          </svg>
        ))}
      {monthsIn(from, to).map((first, index) => {
        const at = `${x(first).toFixed(2)}%`
        const noon = new Date(`${first}T12:00Z`)
        return (
          <g key={first}>
            <line className="strip-tick" x1={at} x2={at} y1={base + 10} y2={base + 15} />
            <text className="strip-month" x={at} dx="3" y={base + 24}>
              {monthName(noon, 'UTC', locale, 'narrow')}
            </text>
            {(index === 0 ? Number(first.slice(5, 7)) < 12 : first.slice(5, 7) === '01') && (
              <text className="strip-year" x={at} dx="3" y={base + 41}>
                {first.slice(0, 4)}
              </text>
            )}
          </g>
        )
      })}
    </svg>
  )
}

/** The first days of the months in a time; the first month may be cut. */
function monthsIn(from: Day, to: Day): Day[] {
  const months: Day[] = []
  for (let first = `${from.slice(0, 7)}-01`; first < to; first = addMonths(first, 1))
    if (first >= from) months.push(first)
  return months
}
