import { WithAside } from '#components/ui/with-aside.tsx'
import '#components/records/records.css'
import '#components/status/status.css'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { PageFrame } from '#components/portal/frame.tsx'
import { Answer } from '#components/status/answer.tsx'
import { RunningWindowBlock } from '#components/status/happening.tsx'
import { OpenIncidentBlock } from '#components/status/incident-block.tsx'
import { Services } from '#components/status/services.tsx'
import { NextWindows, RecentlyResolved, SubscribeBox, WhileStale } from '#components/status/side.tsx'
import { StillWorks } from '#components/status/still-works.tsx'
import { leadsTo } from '#lib/asked.ts'
import { isLocale, pick } from '#lib/i18n/locales.ts'
import type { LocalePage } from '#lib/i18n/page.ts'
import { getFrame } from '#lib/portal/queries.ts'
import { askedZone, readPage } from '#lib/portal/reader.ts'
import { incidentPath, inLanguage, windowPath } from '#lib/routes.ts'
import { getStatus, toldBy } from '#lib/status/queries.ts'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('site.frame')
  return { title: t('nav.status'), description: t('description') }
}

/** `/`: is it working, what is on, what comes next. */
export default async function StatusPage({ params, searchParams }: LocalePage) {
  const { locale } = await params
  // A file that is not there, such as an icon that a browser tries: the layout says so, and the page asks as well.
  if (!isLocale(locale)) notFound()
  const query = await searchParams
  const now = new Date()
  const { status, zone } = await readPage(async (tx) => {
    const zone = askedZone(query) ?? (await getFrame(tx, now)).timeZone
    return { zone, status: await getStatus(tx, zone, now) }
  })
  const { frame } = status
  const shown = { frame, locale, zone, now }
  leadsTo(
    [
      ...[...status.running, ...status.next, ...status.incidents.map((incident) => incident.window)].map(
        (window) => window?.reference && windowPath(window.reference),
      ),
      ...[...status.incidents, ...status.resolved].map((incident) => incidentPath(incident.reference)),
    ].flatMap((path) => (path ? [inLanguage(locale, path)] : [])),
  )
  const serviceName = (id: string) => pick(frame.services.find((one) => one.id === id)?.name, locale).text
  return (
    <PageFrame {...shown} path="/" query={query} section="status" told={toldBy(status)}>
      <Answer status={status} locale={locale} zone={zone} now={now} />
      <WithAside
        aside={
          <>
            <WhileStale />
            <NextWindows windows={status.next} {...shown} />
            <SubscribeBox {...shown} />
            <RecentlyResolved incidents={status.resolved} {...shown} />
          </>
        }
      >
        {status.incidents.map((incident) => (
          <OpenIncidentBlock
            key={incident.id}
            incident={incident}
            service={serviceName(incident.serviceId)}
            locale={locale}
            zone={zone}
            now={now}
          />
        ))}
        {status.running.map((window) => (
          <RunningWindowBlock
            key={window.id}
            window={window}
            service={serviceName(window.serviceId)}
            locale={locale}
            zone={zone}
            now={now}
          />
        ))}
        <StillWorks status={status} locale={locale} />
        <Services services={status.services} locale={locale} zone={zone} now={now} />
      </WithAside>
    </PageFrame>
  )
}
