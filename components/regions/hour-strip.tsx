import { useLocale } from 'next-intl'
import { zoneCity } from '#lib/i18n/format.ts'
import type { Region, Span } from '#lib/rules/regions.ts'
import { peakMinutes } from '#lib/rules/regions.ts'
import { hour, localOf, minute } from '#lib/time.ts'

const width = 20
const tall = 18
const low = 5
const gap = 8

/**
 * Twenty-four hours around a window, a row a region: tall where its users need the service most, blue where the window
 * lies. The hours are those that clocks show that night, so an hour that is skipped is not there and one that comes
 * twice is there twice.
 */
export function HourStrip({
  regions,
  zone,
  span,
  label,
}: {
  regions: (Omit<Region, 'name'> & { name: string })[]
  zone: string
  span: Span
  /** The picture in words. */
  label: string
}) {
  const first = new Date(Math.floor((span.startsAt.getTime() - 8 * hour) / hour) * hour)
  const offset = Number(localOf(first, zone).slice(14, 16)) * minute
  const hours = Array.from({ length: 24 }, (_, index) => {
    const startsAt = new Date(first.getTime() - offset + index * hour)
    return { startsAt, endsAt: new Date(startsAt.getTime() + hour), clock: localOf(startsAt, zone).slice(11, 13) }
  })
  const x = (at: Date) => ((at.getTime() - (hours[0]?.startsAt.getTime() ?? 0)) / hour) * width
  const from = x(span.startsAt)
  const to = Math.min(24 * width, x(span.endsAt))
  const bottom = regions.length * (tall + gap)
  return (
    <div className="hour-strip">
      <ul aria-hidden="true">
        {regions.map((region) => (
          <li key={region.name}>{region.name}</li>
        ))}
        <li>{zoneCity(zone, useLocale())}</li>
      </ul>
      <svg viewBox={`0 0 ${24 * width} ${bottom + 18}`} role="img" aria-label={label}>
        {regions.map((region, row) =>
          hours.map((one, index) => {
            const share = peakMinutes(one, [{ ...region, name: {} }]) / 60
            const height = low + (tall - low) * share
            const own = one.startsAt < span.endsAt && one.endsAt > span.startsAt
            return (
              <rect
                key={`${region.name} ${one.startsAt.toISOString()}`}
                className={own ? 'own' : share > 0 ? 'peak' : 'calm'}
                x={index * width + 0.5}
                y={row * (tall + gap) + tall - height}
                width={width - 1}
                height={height}
              />
            )
          }),
        )}
        <rect className="own" x={from} y={bottom - 5} width={Math.max(2, to - from)} height="2.5" />
        {hours.map((one, index) => {
          const usual = index % 3 === 0
          const before = hours[index - 1]
          const changed = before && (Number(before.clock) + 1) % 24 !== Number(one.clock)
          return usual || changed ? (
            <text
              key={one.startsAt.toISOString()}
              className={changed ? 'clock changed' : 'clock'}
              x={index * width}
              y={bottom + 13}
            >
              {one.clock}
            </text>
          ) : null
        })}
      </svg>
    </div>
  )
}
