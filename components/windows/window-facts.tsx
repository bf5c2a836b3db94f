import { getTranslations } from 'next-intl/server'
import { Said } from '#components/ui/said.tsx'
import { moment } from '#lib/i18n/format.ts'
import type { Locale } from '#lib/i18n/locales.ts'
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
      <section className="section" aria-labelledby="facts">
        <div className="section-head">
          <h2 id="facts">{t('facts')}</h2>
        </div>
        <dl className="pairs">
          <div>
            <dt>{t('reference')}</dt>
            <dd>{window.reference}</dd>
          </div>
          <div>
            <dt>{t('service')}</dt>
            <dd>
              <Said text={service.name} locale={locale} />
            </dd>
          </div>
          {environment && (
            <div>
              <dt>{t('environment')}</dt>
              <dd>
                <Said text={environment.name} locale={locale} />
              </dd>
            </div>
          )}
          <div>
            <dt>{t('kind')}</dt>
            <dd>
              <Said text={kind.name} locale={locale} />
            </dd>
          </div>
          {!window.importedFrom && (
            <div>
              <dt>{t('migration')}</dt>
              <dd>{t(window.migration ? 'yes' : 'no')}</dd>
            </div>
          )}
          {window.announcedAt && (
            <div>
              <dt>{t('announced')}</dt>
              <dd>
                {moment(window.announcedAt, zone, locale)}
                {told !== null && told > 0 && <span className="note block">{t('daysAhead', { days: told })}</span>}
              </dd>
            </div>
          )}
          {kind.notice && (
            <div>
              <dt>{t('rule')}</dt>
              <dd>
                {t(kind.notice.unit === 'days' ? 'ruleDays' : 'ruleBusinessDays', { amount: kind.notice.amount })}
                <span className="note block">{kind.notice.source}</span>
              </dd>
            </div>
          )}
          {record.waived.map(({ code, reason }) => (
            <div key={`${code} ${JSON.stringify(reason)}`}>
              <dt>{t('waived')}</dt>
              <dd>
                {rules(code as 'frozen')}
                <span className="note block">
                  <Said text={reason} locale={locale} />
                </span>
              </dd>
            </div>
          ))}
          {window.startedAt && (
            <div>
              <dt>{t('started')}</dt>
              <dd>{moment(window.startedAt, zone, locale)}</dd>
            </div>
          )}
          {window.finishedAt && (
            <div>
              <dt>{t('ended')}</dt>
              <dd>{moment(window.finishedAt, zone, locale)}</dd>
            </div>
          )}
        </dl>
      </section>
      {incidents.length > 0 && (
        <section className="section" aria-labelledby="incidents">
          <div className="section-head">
            <h2 id="incidents">{t('incidents')}</h2>
          </div>
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
        </section>
      )}
    </aside>
  )
}
