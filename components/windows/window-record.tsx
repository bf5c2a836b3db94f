import { getTranslations } from 'next-intl/server'
import { Timeline } from '#components/status/timeline.tsx'
import { WindowRuler } from '#components/status/window-ruler.tsx'
import { Said, SaidParagraphs } from '#components/ui/said.tsx'
import { ImpactMark, WindowStateMark } from '#components/ui/state.tsx'
import { duration, longDate, moment, shortRange, time, zoneCity, zoneName } from '#lib/i18n/format.ts'
import type { Locale } from '#lib/i18n/locales.ts'
import { incidentPath, inLanguage, paths, windowCalendarPath } from '#lib/paths.ts'
import { dayOf, daysBetween, minutesBetween } from '#lib/time.ts'
import type { WindowRecord } from '#lib/windows/queries.ts'
import { DeviceTime } from './device-time.tsx'
import { Lifecycle } from './lifecycle.tsx'
import { messageDetail } from './message-detail.ts'

/** The record of one window, as readers see it: on its page, and in the preview before it is announced. */
export async function WindowRecordView({
  record,
  locale,
  zone,
  now,
}: {
  record: WindowRecord
  locale: Locale
  zone: string
  now: Date
}) {
  const t = await getTranslations('site.window')
  const words = await getTranslations('words')
  const { window, service, environment, kind, downtime, impacts, releases, changes, messages, incidents } = record
  const running = window.state === 'in_progress' || window.state === 'verifying'
  const told =
    window.announcedAt &&
    daysBetween(
      dayOf(window.announcedAt, service.timeZone),
      dayOf(window.announcedStartsAt ?? window.startsAt, service.timeZone),
    )
  const timeline = await Promise.all(
    messages.map(async (message) => ({
      id: message.id,
      at: message.at,
      label: words(`message.${message.kind}`),
      text: message.text,
      detail: await messageDetail(message, zone, locale),
    })),
  )
  const firstTold = messages.findLast((message) => message.kind === 'rescheduled')?.facts.before as
    | { startsAt: string; endsAt: string }
    | undefined
  return (
    <>
      <nav className="crumbs" aria-label={t('crumbs')}>
        <a href={inLanguage(locale, paths.schedule)}>{t('schedule')}</a>
        <span aria-hidden="true">/</span>
        <a href={`${inLanguage(locale, paths.schedule)}?service=${service.slug}`}>
          <Said text={service.name} locale={locale} />
        </a>
        <span aria-hidden="true">/</span>
        <span>{window.reference}</span>
      </nav>
      <header className="record-head">
        <p className="label">
          <WindowStateMark state={window.state}>
            <Said text={kind.name} locale={locale} />, {words(`window.${window.state}`)} {window.reference}
          </WindowStateMark>
        </p>
        <h1>
          <Said text={window.title} locale={locale} />
        </h1>
        {window.audience !== 'public' && (
          <p className="mt-1">
            <span className="tag">{words(`audience.${window.audience}`)}</span>{' '}
            <span className="note">{t('notPublic')}</span>
          </p>
        )}
        <Lifecycle window={window} zone={zone} locale={locale} />
      </header>

      <div className="when">
        <div>
          <p className="label">{t('yourTime', { city: zoneCity(zone, locale) })}</p>
          <Times
            window={window}
            zone={zone}
            locale={locale}
            className="date"
            struck={window.state === 'cancelled'}
            large
          />
          {firstTold && (
            <p className="note">
              <s>
                {longDate(new Date(firstTold.startsAt), zone, locale)},{' '}
                {shortRange(new Date(firstTold.startsAt), new Date(firstTold.endsAt), zone, locale)}
              </s>
            </p>
          )}
          <DeviceTime
            startsAt={window.startsAt.toISOString()}
            endsAt={window.endsAt.toISOString()}
            shown={[zone, window.timeZone]}
            locale={locale}
            label={t('deviceTime', { city: '{city}' })}
          />
        </div>
        <div>
          <p className="label">{t('serviceTime', { city: zoneCity(window.timeZone, locale) })}</p>
          <Times
            window={window}
            zone={window.timeZone}
            locale={locale}
            className="second"
            struck={window.state === 'cancelled'}
          />
        </div>
        <div>
          <p className="label">{t('duration')}</p>
          <p className="second">{duration(window.minutes, locale)}</p>
          {window.startedAt && (
            <p className="note">
              {window.finishedAt
                ? t('lasted', {
                    duration: duration(Math.max(1, minutesBetween(window.startedAt, window.finishedAt)), locale),
                  })
                : t('startedAt', { time: `${time(window.startedAt, zone)} ${zoneName(window.startedAt, zone)}` })}
            </p>
          )}
        </div>
        <div>
          <p className="label">{t('downtime')}</p>
          {downtime ? (
            <>
              <p className="second">
                {t('downtimeFrom', {
                  duration: duration(window.downtimeMinutes ?? 0, locale),
                  time: time(downtime.startsAt, zone),
                })}
              </p>
              <p className="note">{t('until', { time: moment(downtime.endsAt, zone, locale) })}</p>
            </>
          ) : (
            <>
              <p className="second">{t(window.importedFrom ? 'downtimeUnknown' : 'noDowntime')}</p>
              <p className="note">
                <Said text={window.effect} locale={locale} />
              </p>
            </>
          )}
        </div>
      </div>
      <div className="record-actions no-print">
        <a className="button" href={windowCalendarPath(window.reference ?? '') + (locale === 'hi' ? '?lang=hi' : '')}>
          {t('addToCalendar')}
        </a>
        <a className="button" href={`${inLanguage(locale, paths.subscribe)}?service=${service.slug}`}>
          {t('getNotices')}
        </a>
      </div>

      <div className="columns mt-8">
        <div className="main !gap-0">
          {running && (
            <WindowRuler
              window={{ ...window, downtime }}
              zone={zone}
              locale={locale}
              now={now}
              words={{
                now: t('now'),
                deployment: t('deployment'),
                testing: words('window.verifying'),
                label: t('rulerLabel', { now: time(now, zone) }),
              }}
            />
          )}
          {window.description && (
            <section className="fact-row">
              <h2 className="label">{t('what')}</h2>
              <div className="lead">
                <SaidParagraphs text={window.description} locale={locale} />
              </div>
            </section>
          )}
          {window.userChanges && (
            <section className="fact-row">
              <h2 className="label">{t('mustChange')}</h2>
              <div>
                <SaidParagraphs text={window.userChanges} locale={locale} />
              </div>
            </section>
          )}
          <section className="fact-row">
            <h2 className="label">{t('affected')}</h2>
            {impacts.length === 0 ? (
              <p className="note">{t('affectedUnknown')}</p>
            ) : (
              <table className="table cards">
                <thead>
                  <tr>
                    <th scope="col">{t('component')}</th>
                    <th scope="col">{t('during')}</th>
                    <th scope="col">{t('impact')}</th>
                  </tr>
                </thead>
                <tbody>
                  {impacts.map((impact) => (
                    <tr key={`${impact.componentId} ${impact.environmentId}`}>
                      <th scope="row">
                        <Said text={impact.component} locale={locale} />
                        {impact.environmentId !== environment?.id && (
                          <>
                            , <Said text={impact.environment} locale={locale} />
                          </>
                        )}
                      </th>
                      <td data-label={t('during')}>
                        <Said text={impact.note} locale={locale} />
                        {!impact.note && '–'}
                      </td>
                      <td data-label={t('impact')}>
                        <ImpactMark impact={impact.impact}>{words(`impact.${impact.impact}`)}</ImpactMark>
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            )}
          </section>
          {(window.rollbackInfrastructure || window.rollbackServices || window.rollbackData) && (
            <section className="fact-row">
              <h2 className="label">{t('rollback')}</h2>
              <dl className="pairs">
                {(
                  [
                    ['infrastructure', window.rollbackInfrastructure],
                    ['services', window.rollbackServices],
                    ['data', window.rollbackData],
                  ] as const
                ).map(
                  ([name, plan]) =>
                    plan && (
                      <div key={name}>
                        <dt>{t(`rollbackParts.${name}`)}</dt>
                        <dd>
                          <Said text={plan} locale={locale} />
                        </dd>
                      </div>
                    ),
                )}
              </dl>
            </section>
          )}
          {(releases.length > 0 || changes.length > 0) && (
            <section className="fact-row">
              <h2 className="label">{t('goesIn')}</h2>
              <ul>
                {releases.map((release) => (
                  <li key={release.id} className="py-1">
                    <Said text={release.title} locale={locale} /> <b>{release.version}</b>{' '}
                    <span className="tag">{release.type}</span>{' '}
                    <span className="note">{t(`scope.${release.scope}`)}</span>
                  </li>
                ))}
                {changes.map((change) => (
                  <li key={JSON.stringify(change.title)} className="py-1">
                    <Said text={change.title} locale={locale} />
                  </li>
                ))}
              </ul>
            </section>
          )}
          <section className="fact-row">
            <h2 className="label">{t('messages')}</h2>
            <Timeline entries={timeline} locale={locale} zone={zone} now={now} />
          </section>
        </div>
        <aside className="side">
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
      </div>
    </>
  )
}

type TimesProps = {
  window: { startsAt: Date; endsAt: Date }
  zone: string
  locale: Locale
  className: string
  struck: boolean
  large?: boolean
}

function Times({ window: { startsAt, endsAt }, zone, locale, className, struck, large }: TimesProps) {
  const long = minutesBetween(startsAt, endsAt) >= 1440
  const content = (
    <>
      <p className={className}>
        <time dateTime={startsAt.toISOString()}>{longDate(startsAt, zone, locale)}</time>
      </p>
      {long ? (
        <p className={large ? 'serif' : undefined}>{shortRange(startsAt, endsAt, zone, locale)}</p>
      ) : (
        <p className={large ? 'hours' : 'serif text-5'}>
          {time(startsAt, zone)}
          <span aria-hidden="true">–</span>
          <span className="sr-only"> – </span>
          {time(endsAt, zone)} <small>{zoneName(endsAt, zone)}</small>
        </p>
      )}
    </>
  )
  return struck ? <s>{content}</s> : content
}
