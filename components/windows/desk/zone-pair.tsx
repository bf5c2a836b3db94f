'use client'

import { useLocale, useTranslations } from 'next-intl'
import { duration, longRange, zoneCity } from '#lib/i18n/format.ts'
import { spanSaid } from '#lib/rules/times.ts'
import { minutesBetween } from '#lib/time.ts'

const complete = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/

/** What the typed times are: in the service's zone in bold, in the reader's below, and how long. */
export function ZonePair({
  times,
  zone,
  reader,
}: {
  times: { startsLocal: string; endsLocal: string }
  zone: string
  reader: string
}) {
  const t = useTranslations('admin.windowForm')
  const locale = useLocale()
  let shown: { startsAt: Date; endsAt: Date } | null = null
  try {
    if (complete.test(times.startsLocal) && complete.test(times.endsLocal)) shown = spanSaid(times, zone)
  } catch {
    // A date that no calendar has: the rules beside the form say so.
  }
  if (!shown || shown.endsAt <= shown.startsAt) return <p className="note">{t('timesFirst')}</p>
  const { startsAt, endsAt } = shown
  return (
    <dl className="pairs" aria-live="polite">
      <div>
        <dt>{t('serviceTime', { city: zoneCity(zone, locale) })}</dt>
        <dd>
          <b>{longRange(startsAt, endsAt, zone, locale)}</b>, {duration(minutesBetween(startsAt, endsAt), locale)}
        </dd>
      </div>
      {reader !== zone && (
        <div>
          <dt>{t('yourTime', { city: zoneCity(reader, locale) })}</dt>
          <dd>{longRange(startsAt, endsAt, reader, locale)}</dd>
        </div>
      )}
    </dl>
  )
}
