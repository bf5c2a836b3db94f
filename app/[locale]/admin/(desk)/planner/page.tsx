import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Planner } from '#components/admin/planner/planner.tsx'
import { ClientMessages } from '#components/ui/client-messages.tsx'
import { asReader } from '#db/scope.ts'
import { staffViewer } from '#lib/auth/viewer.ts'
import { pick } from '#lib/i18n/locales.ts'
import type { LocalePage } from '#lib/i18n/page.ts'
import { inLanguage, paths } from '#lib/paths.ts'
import { plannerSurroundings } from '#lib/planner/queries.ts'
import { one } from '#lib/portal/reader.ts'
import { servicesToWorkOn } from '#lib/services/queries.ts'
import { look, publish } from './actions.ts'

export const metadata: Metadata = { title: 'Plan windows' }

/** What windows are called where none has been planned before. */
const base = { en: 'Maintenance', hi: 'रखरखाव' }

/** `/admin/planner`: two years of windows for an environment, proposed, changed and published as a whole. */
export default async function PlannerPage({ params, searchParams }: LocalePage) {
  const { locale } = await params
  const query = await searchParams
  const person = await staffViewer(locale, paths.planner)
  const now = new Date()
  const t = await getTranslations('planner')
  const { services, ground } = await asReader(person.id, async (tx) => {
    const services = (await servicesToWorkOn(tx, person.roles, 'plan', now)).filter((one) => one.environments.length)
    const service = services.find(({ slug }) => slug === one(query, 'service')) ?? services[0]
    const environment =
      service?.environments.find(({ slug }) => slug === one(query, 'environment')) ??
      service?.environments.find(({ live, audience }) => live && audience === 'public') ??
      service?.environments[0]
    return {
      services,
      ground: service && environment ? await plannerSurroundings(tx, service.id, environment.id, now) : null,
    }
  })
  return (
    <>
      <div className="desk-head">
        <div>
          <h1>{t('title')}</h1>
          <p className="quiet max-w-4xl">{t('lead')}</p>
        </div>
      </div>
      {ground ? (
        <>
          <noscript>
            <p className="note mb-4">
              {t('noScript')} <a href={inLanguage(locale, paths.newWindow)}>{inLanguage(locale, paths.newWindow)}</a>
            </p>
          </noscript>
          <ClientMessages of={['planner', 'admin.fields', 'admin.windowForm.peak', 'reasons']}>
            <Planner
              places={services.map(({ id, name, environments }) => ({
                ...{ id, name: pick(name, locale).text },
                environments: environments.map((one) => ({ id: one.id, name: pick(one.name, locale).text })),
              }))}
              first={ground}
              at={now.toISOString()}
              base={base}
              publish={publish}
              look={look}
            />
          </ClientMessages>
        </>
      ) : (
        <p className="serif text-5 py-6">{t('noService')}</p>
      )}
    </>
  )
}
