import { getTranslations } from 'next-intl/server'
import type { Texts } from '#db/schema/columns.ts'
import { type Locale, pick } from '#lib/i18n/locales.ts'
import type { Frame } from '#lib/portal/queries.ts'
import { inLanguage, paths } from '#lib/routes.ts'
import { type ScheduleKind, scheduleKinds } from '#lib/schedule/queries.ts'

type Choice = { slug: string; name: Texts }

/** Filters as a plain form: what is chosen stands in the address. */
export async function Filters({
  frame,
  locale,
  service,
  environment,
  environments,
  kinds,
  kept,
}: {
  frame: Frame
  locale: Locale
  service: Choice | undefined
  environment: Choice | undefined
  environments: Choice[]
  kinds: ScheduleKind[]
  kept: [string, string][]
}) {
  const t = await getTranslations('site.schedule.filter')
  const summary = [
    service ? pick(service.name, locale).text : t('allServices'),
    environment ? pick(environment.name, locale).text : t('allEnvironments'),
  ].join(', ')
  return (
    <details className="filter no-print">
      <summary>
        <span>{t('summary', { summary })}</span>
        <u>{t('change')}</u>
      </summary>
      <form action={inLanguage(locale, paths.schedule)}>
        {kept.map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <div className="field">
          <label htmlFor="filter-service">{t('service')}</label>
          <select id="filter-service" name="service" defaultValue={service?.slug ?? ''}>
            <option value="">{t('allServices')}</option>
            {frame.services.map((one) => (
              <option key={one.id} value={one.slug}>
                {pick(one.name, locale).text}
              </option>
            ))}
          </select>
        </div>
        <div className="field">
          <label htmlFor="filter-environment">{t('environment')}</label>
          <select
            id="filter-environment"
            name="environment"
            defaultValue={environment?.slug ?? ''}
            disabled={!environments.length}
            title={environments.length ? undefined : t('serviceFirst')}
          >
            <option value="">{t('allEnvironments')}</option>
            {environments.map((one) => (
              <option key={one.slug} value={one.slug}>
                {pick(one.name, locale).text}
              </option>
            ))}
          </select>
        </div>
        <fieldset className="kinds">
          <legend>{t('kind')}</legend>
          {scheduleKinds.map((kind) => (
            <label key={kind} className="choice">
              <input type="checkbox" name="kind" value={kind} defaultChecked={kinds.includes(kind)} />
              {t(`kinds.${kind}`)}
            </label>
          ))}
        </fieldset>
        <button type="submit" className="button">
          {t('show')}
        </button>
      </form>
    </details>
  )
}
