import { getTranslations } from 'next-intl/server'
import { Facts } from '#components/ui/facts.tsx'
import { Said } from '#components/ui/said.tsx'
import { Section } from '#components/ui/section.tsx'
import { moment } from '#lib/i18n/format.ts'
import type { Locale } from '#lib/i18n/locales.ts'
import { sourceInWords } from '#lib/i18n/source-words.ts'
import { incidentPath, inLanguage } from '#lib/routes.ts'
import { dayOf, daysBetween } from '#lib/time.ts'
import type { WindowRecord } from '#lib/windows/queries.ts'

/** The facts of a window beside its story: what it is, under which rule, when it was told, started and ended. */
export async function WindowFacts({ record, locale, zone }: { record: WindowRecord; locale: Locale; zone: string }) {
  const t = await getTranslations('site.window')
  const words = await getTranslations('words')
  const rules = await getTranslations('words.rule')
  const { window, service, environment, kind, incidents } = record
  const told =
    window.announcedAt &&
    daysBetween(
      dayOf(window.announcedAt, service.timeZone),
      dayOf(window.announcedStartsAt ?? window.startsAt, service.timeZone),
    )
  return (
    <aside className="column">
      <Section id="facts" title={t('facts')}>
        <Facts
          facts={[
            { key: 'reference', name: t('reference'), value: window.reference },
            { key: 'service', name: t('service'), value: <Said text={service.name} locale={locale} /> },
            environment && {
              key: 'environment',
              name: t('environment'),
              value: <Said text={environment.name} locale={locale} />,
            },
            { key: 'kind', name: t('kind'), value: <Said text={kind.name} locale={locale} /> },
            !window.importedFrom && {
              key: 'migration',
              name: t('migration'),
              value: t(window.migration ? 'yes' : 'no'),
            },
            window.announcedAt && {
              key: 'announced',
              name: t('announced'),
              value: (
                <>
                  {moment(window.announcedAt, zone, locale)}
                  {told !== null && told > 0 && <span className="note block">{t('daysAhead', { days: told })}</span>}
                </>
              ),
            },
            kind.notice && {
              key: 'rule',
              name: t('rule'),
              value: (
                <>
                  {t(kind.notice.unit === 'days' ? 'ruleDays' : 'ruleBusinessDays', { amount: kind.notice.amount })}
                  <span className="note block">{sourceInWords(kind.notice.source, locale)}</span>
                </>
              ),
            },
            ...record.waived.map(({ code, reason }) => ({
              key: `${code} ${JSON.stringify(reason)}`,
              name: t('waived'),
              value: (
                <>
                  {rules(code as 'frozen')}
                  <span className="note block">
                    <Said text={reason} locale={locale} />
                  </span>
                </>
              ),
            })),
            window.startedAt && {
              key: 'started',
              name: t('started'),
              value: moment(window.startedAt, zone, locale),
            },
            window.finishedAt && { key: 'ended', name: t('ended'), value: moment(window.finishedAt, zone, locale) },
          ]}
        />
      </Section>
      {incidents.length > 0 && (
        <Section id="incidents" title={t('incidents')}>
          <ul className="rows">
            {incidents.map((incident) => (
              <li key={incident.id} className="py-2">
                <a href={inLanguage(locale, incidentPath(incident.reference))}>
                  <Said text={incident.title} locale={locale} />
                </a>
                <p className="note">
                  {incident.reference}, {words(`incident.${incident.state}`)}
                </p>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </aside>
  )
}
