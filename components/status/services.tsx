import { getTranslations } from 'next-intl/server'
import { ComponentStateMark } from '#components/records/state.tsx'
import { Icon } from '#components/ui/icon.tsx'
import { Said } from '#components/ui/said.tsx'
import { Section } from '#components/ui/section.tsx'
import { fullDate, monthName } from '#lib/i18n/format.ts'
import { type Locale, pick } from '#lib/i18n/locales.ts'
import { inLanguage, paths } from '#lib/routes.ts'
import { percent, type Stroke } from '#lib/rules/statuses.ts'
import { type ComponentStatus, historyDays, type ServiceStatus } from '#lib/status/queries.ts'
import { addDays, dayOf, startOfDay } from '#lib/time.ts'
import { UptimeBars } from './uptime-bars.tsx'

type Props = { services: ServiceStatus[]; locale: Locale; zone: string; now: Date }

/** Every service with its components in live environments: status now and ninety days of it. Troubled ones are open. */
export async function Services({ services, locale, zone, now }: Props) {
  const t = await getTranslations('site.status')
  const words = await getTranslations('words.component')
  const first = startOfDay(addDays(dayOf(now, zone), 1 - historyDays), zone)
  const span = { from: fullDate(first, zone, locale), to: fullDate(now, zone, locale) }
  const label = (name: string, uptime: number | null, strokes: Stroke[]) => {
    const troubled = strokes.filter((stroke) => stroke.state && !['working', 'unknown'].includes(stroke.state)).length
    return t(uptime === null ? 'barsUnknown' : 'bars', {
      name,
      ...span,
      percent: uptime === null ? '' : percent(uptime),
      troubled,
      maintained: strokes.filter((stroke) => stroke.maintenance).length,
    })
  }
  const share = (uptime: number | null) => (uptime === null ? '–' : `${percent(uptime)} %`)

  const row = (component: ComponentStatus) => (
    <li key={`${component.id} ${component.environmentId}`} className="status-row">
      <span className="name">
        <Said text={component.name} locale={locale} />
        {component.state !== 'working' && component.note && (
          <span className="note">
            <Said text={component.note} locale={locale} />
          </span>
        )}
      </span>
      <span className="history">
        <UptimeBars
          strokes={component.strokes}
          label={label(pick(component.name, locale).text, component.uptime, component.strokes)}
        />
      </span>
      <span className="percent">{share(component.uptime)}</span>
      <ComponentStateMark state={component.state}>{words(component.state)}</ComponentStateMark>
    </li>
  )

  if (services.length === 0)
    return (
      <Section id="services" title={t('services')}>
        <p className="note">{t('noServices')}</p>
      </Section>
    )
  return (
    <Section
      id="services"
      title={t('services')}
      aside={<a href={inLanguage(locale, paths.history)}>{t('toHistory')}</a>}
    >
      <div className="status-row status-axis" aria-hidden="true">
        <span className="label">{t('axis.name')}</span>
        <MonthAxis first={first} now={now} zone={zone} locale={locale} />
        <span className="label text-right">{t('axis.days', { days: historyDays })}</span>
        <span className="label when-fresh">{t('axis.now')}</span>
        <span className="label when-stale">{t('axis.then')}</span>
      </div>
      {services.map((service) => {
        const many = service.environments.length > 1
        const count = service.environments.reduce((sum, environment) => sum + environment.components.length, 0)
        return (
          <details
            key={service.id}
            id={`service-${service.slug}`}
            className="service"
            open={service.state !== 'working'}
          >
            <summary className="status-row">
              <span className="name">
                <Icon name="chevron" className="chevron" />
                <span>
                  <span className="service-name">
                    <Said text={service.name} locale={locale} />
                    {service.hiddenAt && <span className="tag ml-2">{t('hidden')}</span>}
                  </span>
                  <span className="note">
                    {t('components', { count })}
                    {service.environments.length === 1 && (
                      <>
                        , <Said text={service.environments[0]?.name} locale={locale} />
                      </>
                    )}
                  </span>
                </span>
              </span>
              <span className="history">
                <UptimeBars
                  strokes={service.strokes}
                  label={label(pick(service.name, locale).text, service.uptime, service.strokes)}
                />
              </span>
              <span className="percent">{share(service.uptime)}</span>
              <ComponentStateMark state={service.state}>{words(service.state)}</ComponentStateMark>
            </summary>
            {service.environments.flatMap((environment) =>
              [...Map.groupBy(environment.components, (component) => pick(component.group, locale).text)].map(
                ([group, members]) => (
                  <section key={`${environment.id} ${group}`} className="pb-3">
                    <h3 className="label">
                      {many && (
                        <>
                          <Said text={environment.name} locale={locale} />
                          {group && ', '}
                        </>
                      )}
                      {group}
                    </h3>
                    <ul>{members.map(row)}</ul>
                  </section>
                ),
              ),
            )}
          </details>
        )
      })}
      <dl className="bars-key">
        <dt className="label">{t('key.title')}</dt>
        {(['working', 'degraded', 'partial', 'major'] as const).map((state) => (
          <dd key={state}>
            <KeyStroke stroke={{ day: '', state, maintenance: false }} />
            {words(state)}
          </dd>
        ))}
        <dd>
          <KeyStroke stroke={{ day: '', state: 'working', maintenance: true }} />
          {t('key.maintenance')}
        </dd>
        <dd>
          <KeyStroke stroke={{ day: '', state: null, maintenance: false }} />
          {words('unknown')}
        </dd>
      </dl>
      <p className="note mt-1">{t('percentNote', { from: span.from })}</p>
    </Section>
  )
}

const KeyStroke = ({ stroke }: { stroke: Stroke }) => (
  <span aria-hidden="true">
    <UptimeBars strokes={[stroke]} label="" />
  </span>
)

/** The months above the bars, each where its first day stands. */
function MonthAxis({ first, now, zone, locale }: { first: Date; now: Date; zone: string; locale: Locale }) {
  const days = Array.from({ length: historyDays }, (_, index) => addDays(dayOf(first, zone), index))
  const starts = days.flatMap((day, index) => (day.endsWith('-01') ? [{ day, index }] : []))
  return (
    <svg aria-hidden="true">
      {starts.map(({ day, index }) => {
        const x = `${(index / historyDays) * 100}%`
        return (
          <g key={day}>
            <line x1={x} x2={x} y1="0" y2="14" stroke="var(--rule-2)" />
            <text x={x} dx="4" y="11">
              {index < historyDays - 8 ? monthName(startOfDay(day, zone) ?? now, zone, locale, 'short') : ''}
            </text>
          </g>
        )
      })}
    </svg>
  )
}
