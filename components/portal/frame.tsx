import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { Icon } from '#components/ui/icon.tsx'
import { Mark } from '#components/ui/mark.tsx'
import { Said } from '#components/ui/said.tsx'
import { shows } from '#lib/asked.ts'
import { fullStop, longDate, number, time, zoneCity, zoneName } from '#lib/i18n/format.ts'
import type { Locale } from '#lib/i18n/locales.ts'
import type { Frame } from '#lib/portal/queries.ts'
import { all } from '#lib/portal/reader.ts'
import { inLanguage, paths, type Section, sections } from '#lib/routes.ts'
import { Alerts } from './alerts.tsx'
import { EditionNotice } from './edition-notice.tsx'
import { SignedIn } from './signed-in.tsx'

type Props = {
  frame: Frame
  locale: Locale
  /** The zone in which this page shows its times. */
  zone: string
  now: Date
  /** The page's address without a language, and its query as it was asked for. */
  path: string
  query?: Record<string, string | string[] | undefined>
  section?: Section
  wide?: boolean
  /** Ids of the incidents, windows and freezes that the first section of the page tells: that section is their alert. */
  told?: Set<string>
  children: ReactNode
}

/** Masthead, dateline, alerts, the page, footer: the same on every public page, whole without script. */
export async function PageFrame({ frame, locale, zone, now, path, query = {}, section, wide, told, children }: Props) {
  shows(frame.edition)
  const t = await getTranslations('site.frame')
  const width = wide ? 'page wide' : 'page'
  const zones = zone === frame.timeZone || frame.zones.includes(zone) ? frame.zones : [...frame.zones, zone]
  const published = `${time(frame.publishedAt, zone)} ${zoneName(frame.publishedAt, zone)}`
  const other = locale === 'en' ? 'hi' : 'en'
  const kept = Object.keys(query).flatMap((name) =>
    name === 'zone' ? [] : all(query, name).map((value) => [name, value] as const),
  )
  const otherHref = inLanguage(other, path) + queryString([...kept, ...(query.zone ? [['zone', zone] as const] : [])])

  const zoneForm = (id: string) => (
    <form className="zone-form" action={inLanguage(locale, path)}>
      {kept.map(([name, value]) => (
        <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
      ))}
      <label className={id === 'zone-foot' ? '' : 'sr-only'} htmlFor={id}>
        {t('showTimesIn')}
      </label>
      <select id={id} name="zone" defaultValue={zone}>
        {zones.map((one) => (
          <option key={one} value={one}>
            {zoneCity(one, locale)} ({zoneName(now, one)})
          </option>
        ))}
      </select>
      <button type="submit" className="button small">
        {t('show')}
      </button>
    </form>
  )

  return (
    <>
      <a className="skip" href="#main">
        {t('skip')}
      </a>
      <header className="masthead">
        <div className={`${width} masthead-row`}>
          <a className="mark" href={inLanguage(locale, '/')}>
            <Mark />
            <Said text={frame.name} locale={locale} />
          </a>
          <details className="menu">
            <summary>{t('menu')}</summary>
            <nav className="nav" aria-label={t('main')}>
              {sections.map((name) => (
                <a
                  key={name}
                  href={inLanguage(locale, paths[name])}
                  {...(name === section && { 'aria-current': 'page' as const })}
                >
                  {t(`nav.${name}`)}
                </a>
              ))}
            </nav>
          </details>
          <div className="tools">
            <div className="languages" role="group" aria-label={t('language')}>
              {(['en', 'hi'] as const).map((one, index) => (
                <span key={one} className="contents">
                  {index > 0 && <span aria-hidden="true">|</span>}
                  {one === locale ? (
                    <b aria-current="true">{t(`languages.${one}`)}</b>
                  ) : (
                    <a href={otherHref} lang={one} hrefLang={one}>
                      {t(`languages.${one}`)}
                    </a>
                  )}
                </span>
              ))}
            </div>
            {zoneForm('zone')}
          </div>
        </div>
      </header>
      <div className="dateline">
        <div className={width}>
          <span className="dateline-today">{longDate(now, zone, locale)}</span>
          <span>
            {t.rich('edition', {
              number: number(frame.edition, locale),
              time: published,
              b: (chunks) => <b>{chunks}</b>,
            })}
          </span>
          <EditionNotice shown={frame.edition} label={t('newEdition', { number: '{number}' })} />
          <span className="end">{t('allTimes', { zone: zoneCity(zone, locale) })}</span>
        </div>
      </div>
      <div className="band-clip when-stale" role="status">
        <div className={`banner banner-stale ${width}`}>
          <Icon name="unknown" className="self-center" />
          <p>
            {t.rich('stale', { time: `${time(now, zone)} ${zoneName(now, zone)}`, b: (chunks) => <b>{chunks}</b> })}
          </p>
          <a className="banner-more" href={inLanguage(locale, path) + queryString(kept)}>
            {t('tryNow')}
          </a>
        </div>
      </div>
      <div className="band-clip when-refreshing" role="status">
        <div className={`banner banner-stale ${width}`}>
          <Icon name="unknown" className="self-center" />
          <p>
            {t.rich('refreshing', {
              time: `${time(now, zone)} ${zoneName(now, zone)}`,
              b: (chunks) => <b>{chunks}</b>,
            })}
          </p>
          <a className="banner-more" href={inLanguage(locale, path) + queryString(kept)}>
            {t('tryNow')}
          </a>
        </div>
      </div>
      <main id="main" className={`${width} with-alerts`}>
        <Alerts frame={frame} told={told} locale={locale} zone={zone} />
        {children}
      </main>
      <footer className="footer">
        <div className={width}>
          <span>
            <Said text={frame.name} locale={locale} />
            {fullStop(locale)} {frame.demo && t('demo')}
          </span>
          <a href="/schedule.ics">{t('calendarFeed')}</a>
          <SignedIn locale={locale} />
          {zoneForm('zone-foot')}
          <span className="end">
            {t.rich('foot', { number: number(frame.edition, locale), b: (chunks) => <b>{chunks}</b> })}
          </span>
        </div>
      </footer>
    </>
  )
}

export function queryString(pairs: readonly (readonly [string, string])[]): string {
  const query = new URLSearchParams(pairs.map(([name, value]) => [name, value])).toString()
  return query ? `?${query}` : ''
}
