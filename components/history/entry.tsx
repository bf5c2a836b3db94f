import { getTranslations } from 'next-intl/server'
import { IncidentMark, WindowStateMark } from '#components/records/state.tsx'
import { Said } from '#components/ui/said.tsx'
import type { Texts } from '#db/schema/columns.ts'
import type { History } from '#lib/history/queries.ts'
import { duration, fullStop, shortRange, time, zoneName } from '#lib/i18n/format.ts'
import type { Locale } from '#lib/i18n/locales.ts'
import { incidentPath, inLanguage, windowPath } from '#lib/routes.ts'
import { minutesBetween } from '#lib/time.ts'

type Shown = { service: Texts | undefined; locale: Locale; zone: string }

/** A window that is over: when it was, and how it ended. */
export async function PastWindow({ window, service, locale, zone }: Shown & { window: History['windows'][number] }) {
  const words = await getTranslations('words.window')
  const { title, reference, state, startsAt, endsAt, startedAt, finishedAt } = window
  return (
    <div>
      <p className="dated-title">
        <a href={inLanguage(locale, windowPath(reference ?? ''))}>
          <Said text={title} locale={locale} />
        </a>
      </p>
      <p className="note">
        <Said text={service} locale={locale} />
        {fullStop(locale)}{' '}
        {state === 'cancelled' ? (
          <s>{shortRange(startsAt, endsAt, zone, locale)}</s>
        ) : (
          shortRange(startedAt ?? startsAt, finishedAt ?? endsAt, zone, locale)
        )}
      </p>
      <p className="note">
        <WindowStateMark state={state}>{words(state)}</WindowStateMark>
      </p>
    </div>
  )
}

/** An incident: since when, how long, how grave, and whether there is a review. */
export async function PastIncident({
  incident,
  service,
  locale,
  zone,
}: Shown & { incident: History['incidents'][number] }) {
  const t = await getTranslations('site.history')
  const words = await getTranslations('words')
  const { title, reference, state, severity, startedAt, resolvedAt, reviewedAt } = incident
  return (
    <div>
      <p className="dated-title">
        <a href={inLanguage(locale, incidentPath(reference))}>
          <Said text={title} locale={locale} />
        </a>
      </p>
      <p className="note">
        <Said text={service} locale={locale} />
        {fullStop(locale)} {time(startedAt, zone)} {zoneName(startedAt, zone)},{' '}
        {resolvedAt ? duration(Math.max(1, minutesBetween(startedAt, resolvedAt)), locale) : words(`incident.${state}`)}
      </p>
      <p className="note">
        <IncidentMark incident={{ severity }}>
          {words(`severity.${severity}`)}
          {reviewedAt && (
            <>
              {fullStop(locale)} {t('reviewed')}
            </>
          )}
        </IncidentMark>
      </p>
    </div>
  )
}
