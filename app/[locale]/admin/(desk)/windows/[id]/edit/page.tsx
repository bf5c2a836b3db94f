import { notFound, redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { saveDraft } from '#app/[locale]/admin/(desk)/windows/actions.ts'
import { FormWords } from '#components/forms/form-words.tsx'
import { Crumbs } from '#components/ui/crumbs.tsx'
import { PageHead } from '#components/ui/page-head.tsx'
import { Said } from '#components/ui/said.tsx'
import { toDraft } from '#components/windows/desk/draft.ts'
import { toOffer } from '#components/windows/desk/offer.ts'
import { WindowForm } from '#components/windows/desk/window-form.tsx'
import { asReader } from '#db/scope.ts'
import { staffViewer } from '#lib/auth/viewer.ts'
import type { LocalePage } from '#lib/i18n/page.ts'
import { titled } from '#lib/i18n/titled.ts'
import { reachOf } from '#lib/notices/reach.ts'
import { idsIn } from '#lib/portal/reader.ts'
import { may } from '#lib/records/rights.ts'
import { adminWindowPath, inLanguage, paths } from '#lib/routes.ts'
import { servicesToWorkOn } from '#lib/services/queries.ts'
import { listWaivers } from '#lib/waivers/queries.ts'
import { getWindow } from '#lib/windows/queries.ts'

export const generateMetadata = titled('admin.changes.kinds.window')

/** The form of a draft, of the details of a planned window, and of a change of an announced plan, with whom it reaches. */
export default async function EditWindowPage({ params }: LocalePage<{ id: string }>) {
  const { locale, id } = await idsIn(params)
  const person = await staffViewer(locale, `${adminWindowPath(id)}/edit`)
  const now = new Date()
  const t = await getTranslations('admin.windowForm')
  const { record, waivers, services } = await asReader(person.id, async (tx) => {
    const record = await getWindow(tx, id, now)
    return {
      record,
      waivers: record ? await listWaivers(tx, record.window.id) : [],
      services: await servicesToWorkOn(tx, person.roles, 'plan', now),
    }
  })
  if (!record || !may(person.roles, 'plan', record.service.id)) notFound()
  const { state } = record.window
  if (!['draft', 'planned', 'announced'].includes(state)) redirect(inLanguage(locale, adminWindowPath(id)))
  const path = inLanguage(locale, adminWindowPath(id))
  const told = state === 'announced' ? await reachOf(record.window, 'window-changed') : null
  return (
    <>
      <Crumbs
        label={t('crumbs')}
        links={[
          [inLanguage(locale, paths.windows), t('windows')],
          [path, <Said key="title" text={record.window.title} locale={locale} />],
        ]}
        here={t('editHere')}
      />
      <PageHead
        title={<Said text={record.window.title} locale={locale} />}
        lead={t(state === 'draft' ? 'nobodySees' : state === 'planned' ? 'published' : 'announced')}
      />
      <FormWords of={['admin.windowForm', 'admin.window', 'admin.mail', 'words.impact']}>
        <WindowForm
          action={saveDraft}
          offers={services
            .filter((service) => service.environments.length)
            .map((service) => toOffer(service, locale, record))}
          draft={toDraft(record)}
          published={state !== 'draft'}
          told={told?.all ?? null}
          granted={waivers.some(({ state }) => state === 'asked' || state === 'granted')}
          readerZone={person.timeZone}
        />
      </FormWords>
    </>
  )
}
