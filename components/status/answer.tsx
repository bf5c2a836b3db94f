import { getTranslations } from 'next-intl/server'
import { componentLook } from '#components/records/state.tsx'
import { Icon } from '#components/ui/icon.tsx'
import { Said } from '#components/ui/said.tsx'
import { dayMonth, longDate, time, zoneName } from '#lib/i18n/format.ts'
import { type Locale, pick } from '#lib/i18n/locales.ts'
import { numberWord } from '#lib/i18n/number-word.ts'
import { headline } from '#lib/rules/statuses.ts'
import type { ServiceStatus, Status } from '#lib/status/queries.ts'

type Props = { status: Status; locale: Locale; zone: string; now: Date }

/** The sentence that could be read out on the phone, what explains it, and a mark a service. */
export async function Answer({ status, locale, zone, now }: Props) {
  const t = await getTranslations('site.status')
  const words = await getTranslations('words.component')
  const { services, running } = status
  const found = headline(
    services.map((service) => service.state),
    status.incidents.length,
  )
  const name = (service: ServiceStatus | undefined) => pick(service?.name, locale).text
  const sentence = {
    nothing: () => t('headline.nothing'),
    all: () =>
      services.length === 1
        ? t('headline.one', { service: name(services[0]) })
        : t('headline.all', { count: numberWord(services.length, locale) }),
    some: () => {
      const { working = 0, total = 0, unknown = 0 } = found as { working?: number; total?: number; unknown?: number }
      return t(unknown ? 'headline.someUnknown' : 'headline.some', {
        working: numberWord(working, locale, true),
        total: numberWord(total, locale),
        verb: working,
        unknown: numberWord(unknown, locale),
      })
    },
    incident: () => t('headline.incident', { count: status.incidents.length }),
    trouble: () => {
      const { state, service, others } = found as { state: 'major'; service: number; others: number }
      return t(`headline.${state}`, { service: name(services[service]), others })
    },
  }[found.kind]()

  const clock = (at: Date) => `${time(at, zone)} ${zoneName(at, zone)}`
  const lines = [
    ...status.incidents.slice(0, 2).flatMap(({ title, startedAt, window, whole }) => [
      t('lead.incident', {
        title: pick(title, locale).text,
        since: clock(startedAt),
        date: dayMonth(startedAt, zone, locale),
      }),
      whole && window
        ? t('lead.cause', { standing: window.rollbackSaidAt && !window.finishedAt ? 'rolling_back' : window.state })
        : '',
    ]),
    ...running.slice(0, 2).map((window) =>
      t('lead.maintenance', {
        course: window.course,
        kind: window.urgent ? 'urgent' : 'other',
        service: name(services.find((service) => service.id === window.serviceId)) || pick(window.title, locale).text,
        until: clock(window.endsAt),
        date: longDate(window.endsAt, zone, locale),
      }),
    ),
  ]
  const others = services.filter(
    ({ id, state }) => state === 'working' && !running.some(({ serviceId }) => serviceId === id),
  )
  const rest = status.incidents.length
    ? others.length && found.kind === 'trouble'
      ? t('lead.others', { count: others.length, said: numberWord(others.length, locale) })
      : ''
    : running.length
      ? running.every(({ course }) => course === 'on_plan')
        ? t('lead.nothingElse')
        : ''
      : services.length
        ? t('lead.quiet')
        : ''
  return (
    <div className="answer goes-first">
      <p className="label as-it-was when-stale">
        {t('asItWas', { time: `${time(now, zone)} ${zoneName(now, zone)}`, date: longDate(now, zone, locale) })}
      </p>
      <h1>{sentence}</h1>
      {(lines.length > 0 || rest) && <p className="lead">{[...lines, rest].filter(Boolean).join(' ')}</p>}
      {services.length > 0 && (
        <ul className="service-marks" aria-label={t('services')}>
          {services.map((service) => {
            const window = running.find((one) => one.serviceId === service.id)
            const look = componentLook(service.state)
            return (
              <li
                key={service.id}
                className={
                  ['degraded', 'partial', 'major'].includes(service.state) ? `trouble-${service.state}` : undefined
                }
              >
                <a href={`#service-${service.slug}`}>
                  <Icon name={look.icon} className={`${look.tone} mt-[0.1em]`} />
                  <span>
                    <span>
                      <Said text={service.name} locale={locale} />
                    </span>
                    <small>
                      {service.state === 'maintenance' && window?.course === 'on_plan'
                        ? t('maintenanceTo', { time: time(window.endsAt, zone) })
                        : words(service.state)}
                    </small>
                  </span>
                </a>
              </li>
            )
          })}
        </ul>
      )}
    </div>
  )
}
