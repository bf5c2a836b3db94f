import { getTranslations } from 'next-intl/server'
import { saveDraft } from '#app/[locale]/admin/(desk)/windows/actions.ts'
import { FormWords } from '#components/forms/form-words.tsx'
import { Crumbs } from '#components/ui/crumbs.tsx'
import { PageHead } from '#components/ui/page-head.tsx'
import { emptyDraft, toCopy } from '#components/windows/desk/draft.ts'
import { toOffer } from '#components/windows/desk/offer.ts'
import { WindowForm } from '#components/windows/desk/window-form.tsx'
import { asReader } from '#db/scope.ts'
import { staffViewer } from '#lib/auth/viewer.ts'
import type { LocalePage } from '#lib/i18n/page.ts'
import { titled } from '#lib/i18n/titled.ts'
import { one } from '#lib/portal/reader.ts'
import { inLanguage, paths } from '#lib/routes.ts'
import { servicesToWorkOn } from '#lib/services/queries.ts'
import { getWindow } from '#lib/windows/queries.ts'

export const generateMetadata = titled('admin.windowForm.newTitle')

/** A new window, beside what the rules say of it. */
export default async function NewWindowPage({ params, searchParams }: LocalePage) {
  const { locale } = await params
  const query = await searchParams
  const person = await staffViewer(locale, paths.newWindow)
  const t = await getTranslations('admin.windowForm')
  const now = new Date()
  const { services, copied } = await asReader(person.id, async (tx) => ({
    services: await servicesToWorkOn(tx, person.roles, 'plan', now),
    copied: await getWindow(tx, one(query, 'from') ?? '', now),
  }))
  const offers = services.filter((service) => service.environments.length).map((service) => toOffer(service, locale))
  const mayCopy = copied && services.some((service) => service.id === copied.service.id)
  const chosen =
    services.find((service) => service.slug === one(query, 'service')) ??
    services.find((service) => service.environments.length)
  const live =
    chosen?.environments.find((environment) => environment.live && environment.audience === 'public') ??
    chosen?.environments[0]
  return (
    <>
      <Crumbs label={t('crumbs')} links={[[inLanguage(locale, paths.windows), t('windows')]]} here={t('newHere')} />
      <PageHead title={t('newTitle')} lead={t('nobodySees')} />
      {chosen && live ? (
        <FormWords of={['admin.windowForm', 'admin.window', 'admin.mail', 'words.impact']}>
          <WindowForm
            action={saveDraft}
            offers={offers}
            draft={mayCopy ? toCopy(copied) : emptyDraft(chosen.id, live.id, chosen.policy.kinds[0]?.code ?? '')}
            readerZone={person.timeZone}
          />
        </FormWords>
      ) : (
        <p className="note">{t('noService')}</p>
      )}
    </>
  )
}
