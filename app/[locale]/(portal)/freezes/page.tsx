import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { PageFrame } from '#components/portal/frame.tsx'
import { Icon } from '#components/ui/icon.tsx'
import { Said } from '#components/ui/said.tsx'
import { listAllFreezes } from '#lib/freezes/queries.ts'
import { duration, fullStop, longDate, zoneCity } from '#lib/i18n/format.ts'
import { type Locale, pick } from '#lib/i18n/locales.ts'
import type { LocalePage } from '#lib/i18n/page.ts'
import { list } from '#lib/notices/word-notice.ts'
import { inLanguage, paths } from '#lib/paths.ts'
import { type Frame, getFrame } from '#lib/portal/queries.ts'
import { askedZone, one, readPage } from '#lib/portal/reader.ts'
import { daysBetween } from '#lib/time.ts'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('site.freezes')
  return { title: t('title'), description: t('description') }
}

type Freeze = Awaited<ReturnType<typeof listAllFreezes>>[number]

/** `/freezes`: when changes are held back, where, and what is still deployed. */
export default async function FreezesPage({ params, searchParams }: LocalePage) {
  const { locale } = await params
  const query = await searchParams
  const now = new Date()
  const t = await getTranslations('site.freezes')
  const { frame, freezes } = await readPage(async (tx) => {
    const frame = await getFrame(tx, now)
    const service = frame.services.find((entry) => entry.slug === one(query, 'service'))
    return { frame, freezes: await listAllFreezes(tx, now, service?.id) }
  })
  const zone = askedZone(query) ?? frame.timeZone
  const on = freezes.filter((freeze) => freeze.standing === 'on')
  const ahead = freezes.filter((freeze) => freeze.standing === 'near' || freeze.standing === 'later').reverse()
  const over = freezes.filter((freeze) => freeze.standing === 'over')
  const next = ahead[0]
  const named = (rows: Freeze[]) =>
    list(
      rows.map((row) => pick(frame.services.find((entry) => entry.id === row.serviceId)?.name, locale).text),
      locale,
    )
  return (
    <PageFrame frame={frame} locale={locale} zone={zone} now={now} path={paths.freezes} query={query} section="freezes">
      <div className="page-head">
        <h1>{t('title')}</h1>
        <p className="lead mt-2">
          {on.length
            ? t('onNow', { services: named(on) })
            : next
              ? t('noneNow', { service: named([next]), date: longDate(next.startsAt, next.timeZone, locale) })
              : t('noneAtAll')}
        </p>
      </div>
      {(
        [
          ['on', on],
          ['ahead', ahead],
          ['over', over],
        ] as const
      ).map(
        ([name, rows]) =>
          rows.length > 0 && (
            <section key={name} className="section mb-10" aria-labelledby={name}>
              <div className="section-head">
                <h2 id={name}>{t(`sections.${name}`)}</h2>
                {name === 'ahead' && (
                  <a href={`${inLanguage(locale, paths.schedule)}?kind=freezes`}>{t('onSchedule')}</a>
                )}
              </div>
              <table className="table cards">
                <thead>
                  <tr>
                    <th scope="col">{t('freeze')}</th>
                    <th scope="col">{t('days')}</th>
                    <th scope="col">{t('holds')}</th>
                    <th scope="col">{t('exceptions')}</th>
                  </tr>
                </thead>
                <tbody>
                  {rows.map((freeze) => (
                    <Row key={freeze.id} freeze={freeze} frame={frame} locale={locale} />
                  ))}
                </tbody>
              </table>
            </section>
          ),
      )}
      {freezes.length === 0 && <p className="note">{t('empty')}</p>}
    </PageFrame>
  )
}

async function Row({ freeze, frame, locale }: { freeze: Freeze; frame: Frame; locale: Locale }) {
  const t = await getTranslations('site.freezes')
  const words = await getTranslations('words.freeze')
  const last = new Date(freeze.endsAt.getTime() - 60_000)
  const days = `${longDate(freeze.startsAt, freeze.timeZone, locale)} – ${longDate(last, freeze.timeZone, locale)}`
  return (
    <tr>
      <th scope="row">
        <span className="state is-freeze">
          <Icon name={freeze.cancelledAt ? 'cancelled' : 'freeze'} />
          <Said text={freeze.title} locale={locale} />
        </span>
        <span className="note block">
          <Said text={frame.services.find((entry) => entry.id === freeze.serviceId)?.name} locale={locale} />
          {fullStop(locale)} {words(freeze.kind)}, {freeze.reference}
        </span>
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
        {freeze.held.length
          ? freeze.held.map((environment) => pick(environment.name, locale).text).join(', ')
          : t('everything')}
      </td>
      <td data-label={t('exceptions')}>
        <Said text={freeze.exceptions} locale={locale} />
        {!freeze.exceptions && t('noExceptions')}
      </td>
    </tr>
  )
}
