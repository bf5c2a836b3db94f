import { getTranslations } from 'next-intl/server'
import { Said } from '#components/ui/said.tsx'
import { dayMonth, list, longDate, time, zoneName } from '#lib/i18n/format.ts'
import { type Locale, pick } from '#lib/i18n/locales.ts'
import type { FreezeBanner } from '#lib/portal/queries.ts'
import { inLanguage } from '#lib/routes.ts'

/** Across the top of every page: a freeze that is on or near, what of its service it holds, until when, what still goes in. */
export async function FreezeNotice({
  freeze,
  locale,
  width,
  href,
}: {
  freeze: FreezeBanner
  locale: Locale
  width: string
  /** The page of the freezes, without a language. */
  href: string
}) {
  const t = await getTranslations('site.frame')
  const last = new Date(freeze.endsAt.getTime() - 60_000)
  return (
    <div className="banner">
      <div className={width}>
        <span className="banner-swatch" aria-hidden="true" />
        <p>
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
          <Said text={freeze.exceptions} locale={locale} />
        </p>
        <a className="banner-more" href={inLanguage(locale, href)}>
          {t('freezeMore')}
        </a>
      </div>
    </div>
  )
}
