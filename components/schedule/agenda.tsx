import { getTranslations } from 'next-intl/server'
import { windowLook } from '#components/records/state.tsx'
import { Icon } from '#components/ui/icon.tsx'
import { Said } from '#components/ui/said.tsx'
import type { Texts } from '#db/schema/columns.ts'
import { dayMonth, dayNumber, duration, fullStop, monthName, shortRange, weekdayName, year } from '#lib/i18n/format.ts'
import type { Locale } from '#lib/i18n/locales.ts'
import type { Frame } from '#lib/portal/queries.ts'
import { inLanguage, windowPath } from '#lib/routes.ts'
import type { PlacedWindow, Schedule, ScheduledFreeze, ScheduledRelease } from '#lib/schedule/queries.ts'
import { byEnvironment, gaps } from '#lib/schedule/rules.ts'
import { type Day, startOfDay } from '#lib/time.ts'

export type Entry = { day: Day; at: Date } & (
  | { window: PlacedWindow; gap: number | null }
  | { freeze: ScheduledFreeze }
  | { release: ScheduledRelease }
)

/** What is to come, in order: windows that are not over, freezes that are on or ahead, releases without a window. */
export function agendaEntries(schedule: Schedule, zone: string, from: Date): Entry[] {
  const planned = schedule.windows.filter((window) => window.state !== 'cancelled')
  const gapBefore = new Map(
    [...byEnvironment(planned)].flatMap((own) => {
      const between = gaps(own.map((window) => window.day))
      return own.slice(1).map((window, index) => [window, between[index] ?? null] as const)
    }),
  )
  const entries: Entry[] = [
    ...schedule.windows
      .filter((window) => window.endsAt > from)
      .map((window) => ({ day: window.day, at: window.startsAt, window, gap: gapBefore.get(window) ?? null })),
    ...schedule.freezes
      .filter((freeze) => freeze.endsAt > from)
      .map((freeze) => ({ day: freeze.startsOn, at: freeze.startsAt, freeze })),
    ...schedule.releases
      .filter((release) => startOfDay(release.on, zone) >= from)
      .map((release) => ({ day: release.on, at: startOfDay(release.on, zone), release })),
  ]
  return entries.sort((one, other) => one.at.getTime() - other.at.getTime())
}

type Props = {
  entries: Entry[]
  frame: Frame
  locale: Locale
  zone: string
  single: boolean
  now: Date
  full?: boolean
  early?: number
}

/** A list by month. Beside the months there is room for `early` entries; on a phone and on paper all of them stand. */
export async function Agenda({ entries, frame, locale, zone, single, now, full, early = Infinity }: Props) {
  const t = await getTranslations('site.schedule')
  const words = await getTranslations('words')
  const service = (id: string) => frame.services.find((one) => one.id === id)
  const head = (day: Day, at: Date) => (
    <div className="day">
      <b>{dayNumber(at, zone)}</b>
      <span>{weekdayName(startOfDay(day, zone), zone, locale, 'short')}</span>
    </div>
  )
  // Of one service the environment is said where there are several.
  const mixed = byEnvironment(entries.flatMap((entry) => ('window' in entry ? [entry.window] : []))).length > 1
  const whose = (id: string, environment: Texts | null = null) =>
    single ? (
      mixed &&
      environment && (
        <p className="note">
          <Said text={environment} locale={locale} />
        </p>
      )
    ) : (
      <p className="note">
        {service(id)?.letter && (
          <span className="letter mr-1" aria-hidden="true">
            {service(id)?.letter}
          </span>
        )}
        <Said text={service(id)?.name} locale={locale} />
        {environment && (
          <>
            , <Said text={environment} locale={locale} />
          </>
        )}
      </p>
    )
  const anchored = new Set<string>()
  const anchor = (day: Day) => {
    if (anchored.has(day)) return undefined
    anchored.add(day)
    return `d-${day}`
  }

  const show = (entry: Entry) => {
    if ('freeze' in entry) {
      const last = new Date(entry.freeze.endsAt.getTime() - 60_000)
      return (
        <li key={entry.freeze.id} className="freeze-entry" id={anchor(entry.day)}>
          {head(entry.day, entry.at)}
          <div>
            <p className="note">
              <Icon name="freeze" className="is-freeze" />{' '}
              <b className="text-ink">
                <Said text={entry.freeze.title} locale={locale} />
              </b>{' '}
              {t(entry.at <= now ? 'freezeInForce' : 'freezeTo', {
                date: `${dayMonth(last, entry.freeze.timeZone, locale)} ${year(last, entry.freeze.timeZone)}`,
              })}{' '}
              <Said text={entry.freeze.exceptions} locale={locale} />
            </p>
            {whose(entry.freeze.serviceId)}
          </div>
        </li>
      )
    }
    if ('release' in entry) {
      return (
        <li key={entry.release.id} id={anchor(entry.day)}>
          {head(entry.day, entry.at)}
          <div>
            <p className="entry-title">
              <Said text={entry.release.title} locale={locale} /> {entry.release.version}
            </p>
            {whose(entry.release.serviceId)}
            <p className="note">
              <Icon name={entry.release.pinned ? 'pin' : 'ring'} /> {t(entry.release.pinned ? 'pinned' : 'noWindow')}
            </p>
          </div>
        </li>
      )
    }
    const { window, gap } = entry
    return (
      <li key={window.id} id={anchor(entry.day)} className={window.state === 'cancelled' ? 'cancelled' : undefined}>
        {head(entry.day, window.startsAt)}
        <div>
          <p className="entry-title">
            <a href={inLanguage(locale, windowPath(window.reference))}>
              <Said text={window.title} locale={locale} />
            </a>
          </p>
          {whose(window.serviceId, window.environment)}
          <p className="note">
            <time dateTime={window.startsAt.toISOString()}>
              {shortRange(window.startsAt, window.endsAt, zone, locale)}
            </time>
            , {duration(window.minutes, locale)},{' '}
            {t(window.downtime === null ? 'downtimeUnknown' : window.downtime ? 'downtime' : 'noDowntime')}
          </p>
          <p className="note">
            <Icon
              name={window.pinned ? 'pin' : windowLook(window.state).icon}
              className={window.pinned ? 'is-ink' : windowLook(window.state).tone}
            />{' '}
            {words(`window.${window.state}`)}
            {single && gap !== null && gap > 0 && window.state !== 'cancelled' && (
              <>
                {fullStop(locale)} {t('daysAfter', { days: gap })}
              </>
            )}
          </p>
        </div>
      </li>
    )
  }

  const months = Map.groupBy(
    entries.map((entry, index) => ({ entry, late: index >= early })),
    ({ entry }) => entry.day.slice(0, 7),
  )
  return (
    <div className={full ? 'agenda full' : 'agenda'}>
      {[...months].map(([month, members]) => {
        const at = startOfDay(`${month}-01`, zone)
        return (
          <section key={month} id={`a-${month}`} className={members.every(({ late }) => late) ? 'late' : undefined}>
            <h3>
              {monthName(at, zone, locale)} <span>{year(at, zone)}</span>
            </h3>
            <ol>{members.map(({ entry }) => show(entry))}</ol>
          </section>
        )
      })}
    </div>
  )
}
