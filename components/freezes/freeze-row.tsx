import { getTranslations } from 'next-intl/server'
import { Icon } from '#components/ui/icon.tsx'
import { Said } from '#components/ui/said.tsx'
import type { Texts } from '#db/schema/columns.ts'
import type { FreezeException, ListedFreeze } from '#lib/freezes/queries.ts'
import { daysInWords, duration, fullDate, fullStop, zoneCity } from '#lib/i18n/format.ts'
import { type Locale, pick } from '#lib/i18n/locales.ts'
import { inLanguage, windowPath } from '#lib/routes.ts'
import { addDays, daysBetween } from '#lib/time.ts'
import { ScopeWords } from './scope-words.tsx'

/** A freeze on the public page: its days, what it holds, what is still deployed and what goes in by exception. */
export async function FreezeRow({
  freeze,
  service,
  exceptions,
  locale,
}: {
  freeze: ListedFreeze
  service: Texts | undefined
  exceptions: FreezeException[]
  locale: Locale
}) {
  const t = await getTranslations('site.freezes')
  const words = await getTranslations('words.freeze')
  const days = daysInWords(freeze.startsOn, addDays(freeze.endsOn, -1), locale)
  return (
    <tr>
      <th scope="row">
        <span className="state is-freeze">
          <Icon name={freeze.cancelledAt ? 'cancelled' : 'freeze'} />
          <Said text={freeze.title} locale={locale} />
        </span>
        <span className="note block">
          <Said text={service} locale={locale} />
          {fullStop(locale)} {words(freeze.kind)}, {freeze.reference}
        </span>
        {freeze.release && (
          <span className="note block">{t('around', { release: pick(freeze.release.title, locale).text })}</span>
        )}
      </th>
      <td data-label={t('days')}>
        {freeze.cancelledAt ? (
          <>
            <s>{days}</s> {t('lifted')}
          </>
        ) : (
          days
        )}
        <span className="note block">
          {duration(daysBetween(freeze.startsOn, freeze.endsOn) * 1440, locale)}, {zoneCity(freeze.timeZone, locale)}
        </span>
      </td>
      <td data-label={t('holds')}>
        <ScopeWords scope={freeze.scope} locale={locale} />
      </td>
      <td data-label={t('exceptions')}>
        <Said text={freeze.exceptions} locale={locale} />
        {!freeze.exceptions && t('noExceptions')}
        {exceptions.map((exception) => (
          <p key={exception.reference} className="mt-2">
            {t.rich('byException', {
              window: () => (
                <a href={inLanguage(locale, windowPath(exception.reference ?? ''))}>
                  {exception.reference}, <Said text={exception.title} locale={locale} />
                </a>
              ),
              date: fullDate(exception.startsAt, exception.timeZone, locale),
            })}{' '}
            <Said text={exception.reason} locale={locale} />
          </p>
        ))}
      </td>
    </tr>
  )
}
