import { getTranslations } from 'next-intl/server'
import { DataTable } from '#components/ui/data-table.tsx'
import { Icon } from '#components/ui/icon.tsx'
import { Said } from '#components/ui/said.tsx'
import type { Texts } from '#db/schema/columns.ts'
import type { FreezeException, ListedFreeze } from '#lib/freezes/queries.ts'
import { daysInWords, duration, fullDate, fullStop, zoneCity } from '#lib/i18n/format.ts'
import { type Locale, pick } from '#lib/i18n/locales.ts'
import { inLanguage, windowPath } from '#lib/routes.ts'
import { addDays, daysBetween } from '#lib/time.ts'
import { ScopeWords } from './scope-words.tsx'

/** Freezes on the public page: days, what each holds, what is still deployed and what goes in by exception. */
export async function FreezeTable({
  freezes,
  exceptions,
  serviceOf,
  locale,
}: {
  freezes: ListedFreeze[]
  exceptions: FreezeException[]
  serviceOf: (id: string) => Texts | undefined
  locale: Locale
}) {
  const t = await getTranslations('site.freezes')
  const words = await getTranslations('words.freeze')
  const days = ({ startsOn, endsOn }: ListedFreeze) => daysInWords(startsOn, addDays(endsOn, -1), locale)
  return (
    <DataTable
      rows={freezes}
      rowKey={({ id }) => id}
      columns={[
        {
          head: t('freeze'),
          className: 'md:w-[29%]',
          cell: (freeze) => (
            <>
              <span className="state is-freeze">
                <Icon name={freeze.cancelledAt ? 'cancelled' : 'freeze'} />
                <Said text={freeze.title} locale={locale} />
              </span>
              <span className="note block">
                <Said text={serviceOf(freeze.serviceId)} locale={locale} />
                {fullStop(locale)} {words(freeze.kind)}, {freeze.reference}
              </span>
              {freeze.release && (
                <span className="note block">{t('around', { release: pick(freeze.release.title, locale).text })}</span>
              )}
            </>
          ),
        },
        {
          head: t('days'),
          className: 'md:w-[29%]',
          cell: (freeze) => (
            <>
              {freeze.cancelledAt ? (
                <>
                  <s>{days(freeze)}</s> {t('lifted')}
                </>
              ) : (
                days(freeze)
              )}
              <span className="note block">
                {duration(daysBetween(freeze.startsOn, freeze.endsOn) * 1440, locale)},{' '}
                {zoneCity(freeze.timeZone, locale)}
              </span>
            </>
          ),
        },
        {
          head: t('holds'),
          className: 'md:w-[17%]',
          cell: ({ scope }) => <ScopeWords scope={scope} locale={locale} />,
        },
        {
          head: t('exceptions'),
          className: 'md:w-[25%]',
          cell: (freeze) => (
            <>
              <Said text={freeze.exceptions} locale={locale} />
              {!freeze.exceptions && t('noExceptions')}
              {exceptions
                .filter(({ freezeId }) => freezeId === freeze.id)
                .map((exception) => (
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
            </>
          ),
        },
      ]}
    />
  )
}
