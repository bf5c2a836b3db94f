import { getTranslations } from 'next-intl/server'
import { dayMonth, year } from '#lib/i18n/format.ts'
import type { Locale } from '#lib/i18n/locales.ts'
import { pageOf } from '#lib/schedule/rules.ts'
import { type Day, startOfDay } from '#lib/time.ts'
import { Agenda } from './agenda.tsx'

type Props = Omit<Parameters<typeof Agenda>[0], 'early' | 'full'> & {
  /** The day from which the page begins; without it the first entry. */
  from: Day | null
  /** How many entries a page holds, but for the rest of its last day. */
  size: number
  /** The address of the page that begins on a day. */
  href: (from: Day) => string
}

/** The whole agenda, some pages of whole days; which one stands in the address. */
export async function AgendaPages({ entries, from, size, href, ...shown }: Props) {
  const t = await getTranslations('site.schedule.pages')
  const page = pageOf(
    entries.map((entry) => entry.day),
    from ?? entries[0]?.day ?? '',
    size,
  )
  const members = entries.slice(page.start, page.end)
  const [first, last] = [members[0], members.at(-1)]
  const date = (day: Day) => inWords(day, shown.zone, shown.locale)
  return (
    <>
      {first && last && members.length < entries.length && (
        <p className="note mb-4">
          {t('shown', { from: date(first.day), to: date(last.day), shown: members.length, count: entries.length })}
        </p>
      )}
      {!first && entries.length > 0 && <p className="note mb-4">{t('nothingFrom', { from: date(from ?? '') })}</p>}
      <Agenda {...shown} entries={members} full />
      {(page.before ?? page.after) && (
        <nav className="pages no-print" aria-label={t('title')}>
          {page.before && (
            <a href={href(page.before)} rel="prev">
              {t('before', { from: date(page.before) })}
            </a>
          )}
          {page.after && (
            <a href={href(page.after)} rel="next">
              {t('after', { from: date(page.after) })}
            </a>
          )}
        </nav>
      )}
    </>
  )
}

const inWords = (day: Day, zone: string, locale: Locale) => {
  const at = startOfDay(day, zone)
  return `${dayMonth(at, zone, locale)} ${year(at, zone)}`
}
