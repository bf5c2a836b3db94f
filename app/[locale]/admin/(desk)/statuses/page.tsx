import { getTranslations } from 'next-intl/server'
import { ComponentStateMark } from '#components/records/state.tsx'
import { StatusForm } from '#components/status/desk/status-form.tsx'
import { ClientMessages } from '#components/ui/client-messages.tsx'
import { Empty } from '#components/ui/empty.tsx'
import { PageHead } from '#components/ui/page-head.tsx'
import { Said } from '#components/ui/said.tsx'
import { Section } from '#components/ui/section.tsx'
import { asReader } from '#db/scope.ts'
import { staffViewer } from '#lib/auth/viewer.ts'
import { moment } from '#lib/i18n/format.ts'
import { pick } from '#lib/i18n/locales.ts'
import type { LocalePage } from '#lib/i18n/page.ts'
import { titled } from '#lib/i18n/titled.ts'
import { inLanguage, paths } from '#lib/routes.ts'
import { servicesToWorkOn } from '#lib/services/queries.ts'
import { setStatus } from './actions.ts'

export const generateMetadata = titled('admin.statuses.title')

/** Components' statuses by hand. Live environments are open; what a window or an incident holds says so. */
export default async function StatusesPage({ params }: LocalePage) {
  const { locale } = await params
  const person = await staffViewer(locale, paths.statuses)
  const t = await getTranslations('admin.statuses')
  const words = await getTranslations('words.component')
  const services = await asReader(person.id, (tx) => servicesToWorkOn(tx, person.roles, 'run', new Date()))
  const shown = services.filter((service) => service.standing.length)
  return (
    <>
      <PageHead
        title={t('title')}
        lead={
          <>
            {t('lead')} <a href={inLanguage(locale, paths.newIncident)}>{t('declare')}</a>
          </>
        }
      />
      {shown.length === 0 && <Empty>{t('empty')}</Empty>}
      <ClientMessages of={['admin.statuses', 'reasons', 'words.component']}>
        {shown.map((service) => (
          <Section
            key={service.id}
            id={service.slug}
            title={<Said text={service.name} locale={locale} />}
            className="mb-8"
          >
            {service.environments
              .filter((environment) => service.standing.some((row) => row.environmentId === environment.id))
              .map((environment) => (
                <details key={environment.id} className="border-t border-rule" open={environment.live}>
                  <summary className="label py-2">
                    <Said text={environment.name} locale={locale} />
                    {environment.live && `, ${t('live')}`}
                  </summary>
                  <ul>
                    {service.components.map((component) => {
                      const row = service.standing.find(
                        (one) => one.componentId === component.id && one.environmentId === environment.id,
                      )
                      return (
                        row && (
                          <li
                            key={component.id}
                            className="grid gap-2 border-t border-rule py-3 md:grid-cols-[15rem_1fr]"
                          >
                            <div>
                              <b className="text-3">
                                <Said text={component.name} locale={locale} />
                              </b>
                              <p className="text-2">
                                <ComponentStateMark state={row.state}>{words(row.state)}</ComponentStateMark>
                              </p>
                              <p className="note">
                                {t('since', { time: moment(row.since, person.timeZone, locale) })}
                                {row.windowId && ` ${t('byWindow')}`}
                                {row.incidentId && ` ${t('byIncident')}`}
                              </p>
                            </div>
                            <StatusForm
                              key={`${row.state} ${row.since.toISOString()}`}
                              action={setStatus}
                              componentId={component.id}
                              environmentId={environment.id}
                              name={`${pick(component.name, locale).text}, ${pick(environment.name, locale).text}`}
                              current={row.state}
                              note={row.note}
                            />
                          </li>
                        )
                      )
                    })}
                  </ul>
                </details>
              ))}
          </Section>
        ))}
      </ClientMessages>
    </>
  )
}
