import { getTranslations } from 'next-intl/server'
import { Said } from '#components/ui/said.tsx'
import type { Texts } from '#db/schema/columns.ts'
import { dayMonth, time, year } from '#lib/i18n/format.ts'
import type { Locale } from '#lib/i18n/locales.ts'
import type { Frame } from '#lib/portal/queries.ts'
import { inLanguage, windowPath } from '#lib/routes.ts'
import type { PlacedWindow, ScheduledFreeze, ScheduledRelease } from '#lib/schedule/queries.ts'
import { isHollow } from '#lib/schedule/rules.ts'

export type Whose = {
  /** The service of an entry where it must be said. */
  service: (id: string) => Frame['services'][number] | undefined
  /** The environment of a window where it must be said. */
  environment: (window: PlacedWindow) => Texts | null
}
type Shown = { locale: Locale; zone: string; whose: Whose }

/** A window on a day: when it begins, whose it is, what and where; on later days of a long one that it goes on. */
export async function WindowOnDay({
  window,
  goesOn,
  locale,
  zone,
  whose,
}: Shown & { window: PlacedWindow; goesOn: boolean }) {
  const t = await getTranslations('site.schedule.days')
  const words = await getTranslations('words.window')
  const environment = whose.environment(window)
  const cancelled = window.state === 'cancelled'
  const look = cancelled ? 'cancelled' : window.pinned ? 'pinned' : isHollow(window) ? 'urgent' : 'window'
  return (
    <li className={`entry ${look}`}>
      <a href={inLanguage(locale, windowPath(window.reference))}>
        {goesOn ? (
          <span className="entry-at">{t('goesOn')}</span>
        ) : (
          <time className="entry-at" dateTime={window.startsAt.toISOString()}>
            {time(window.startsAt, zone)}
          </time>
        )}{' '}
        <Letter service={whose.service(window.serviceId)} locale={locale} />
        <span className="entry-what">
          <Said text={window.title} locale={locale} />
          {environment && (
            <>
              , <Said text={environment} locale={locale} />
            </>
          )}
        </span>
        <span className="entry-more">, {words(window.state)}</span>
      </a>
    </li>
  )
}

/**
 * A freeze on one of its days. In the table it is named where it begins and where a row does, in the list of a phone
 * once; who hears the table hears it on each day.
 */
export async function FreezeOnDay({
  freeze,
  begins,
  goesOn,
  within,
  locale,
  whose,
}: Omit<Shown, 'zone'> & { freeze: ScheduledFreeze; begins: boolean; goesOn: boolean; within: boolean }) {
  const t = await getTranslations('site.schedule')
  const last = new Date(freeze.endsAt.getTime() - 60_000)
  const marks = ['entry freeze', begins && 'begins', goesOn && 'goes-on', within && 'within']
  return (
    <li className={marks.filter(Boolean).join(' ')}>
      <span>
        <Letter service={whose.service(freeze.serviceId)} locale={locale} />
        <Said text={freeze.title} locale={locale} />
      </span>
      {!goesOn && (
        <span className="entry-more">
          {' '}
          {t('freezeTo', { date: `${dayMonth(last, freeze.timeZone, locale)} ${year(last, freeze.timeZone)}` })}
        </span>
      )}
    </li>
  )
}

/** A release on its day, which no window carries. */
export async function ReleaseOnDay({ release, locale, whose }: Shown & { release: ScheduledRelease }) {
  const t = await getTranslations('site.schedule')
  return (
    <li className="entry release">
      <Letter service={whose.service(release.serviceId)} locale={locale} />
      <Said text={release.title} locale={locale} /> {release.version}
      <span className="entry-more">, {t(release.pinned ? 'pinned' : 'noWindow')}</span>
    </li>
  )
}

/** The letter of a service for who sees it, its name for who hears it. */
function Letter({ service, locale }: { service: ReturnType<Whose['service']>; locale: Locale }) {
  if (!service) return null
  return (
    <>
      {service.letter && <span aria-hidden="true">{service.letter} · </span>}
      <span className={service.letter ? 'sr-only' : undefined}>
        <Said text={service.name} locale={locale} />,{' '}
      </span>
    </>
  )
}
