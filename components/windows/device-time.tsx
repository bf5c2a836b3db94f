'use client'

import { useSyncExternalStore } from 'react'
import { longDate, shortRange, zoneCity } from '#lib/i18n/format.ts'
import type { Locale } from '#lib/i18n/locales.ts'

/** The same times in the zone of the reader's device, where it is none of those that stand there already. */
export function DeviceTime({
  startsAt,
  endsAt,
  shown,
  locale,
  label,
}: {
  startsAt: string
  endsAt: string
  shown: string[]
  locale: Locale
  label: string
}) {
  const zone = useSyncExternalStore(
    never,
    () => Intl.DateTimeFormat().resolvedOptions().timeZone,
    () => null,
  )
  const [start, end] = [new Date(startsAt), new Date(endsAt)]
  const said = (one: string) => shortRange(start, end, one, locale)
  if (!zone || shown.some((one) => said(one) === said(zone))) return null
  return (
    <p className="note mt-1">
      {label.replace('{city}', zoneCity(zone, locale))}: {longDate(start, zone, locale)}, {said(zone)}
    </p>
  )
}

const never = () => () => {}
