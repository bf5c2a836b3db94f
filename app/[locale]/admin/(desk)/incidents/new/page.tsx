import { getTranslations } from 'next-intl/server'
import { declare } from '#app/[locale]/admin/(desk)/incidents/actions.ts'
import { FormWords } from '#components/forms/form-words.tsx'
import { DeclareForm } from '#components/incidents/desk/declare-form.tsx'
import { standingOf } from '#components/incidents/desk/standing.ts'
import { Crumbs } from '#components/ui/crumbs.tsx'
import { PageHead } from '#components/ui/page-head.tsx'
import { asReader } from '#db/scope.ts'
import { staffViewer } from '#lib/auth/viewer.ts'
import { pick } from '#lib/i18n/locales.ts'
import type { LocalePage } from '#lib/i18n/page.ts'
import { titled } from '#lib/i18n/titled.ts'
import { openedByPortal } from '#lib/incidents/queries.ts'
import { findWindow } from '#lib/judging/stored-window.ts'
import { reachOf } from '#lib/notices/reach.ts'
import { one } from '#lib/portal/reader.ts'
import { inLanguage, paths } from '#lib/routes.ts'
import { servicesToWorkOn } from '#lib/services/queries.ts'

export const generateMetadata = titled('admin.incidents.declare')

/** A new incident, by hand or from the window that caused it. */
export default async function NewIncidentPage({ params, searchParams }: LocalePage) {
  const { locale } = await params
  const query = await searchParams
  const person = await staffViewer(locale, paths.newIncident)
  const t = await getTranslations('admin.incidents')
  const { services, window, own } = await asReader(person.id, async (tx) => {
    const asked = one(query, 'window')
    const window = asked ? await findWindow(tx, asked) : undefined
    return {
      services: await servicesToWorkOn(tx, person.roles, 'run', new Date()),
      window,
      own: window ? await openedByPortal(tx, window.id) : undefined,
    }
  })
  const offers = services
    .filter((service) => service.environments.length)
    .map((service) => ({
      id: service.id,
      name: pick(service.name, locale).text,
      tenants: service.tenants.map((tenant) => ({ id: tenant.id, name: pick(tenant.name, locale).text })),
      standing: standingOf(service, locale),
    }))
  const service = window?.serviceId ?? offers[0]?.id ?? ''
  const reach = window ? (await reachOf(window, 'incident-declared')).all : null
  return (
    <>
      <Crumbs label={t('crumbs')} links={[[inLanguage(locale, paths.incidents), t('title')]]} here={t('declare')} />
      <PageHead title={t('declare')} />
      <div className="max-w-4xl">
        <FormWords of={['admin.incidents', 'words']}>
          <DeclareForm
            action={declare}
            offers={offers}
            service={service}
            window={window ? { id: window.id, title: pick(window.title, locale).text } : null}
            takesOver={own?.reference ?? null}
            reach={reach}
          />
        </FormWords>
      </div>
    </>
  )
}
