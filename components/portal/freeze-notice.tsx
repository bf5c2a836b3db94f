import { getTranslations } from 'next-intl/server'
import { Said } from '#components/ui/said.tsx'
import { dayMonth, list, longDate, time, zoneName } from '#lib/i18n/format.ts'
import { type Locale, pick } from '#lib/i18n/locales.ts'
import type { FreezeBanner } from '#lib/portal/queries.ts'
import { inLanguage } from '#lib/routes.ts'

/** In one line: a freeze that is on or near, what of its service it holds, until when, what still goes in; others are counted. */
export async function FreezeNotice({
  first: freeze,
  count,
  on,
  locale,
  href,
}: {
  first: FreezeBanner
  count: number
  /** How many of them are on. */
  on: number
  locale: Locale
  /** The page of the freezes, without a language. */
  href: string
}) {
  const t = await getTranslations('site.frame')
  const last = new Date(freeze.endsAt.getTime() - 60_000)
  return (
    <div className="banner">
      <span className="banner-swatch" aria-hidden="true" />
      <p>
        {count > 1 && <>{t.rich('freezes', { b: (chunks) => <b>{chunks}</b>, count, on })} </>}
        {t.rich(freeze.standing === 'on' ? 'freezeOn' : 'freezeNear', {
          b: (chunks) => <b>{chunks}</b>,
          service: () => <Said text={freeze.service} locale={locale} />,
          held: freeze.holds.length
            ? ` (${list(
                freeze.holds.map((name) => pick(name, locale).text),
                locale,
              )})`
            : '',
          from: `${longDate(freeze.startsAt, freeze.timeZone, locale)}`,
          until: `${longDate(last, freeze.timeZone, locale)}, ${time(last, freeze.timeZone)} ${zoneName(last, freeze.timeZone)}`,
          fromShort: dayMonth(freeze.startsAt, freeze.timeZone, locale),
        })}{' '}
        {count === 1 && <Said text={freeze.exceptions} locale={locale} className="banner-long" />}
      </p>
      <a className="banner-more" href={inLanguage(locale, href)}>
        {t(count > 1 ? 'alertedAll' : 'freezeMore')}
      </a>
    </div>
  )
}
