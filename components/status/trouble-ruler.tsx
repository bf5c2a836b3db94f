import { getTranslations } from 'next-intl/server'
import { rulerTicks } from '#components/windows/window-ruler.tsx'
import type { ComponentState } from '#db/schema/statuses.ts'
import { dayMonth, time } from '#lib/i18n/format.ts'
import { type Locale, pick } from '#lib/i18n/locales.ts'
import { downtimeOf } from '#lib/judging/stored-window.ts'
import { byAvailability } from '#lib/rules/availability.ts'
import type { ToldIncident, ToldWindow } from '#lib/status/stories.ts'
import { hour } from '#lib/time.ts'

type Props = { incident: ToldIncident; window: ToldWindow; locale: Locale; zone: string; now: Date }

/**
 * How a window became an incident, on one axis of time: what was announced, what the window did, what the components
 * were. Positions are percentages of the drawings, so that they need no style.
 */
export async function TroubleRuler({ incident, window, locale, zone, now }: Props) {
  const t = await getTranslations('site.status.incident.ruler')
  const words = await getTranslations('words.component')
  const downtime = downtimeOf(window)
  const began = window.startedAt ?? window.startsAt
  const over = window.finishedAt ?? now
  const back = window.rollbackSaidAt
  const from = Math.min(window.startsAt.getTime(), began.getTime())
  const to = Math.max(window.endsAt.getTime(), now.getTime())
  const at = (moment: Date) => Math.max(0, Math.min(100, ((moment.getTime() - from) / (to - from)) * 100))
  const x = (moment: Date) => `${at(moment).toFixed(2)}%`
  const bar = (start: Date, end: Date) => ({ x: x(start), width: `${Math.max(0, at(end) - at(start)).toFixed(2)}%` })
  const wide = (start: Date, end: Date) => at(end) - at(start) > 16
  const troubles = incident.course.filter(({ state }) => state !== 'working' && state !== 'unknown')
  const { out, limited } = byAvailability(incident.touched)
  const worst = [...out, ...limited, ...incident.touched][0]
  const clock = (moment: Date) => time(moment, zone)
  const label = [
    t('announced', { from: clock(window.startsAt), until: clock(window.endsAt) }),
    downtime && t('downtimeSaid', { from: clock(downtime.startsAt), until: clock(downtime.endsAt) }),
    t('ran', { from: clock(began), until: window.finishedAt ? clock(over) : t('now', { time: clock(now) }) }),
    back && t('backSaid', { time: clock(back) }),
    ...troubles.map(({ state, from, until }) =>
      t('was', {
        state: words(state),
        from: clock(from),
        until: until >= now ? t('now', { time: clock(now) }) : clock(until),
      }),
    ),
  ]
  return (
    <div className="trouble-ruler" role="img" aria-label={label.filter(Boolean).join(' ')}>
      <span className="row-name">{t('rows.announced')}</span>
      <svg aria-hidden="true">
        <line className="span" x1={x(window.startsAt)} x2={x(window.endsAt)} y1="50%" y2="50%" />
        {[window.startsAt, window.endsAt].map((moment) => (
          <line key={moment.getTime()} className="span" x1={x(moment)} x2={x(moment)} y1="15%" y2="85%" />
        ))}
        {downtime && (
          <>
            <rect className="downtime" {...bar(downtime.startsAt, downtime.endsAt)} y="20%" height="60%" />
            {wide(downtime.startsAt, downtime.endsAt) && (
              <text className="on-page" x={x(downtime.startsAt)} dx="6" y="50%">
                {t('downtime')}
              </text>
            )}
          </>
        )}
      </svg>
      <span className="row-name">{t('rows.window')}</span>
      <svg aria-hidden="true">
        <defs>
          <pattern
            id={`back-${incident.id}`}
            width="6"
            height="6"
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(45)"
          >
            <rect className="gap" width="6" height="6" />
            <rect className="ink" width="2.5" height="6" />
          </pattern>
        </defs>
        <rect className="work" {...bar(began, back ?? over)} y="18%" height="64%" />
        {wide(began, back ?? over) && (
          <text className="on-mark" x={x(began)} dx="6" y="50%">
            {t('work')}
          </text>
        )}
        {back && <rect {...bar(back, over)} y="18%" height="64%" fill={`url(#back-${incident.id})`} />}
      </svg>
      <span className="row-name">
        {worst && out.length + limited.length <= 1 ? pick(worst.component, locale).text : t('rows.components')}
      </span>
      <svg aria-hidden="true">
        {troubles.map(({ state, from, until }) => (
          <g key={`${state} ${from.getTime()}`}>
            <rect className={state} {...bar(from, until)} y="18%" height="64%" />
            {wide(from, until) && (
              <text className={dark.includes(state) ? 'on-mark' : 'on-light'} x={x(from)} dx="6" y="50%">
                {words(state)}
              </text>
            )}
          </g>
        ))}
      </svg>
      <span aria-hidden="true" />
      <svg className="axis" aria-hidden="true">
        {rulerTicks(from, to, zone).map((tick, index, all) => (
          <g key={tick}>
            <line x1={x(new Date(tick))} x2={x(new Date(tick))} y1="0" y2="5" />
            <text
              className={index % 2 ? 'every-second' : undefined}
              x={x(new Date(tick))}
              y="18"
              textAnchor={index === 0 ? 'start' : index === all.length - 1 ? 'end' : 'middle'}
            >
              {to - from > 48 * hour ? dayMonth(new Date(tick), zone, locale) : clock(new Date(tick))}
            </text>
          </g>
        ))}
      </svg>
      <svg className="now" aria-hidden="true">
        <line x1={x(now)} x2={x(now)} y1="0" y2="100%" />
        <text x={x(now)} dx={at(now) > 50 ? -6 : 6} y="10" textAnchor={at(now) > 50 ? 'end' : 'start'}>
          {t('now', { time: clock(now) })}
        </text>
      </svg>
    </div>
  )
}

const dark: ComponentState[] = ['major', 'partial', 'maintenance']
