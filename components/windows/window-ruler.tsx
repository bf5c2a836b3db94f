import { getTranslations } from 'next-intl/server'
import { dayMonth, time } from '#lib/i18n/format.ts'
import type { Locale } from '#lib/i18n/locales.ts'
import { dayOf, hour, startOfDay } from '#lib/time.ts'

export type Ruler = {
  startsAt: Date
  endsAt: Date
  startedAt: Date | null
  verifyingAt: Date | null
  downtime: { startsAt: Date; endsAt: Date } | null
}

/**
 * A running window on a time axis: what is done, now, the announced downtime, testing; past its end it draws on in the
 * colour of an outage. Positions are percentages of the svg, so that it needs no style.
 */
export async function WindowRuler({
  window,
  zone,
  locale,
  now,
}: {
  window: Ruler
  zone: string
  locale: Locale
  now: Date
}) {
  const t = await getTranslations('site.window')
  const words = await getTranslations('words.window')
  const from = Math.min(window.startsAt.getTime(), window.startedAt?.getTime() ?? Infinity)
  const end = window.endsAt.getTime()
  const to = Math.max(end, now.getTime())
  const at = (moment: number) => Math.max(0, Math.min(1, (moment - from) / (to - from))) * 100
  const x = (moment: number) => `${at(moment).toFixed(2)}%`
  const nowAt = at(now.getTime())
  return (
    <svg
      className="ruler"
      role="img"
      aria-label={t('rulerLabel', {
        from: time(window.startsAt, zone),
        until: time(window.endsAt, zone),
        now: time(now, zone),
      })}
    >
      <line x1="0" x2="0" y1="0" y2="14" stroke="var(--ink)" />
      <text className="phase" x="0" dx="6" y="11">
        {t('deployment')}
      </text>
      {window.verifyingAt && (
        <>
          <line
            x1={x(window.verifyingAt.getTime())}
            x2={x(window.verifyingAt.getTime())}
            y1="0"
            y2="39"
            className="tick"
          />
          <text className="phase" x={x(window.verifyingAt.getTime())} dx="6" y="11">
            {words('verifying')}
          </text>
        </>
      )}
      <rect className="track" x="0" y="18.5" width="100%" height="20" />
      <rect className="done" x="0" y="20.5" width={x(Math.min(now.getTime(), end))} height="16" />
      {now.getTime() > end && (
        <rect className="over" x={x(end)} y="20.5" width={`${(nowAt - at(end)).toFixed(2)}%`} height="16" />
      )}
      {window.downtime && (
        <rect
          className="downtime"
          x={x(window.downtime.startsAt.getTime())}
          y="15.5"
          width={`${(at(window.downtime.endsAt.getTime()) - at(window.downtime.startsAt.getTime())).toFixed(2)}%`}
          height="26"
        />
      )}
      {now.getTime() > end && <line className="mark-end" x1={x(end)} x2={x(end)} y1="14" y2="43" />}
      <line className="mark-end" x1={`${nowAt.toFixed(2)}%`} x2={`${nowAt.toFixed(2)}%`} y1="13" y2="43" />
      {nowAt < 80 ? (
        <text className="now-label" x={`${nowAt.toFixed(2)}%`} dx="6" y="33">
          {time(now, zone)} {t('now')}
        </text>
      ) : (
        <text className="now-label" x={`${nowAt.toFixed(2)}%`} textAnchor="end" y="11">
          {time(now, zone)} {t('now')}
        </text>
      )}
      {rulerTicks(from, to, zone).map((tick, index, all) => (
        <g key={tick}>
          <line x1={x(tick)} x2={x(tick)} y1="39" y2="44" stroke="var(--ink)" />
          <text x={x(tick)} y="58" textAnchor={index === 0 ? 'start' : index === all.length - 1 ? 'end' : 'middle'}>
            {to - from > 48 * hour ? dayMonth(new Date(tick), zone, locale) : time(new Date(tick), zone)}
          </text>
        </g>
      ))}
    </svg>
  )
}

/** The start, the end, and round times between: five to eight of them. */
export function rulerTicks(from: number, to: number, zone: string): number[] {
  const length = to - from
  const step =
    [0.25, 0.5, 1, 2, 3, 6, 12, 24, 48, 72].map((hours) => hours * hour).find((size) => length / size <= 7) ??
    168 * hour
  const midnight = startOfDay(dayOf(new Date(from), zone), zone).getTime()
  const found = [from]
  for (let moment = midnight; moment < to; moment += step) {
    if (moment - from > step * 0.45 && to - moment > step * 0.45) found.push(moment)
  }
  return [...found, to]
}
