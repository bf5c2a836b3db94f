import { getTranslations } from 'next-intl/server'
import { Said } from '#components/ui/said.tsx'
import {
  duration,
  firstZone,
  longDate,
  moment,
  shortRange,
  takesDays,
  time,
  zoneCity,
  zoneName,
} from '#lib/i18n/format.ts'
import type { Locale } from '#lib/i18n/locales.ts'
import { minutesBetween } from '#lib/time.ts'
import type { WindowRecord } from '#lib/windows/queries.ts'
import { DeviceTime } from './device-time.tsx'

/** When a window is: in the reader's zone, the service's and the device's, how long, and the downtime in it. */
export async function WindowWhen({ record, locale, zone }: { record: WindowRecord; locale: Locale; zone: string }) {
  const t = await getTranslations('site.window')
  const { window, downtime, messages } = record
  const firstTold = messages.findLast((message) => message.kind === 'rescheduled')?.facts.before as
    | { startsAt: string; endsAt: string }
    | undefined
  return (
    <div className="when">
      <div>
        <p className="label">{t('yourTime', { city: zoneCity(zone, locale) })}</p>
        <Times
          window={window}
          zone={zone}
          locale={locale}
          className="date"
          struck={window.state === 'cancelled'}
          large
        />
        {firstTold && (
          <p className="note">
            <s>
              {longDate(new Date(firstTold.startsAt), zone, locale)},{' '}
              {shortRange(new Date(firstTold.startsAt), new Date(firstTold.endsAt), zone, locale)}
            </s>
          </p>
        )}
        <DeviceTime
          startsAt={window.startsAt.toISOString()}
          endsAt={window.endsAt.toISOString()}
          shown={[zone, window.timeZone]}
          locale={locale}
          label={t('deviceTime', { city: '{city}' })}
        />
      </div>
      <div>
        <p className="label">{t('serviceTime', { city: zoneCity(window.timeZone, locale) })}</p>
        <Times
          window={window}
          zone={window.timeZone}
          locale={locale}
          className="second"
          struck={window.state === 'cancelled'}
        />
      </div>
      <div>
        <p className="label">{t('duration')}</p>
        <p className="second">{duration(window.minutes, locale)}</p>
        {window.startedAt && (
          <p className="note">
            {window.finishedAt
              ? t('lasted', {
                  duration: duration(Math.max(1, minutesBetween(window.startedAt, window.finishedAt)), locale),
                })
              : t('startedAt', { time: `${time(window.startedAt, zone)} ${zoneName(window.startedAt, zone)}` })}
          </p>
        )}
      </div>
      <div>
        <p className="label">{t('downtime')}</p>
        {downtime ? (
          <>
            <p className="second">
              {t('downtimeFrom', {
                duration: duration(window.downtimeMinutes ?? 0, locale),
                time: `${time(downtime.startsAt, zone)}${firstZone(downtime.startsAt, downtime.endsAt, zone)}`,
              })}
            </p>
            <p className="note">{t('until', { time: moment(downtime.endsAt, zone, locale) })}</p>
          </>
        ) : (
          <>
            <p className="second">{t(window.effect ? 'noDowntime' : 'downtimeUnknown')}</p>
            <p className="note">
              <Said text={window.effect} locale={locale} />
            </p>
          </>
        )}
      </div>
    </div>
  )
}

type TimesProps = {
  window: { startsAt: Date; endsAt: Date }
  zone: string
  locale: Locale
  className: string
  struck: boolean
  large?: boolean
}

function Times({ window: { startsAt, endsAt }, zone, locale, className, struck, large }: TimesProps) {
  const from = firstZone(startsAt, endsAt, zone)
  const content = (
    <>
      <p className={className}>
        <time dateTime={startsAt.toISOString()}>{longDate(startsAt, zone, locale)}</time>
      </p>
      {takesDays(startsAt, endsAt, zone) ? (
        <p className={large ? 'serif' : undefined}>{shortRange(startsAt, endsAt, zone, locale)}</p>
      ) : (
        <p className={large ? 'hours' : 'serif text-5'}>
          {time(startsAt, zone)}
          {from && <small>{from}</small>}
          <span aria-hidden="true">–</span>
          <span className="sr-only"> – </span>
          {time(endsAt, zone)} <small>{zoneName(endsAt, zone)}</small>
        </p>
      )}
    </>
  )
  return struck ? <s>{content}</s> : content
}
