import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { FreezeTable } from '#components/freezes/freeze-table.tsx'
import { PageFrame } from '#components/portal/frame.tsx'
import { PageHead } from '#components/ui/page-head.tsx'
import { Section } from '#components/ui/section.tsx'
import { type ListedFreeze, listAllFreezes, listExceptions } from '#lib/freezes/queries.ts'
import { list, longDate } from '#lib/i18n/format.ts'
import { pick } from '#lib/i18n/locales.ts'
import type { LocalePage } from '#lib/i18n/page.ts'
import { getFrame } from '#lib/portal/queries.ts'
import { askedZone, one, readPage } from '#lib/portal/reader.ts'
import { inLanguage, paths } from '#lib/routes.ts'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('site.freezes')
  return { title: t('title'), description: t('description') }
}

/** `/freezes`: when changes are held back, where, what is still deployed, and how one asks for an exception. */
export default async function FreezesPage({ params, searchParams }: LocalePage) {
  const { locale } = await params
  const query = await searchParams
  const now = new Date()
  const t = await getTranslations('site.freezes')
  const { frame, freezes, exceptions } = await readPage(async (tx) => {
    const frame = await getFrame(tx, now)
    const service = frame.services.find((entry) => entry.slug === one(query, 'service'))
    const freezes = await listAllFreezes(tx, now, service?.id)
    return {
      frame,
      freezes,
      exceptions: await listExceptions(
        tx,
        freezes.map(({ id }) => id),
      ),
    }
  })
  const zone = askedZone(query) ?? frame.timeZone
  const on = freezes.filter((freeze) => freeze.standing === 'on')
  const ahead = freezes.filter((freeze) => freeze.standing === 'near' || freeze.standing === 'later').reverse()
  const over = freezes.filter((freeze) => freeze.standing === 'over')
  const next = ahead[0]
  const serviceOf = (id: string) => frame.services.find((entry) => entry.id === id)?.name
  const named = (rows: ListedFreeze[]) =>
    list(
      rows.map((row) => pick(serviceOf(row.serviceId), locale).text),
      locale,
    )
  const shown = { frame, locale, zone, now, query }
  return (
    <PageFrame {...shown} path={paths.freezes} section="freezes" told={new Set([...on, ...ahead].map(({ id }) => id))}>
      <PageHead
        title={t('title')}
        lead={
          on.length
            ? t('onNow', { services: named(on) })
            : next
              ? t('noneNow', { service: named([next]), date: longDate(next.startsAt, next.timeZone, locale) })
              : t('noneAtAll')
        }
      >
        <p className="plain-lead mt-2">{t('howToAsk')}</p>
      </PageHead>
      {(
        [
          ['on', on],
          ['ahead', ahead],
          ['over', over],
        ] as const
      ).map(
        ([name, rows]) =>
          rows.length > 0 && (
            <Section
              key={name}
              id={name}
              title={t(`sections.${name}`)}
              aside={
                name === 'ahead' && <a href={`${inLanguage(locale, paths.schedule)}?kind=freezes`}>{t('onSchedule')}</a>
              }
              className="mb-10"
            >
              <FreezeTable freezes={rows} exceptions={exceptions} serviceOf={serviceOf} locale={locale} />
            </Section>
          ),
      )}
      {freezes.length === 0 && <p className="note">{t('empty')}</p>}
    </PageFrame>
  )
}
