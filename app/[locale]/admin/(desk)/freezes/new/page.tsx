import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { changeMessages } from '#components/admin/change-value.tsx'
import { Crumbs } from '#components/admin/crumbs.tsx'
import { FreezeForm } from '#components/admin/freeze-form.tsx'
import { ClientMessages } from '#components/ui/client-messages.tsx'
import { asReader } from '#db/scope.ts'
import { staffViewer } from '#lib/auth/viewer.ts'
import { pick } from '#lib/i18n/locales.ts'
import type { LocalePage } from '#lib/i18n/page.ts'
import { inLanguage, paths } from '#lib/paths.ts'
import { servicesToWorkOn } from '#lib/services/queries.ts'
import { publish } from '../actions.ts'

export const metadata: Metadata = { title: 'New freeze' }

export default async function NewFreezePage({ params }: LocalePage) {
  const { locale } = await params
  const person = await staffViewer(locale, `${paths.adminFreezes}/new`)
  const t = await getTranslations('admin.freezes')
  const services = await asReader(person.id, (tx) => servicesToWorkOn(tx, person.roles, 'plan', new Date()))
  const named = (row: { id: string; name: { en?: string; hi?: string } }) => ({
    id: row.id,
    name: pick(row.name, locale).text,
  })
  return (
    <>
      <Crumbs label={t('crumbs')} links={[[inLanguage(locale, paths.adminFreezes), t('title')]]} here={t('new')} />
      <div className="desk-head">
        <div>
          <h1>{t('new')}</h1>
          <p className="quiet">{t('newNote')}</p>
        </div>
      </div>
      <div className="max-w-4xl">
        <ClientMessages
          of={[
            'admin.freezes',
            'admin.fields',
            'admin.form',
            'admin.conflict',
            ...changeMessages,
            'admin.actions',
            'admin.audience',
            'reasons',
            'words.freeze',
          ]}
        >
          <FreezeForm
            action={publish}
            offers={services.map((service) => ({
              ...named(service),
              environments: service.environments.map(named),
              tenants: service.tenants.map(named),
            }))}
            before={null}
          />
        </ClientMessages>
      </div>
    </>
  )
}
