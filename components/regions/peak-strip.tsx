'use client'

import { useTranslations } from 'next-intl'
import { isWithin, leastPeakStart, type Region, regionsAtPeak } from '#lib/rules/regions.ts'
import { spanSaid } from '#lib/rules/times.ts'
import { dayOf, minutesBetween } from '#lib/time.ts'
import { HourStrip } from './hour-strip.tsx'

const complete = /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d$/

/** The hours of all regions with the window on them, and in words when it hurts whom and what would be better. */
export function PeakStrip({
  regions,
  times,
  zone,
  permitted,
}: {
  regions: (Omit<Region, 'name'> & { name: string })[]
  times: { startsLocal: string; endsLocal: string }
  zone: string
  /** The permitted hours of the service: no other start is suggested. */
  permitted: { from: string; to: string } | null
}) {
  const t = useTranslations('admin.windowForm.peak')
  if (!regions.length || !complete.test(times.startsLocal) || !complete.test(times.endsLocal)) return null
  const span = spanSaid(times, zone)
  const minutes = minutesBetween(span.startsAt, span.endsAt)
  if (minutes <= 0 || minutes > 24 * 60) return null
  const named = regions.map((region) => ({ ...region, name: { en: region.name } }))
  const busy = regionsAtPeak(span, named).map((region) => region.name.en)
  const best = leastPeakStart(dayOf(span.startsAt, zone), minutes, named, zone, span.startsAt, (one) =>
    isWithin(one, permitted, zone),
  )
  const sentence = !busy.length
    ? t('calm', { count: regions.length })
    : t(!best ? 'unfit' : best.peak === 0 ? 'better' : 'never', {
        regions: busy.join(', '),
        clock: best?.clock ?? '',
      })
  return (
    <figure>
      <HourStrip regions={regions} zone={zone} span={span} label={sentence} />
      <figcaption className="note mt-1" aria-live="polite">
        {sentence}
      </figcaption>
    </figure>
  )
}
