import { getTranslations } from 'next-intl/server'
import { WindowStateMark } from '#components/records/state.tsx'
import { Icon, type IconName } from '#components/ui/icon.tsx'
import { PageHead } from '#components/ui/page-head.tsx'
import { Said } from '#components/ui/said.tsx'
import { Section } from '#components/ui/section.tsx'
import { asReader } from '#db/scope.ts'
import { type Attention, needsAttention } from '#lib/attention/queries.ts'
import { staffViewer } from '#lib/auth/viewer.ts'
import { longDate, moment, shortRange } from '#lib/i18n/format.ts'
import type { LocalePage } from '#lib/i18n/page.ts'
import { titled } from '#lib/i18n/titled.ts'
import { breachesByService } from '#lib/judging/breaches-ahead.ts'
import { getFrame } from '#lib/portal/queries.ts'
import { may } from '#lib/records/rights.ts'
import { adminWindowPath, inLanguage, paths, policyPath } from '#lib/routes.ts'
import { listWindowsForStaff } from '#lib/windows/queries.ts'

export const generateMetadata = titled('admin.nav.sections.admin')

const looks: Record<Attention['kind'], [IconName, string]> = {
  'incident-open': ['major', 'is-major'],
  'window-late': ['due', 'is-major'],
  'start-missing': ['due', 'is-degraded'],
  'update-owed': ['due', 'is-degraded'],
  'mail-failed': ['major', 'is-major'],
  'checkpoint-owed': ['due', 'is-maintenance'],
  'waiver-asked': ['degraded', 'is-partial'],
  'waiver-refused': ['degraded', 'is-degraded'],
  'waiver-granted': ['tick', 'is-ok'],
  'draft-soon': ['ring', 'is-maintenance'],
  'review-owed': ['due', 'is-maintenance'],
}

/** What needs attention, what runs, what comes. */
export default async function OverviewPage({ params }: LocalePage) {
  const { locale } = await params
  const person = await staffViewer(locale, paths.admin)
  const now = new Date()
  const t = await getTranslations('admin.overview')
  const words = await getTranslations('words.window')
  const { waiting, broken, frame, running, coming } = await asReader(person.id, async (tx) => ({
    waiting: await needsAttention(tx, person.id, now),
    broken: await breachesByService(tx, person.roles, now),
    frame: await getFrame(tx, now),
    running: await listWindowsForStaff(tx, 'running', ''),
    coming: await listWindowsForStaff(tx, 'coming', '', 8),
  }))
  const zone = person.timeZone
  const inBreach = broken.reduce((sum, { count }) => sum + count, 0)
  const nameOf = (id: string | null) => frame.services.find((service) => service.id === id)?.name
  return (
    <>
      <PageHead
        title={
          waiting.length && inBreach
            ? t('andBreaches', { things: waiting.length, count: inBreach })
            : waiting.length
              ? t('title', { count: waiting.length })
              : t(inBreach ? 'onlyBreaches' : 'calm', { count: inBreach })
        }
        lead={longDate(now, zone, locale)}
        action={
          may(person.roles, 'plan') && (
            <a className="button main" href={inLanguage(locale, paths.newWindow)}>
              {t('newWindow')}
            </a>
          )
        }
      />
      {waiting.length > 0 && (
        <ul className="attention">
          {waiting.map((item) => {
            const [icon, tone] = looks[item.kind]
            return (
              <li key={item.id}>
                <span className={`state text-3 ${tone}`}>
                  <Icon name={icon} />
                  {t(`kinds.${item.kind}`)}
                </span>
                <span>
                  <a className="attention-title" href={inLanguage(locale, item.path)}>
                    <Said text={item.title} locale={locale} />
                  </a>
                  <span className="note block">
                    <Said text={nameOf(item.serviceId)} locale={locale} />
                    {item.serviceId && ', '}
                    {t(`details.${item.kind}`, { at: moment(item.at, zone, locale), count: item.count ?? 0 })}
                  </span>
                </span>
              </li>
            )
          })}
        </ul>
      )}
      {inBreach > 0 && (
        <Section
          id="breaches"
          title={t('breaches')}
          aside={<p className="note">{t('breachesNote')}</p>}
          className="mt-8"
        >
          <ul className="rows">
            {broken.map(({ service, count }) => (
              <li key={service.id} className="flex items-baseline justify-between gap-4 py-2">
                <a href={`${inLanguage(locale, policyPath(service.slug))}#breaches`}>
                  <Said text={service.name} locale={locale} />
                </a>
                <span className="state is-partial text-3">
                  <Icon name="degraded" />
                  {t('windows', { count })}
                </span>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <div className="mt-10 grid gap-10 md:grid-cols-2">
        {(
          [
            ['running', running],
            ['coming', coming],
          ] as const
        ).map(([name, rows]) => (
          <Section
            key={name}
            id={name}
            title={t(name)}
            aside={<a href={`${inLanguage(locale, paths.windows)}?list=${name}`}>{t('all')}</a>}
          >
            {rows.length === 0 && <p className="note">{t(`none.${name}`)}</p>}
            <ul className="rows">
              {rows.map(({ window, service, environment }) => (
                <li key={window.id} className="flex items-baseline justify-between gap-4 py-2">
                  <span>
                    <a href={inLanguage(locale, adminWindowPath(window.id))}>
                      <Said text={window.title} locale={locale} />
                    </a>
                    <span className="note block">
                      <Said text={service} locale={locale} />,{' '}
                      {environment && (
                        <>
                          <Said text={environment} locale={locale} />,{' '}
                        </>
                      )}
                      {longDate(window.startsAt, zone, locale)},{' '}
                      {shortRange(window.startsAt, window.endsAt, zone, locale)}
                    </span>
                  </span>
                  <span className="text-3">
                    <WindowStateMark state={window.state}>{words(window.state)}</WindowStateMark>
                  </span>
                </li>
              ))}
            </ul>
          </Section>
        ))}
      </div>
    </>
  )
}
