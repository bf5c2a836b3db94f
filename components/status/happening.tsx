import { getTranslations } from 'next-intl/server'
import { Timeline } from '#components/records/timeline.tsx'
import { Icon } from '#components/ui/icon.tsx'
import { Said } from '#components/ui/said.tsx'
import { AvailabilityFacts } from '#components/windows/availability-facts.tsx'
import { messageDetail } from '#components/windows/message-detail.ts'
import { WindowRuler } from '#components/windows/window-ruler.tsx'
import { duration, fullStop, longRange, moment } from '#lib/i18n/format.ts'
import type { Locale } from '#lib/i18n/locales.ts'
import { downtimeOf } from '#lib/judging/stored-window.ts'
import { inLanguage, windowPath } from '#lib/routes.ts'
import type { ToldWindow } from '#lib/status/stories.ts'

/** A running window that caused no incident: where it stands, what cannot be used until when, what was said. */
export async function RunningWindowBlock({
  window,
  service,
  locale,
  zone,
  now,
}: {
  window: ToldWindow
  service: string
  locale: Locale
  zone: string
  now: Date
}) {
  const t = await getTranslations('site.status')
  const words = await getTranslations('words')
  const troubled = window.course === 'trouble' || window.course === 'rolling_back'
  const step = window.rollbackSaidAt ? 'rollingBack' : window.state === 'verifying' ? 'verifying' : 'inProgress'
  return (
    <section className="section happening" aria-labelledby={`window-${window.id}`}>
      <div className="section-head">
        <p className={`label state ${troubled ? 'is-partial' : 'is-maintenance'}`}>
          <Icon name={window.rollbackSaidAt ? 'back' : troubled ? 'partial' : 'maintenance'} />
          {t(`running.${step}`, { kind: window.urgent ? 'urgent' : 'other' })}
        </p>
        <a href={inLanguage(locale, windowPath(window.reference ?? ''))}>
          {t('fullRecordOf', { reference: window.reference ?? '' })}
        </a>
      </div>
      <h2 id={`window-${window.id}`}>
        <Said text={window.title} locale={locale} />
      </h2>
      <p className="quiet mt-1">
        {service}
        {fullStop(locale)} {longRange(window.startsAt, window.endsAt, zone, locale)}, {duration(window.minutes, locale)}
        {fullStop(locale)} <b className={troubled ? 'text-ink' : 'font-normal'}>{t(`course.${window.course}`)}</b>
      </p>
      <WindowRuler window={{ ...window, downtime: downtimeOf(window) }} zone={zone} locale={locale} now={now} />
      <AvailabilityFacts touched={window.touched} locale={locale} working>
        <div>
          <dt className="label">{t(window.announcedDowntimeEndsAt ? 'running.until' : 'running.ends')}</dt>
          <dd>{moment(window.announcedDowntimeEndsAt ?? window.endsAt, zone, locale)}</dd>
        </div>
      </AvailabilityFacts>
      <h3 className="label">{t('messages')}</h3>
      <Timeline
        locale={locale}
        zone={zone}
        now={now}
        entries={
          await Promise.all(
            window.messages.map(async (message) => ({
              id: message.id,
              at: message.at,
              label: words(`message.${message.kind}`),
              text: message.text,
              detail: await messageDetail(message, zone, locale),
            })),
          )
        }
      />
    </section>
  )
}
