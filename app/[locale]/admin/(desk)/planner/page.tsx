import { FormWords } from '#components/forms/form-words.tsx'
import { Empty } from '#components/ui/empty.tsx'
import { PageHead } from '#components/ui/page-head.tsx'
import '#components/planner/planner.css'
import { getTranslations } from 'next-intl/server'
import { Planner } from '#components/planner/planner.tsx'
import { asReader } from '#db/scope.ts'
import { staffViewer } from '#lib/auth/viewer.ts'
import { pick } from '#lib/i18n/locales.ts'
import type { LocalePage } from '#lib/i18n/page.ts'
import { titled } from '#lib/i18n/titled.ts'
import { planLike } from '#lib/planner/plan-like.ts'
import { draftOf, plannerSurroundings } from '#lib/planner/queries.ts'
import { one } from '#lib/portal/reader.ts'
import { inLanguage, paths } from '#lib/routes.ts'
import { servicesToWorkOn } from '#lib/services/queries.ts'
import { discard, foretell, look, publish, save } from './actions.ts'

export const generateMetadata = titled('planner.title')

/** What windows are called where none has been planned before. */
const base = { en: 'Maintenance', hi: 'रखरखाव' }

/** `/admin/planner`: two years of windows for an environment, proposed, changed and published as a whole. */
export default async function PlannerPage({ params, searchParams }: LocalePage) {
  const { locale } = await params
  const query = await searchParams
  const person = await staffViewer(locale, paths.planner)
  const now = new Date()
  const t = await getTranslations('planner')
  const { services, first } = await asReader(person.id, async (tx) => {
    const services = (await servicesToWorkOn(tx, person.roles, 'plan', now)).filter((one) => one.environments.length)
    const service = services.find(({ slug }) => slug === one(query, 'service')) ?? services[0]
    const liked = one(query, 'like')
    const like = liked ? await planLike(tx, liked) : null
    const environment =
      service?.environments.find(({ id }) => id === like?.environmentId) ??
      service?.environments.find(({ slug }) => slug === one(query, 'environment')) ??
      service?.environments.find(({ live, audience }) => live && audience === 'public') ??
      service?.environments[0]
    if (!service || !environment) return { services, first: null }
    const ground = await plannerSurroundings(tx, service.id, environment.id, now)
    return { services, first: { ground, draft: await draftOf(tx, environment.id), like } }
  })
  if (!first)
    return (
      <>
        <PageHead title={t('title')} />
        <Empty>{t('noService')}</Empty>
      </>
    )
  return (
    <>
      <noscript>
        <p className="note mt-4">
          {t('noScript')} <a href={inLanguage(locale, paths.newWindow)}>{inLanguage(locale, paths.newWindow)}</a>
        </p>
      </noscript>
      <FormWords of={['planner', 'admin.windowForm.peak', 'admin.window', 'admin.mail']}>
        <Planner
          places={services.map(({ id, name, environments }) => ({
            ...{ id, name: pick(name, locale).text },
            environments: environments.map((one) => ({ id: one.id, name: pick(one.name, locale).text })),
          }))}
          first={first}
          at={now.toISOString()}
          base={base}
          server={{ foretell, publish, save, discard, look }}
        />
      </FormWords>
    </>
  )
}
