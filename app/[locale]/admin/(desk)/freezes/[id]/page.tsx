import { eq } from 'drizzle-orm'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { AuditTable } from '#components/admin/audit-table.tsx'
import { changeMessages } from '#components/admin/change-value.tsx'
import { Crumbs } from '#components/admin/crumbs.tsx'
import { FreezeForm, LiftForm } from '#components/admin/freeze-form.tsx'
import { ClientMessages } from '#components/ui/client-messages.tsx'
import { Said } from '#components/ui/said.tsx'
import { freezes } from '#db/schema/freezes.ts'
import { asReader } from '#db/scope.ts'
import { listAudit } from '#lib/audit/queries.ts'
import { may } from '#lib/auth/rights.ts'
import { staffViewer } from '#lib/auth/viewer.ts'
import { pick } from '#lib/i18n/locales.ts'
import type { LocalePage } from '#lib/i18n/page.ts'
import { adminFreezePath, inLanguage, paths } from '#lib/paths.ts'
import { servicesToWorkOn } from '#lib/services/queries.ts'
import { addDays } from '#lib/time.ts'
import { change, lift } from '../actions.ts'

export const metadata: Metadata = { title: 'Freeze' }

/** Changing or lifting a published freeze. */
export default async function AdminFreezePage({ params }: LocalePage<{ id: string }>) {
  const { locale, id } = await params
  const person = await staffViewer(locale, adminFreezePath(id))
  const t = await getTranslations('admin.freezes')
  const { freeze, services, audit } = await asReader(person.id, async (tx) => ({
    freeze: (await tx.select().from(freezes).where(eq(freezes.id, id)))[0],
    services: await servicesToWorkOn(tx, person.roles, 'plan', new Date()),
    audit: await listAudit(tx, { kind: 'freeze', id }, 20),
  }))
  if (!freeze || !may(person.roles, 'plan', freeze.serviceId) || freeze.cancelledAt) notFound()
  const named = (row: { id: string; name: { en?: string; hi?: string } }) => ({
    id: row.id,
    name: pick(row.name, locale).text,
  })
  return (
    <>
      <Crumbs
        label={t('crumbs')}
        links={[[inLanguage(locale, paths.adminFreezes), t('title')]]}
        here={freeze.reference}
      />
      <div className="desk-head">
        <div>
          <h1>
            <Said text={freeze.title} locale={locale} />
          </h1>
          <p className="quiet">{t('changeNote')}</p>
        </div>
      </div>
      <div className="grid max-w-4xl gap-8">
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
            action={change}
            offers={services
              .filter((service) => service.id === freeze.serviceId)
              .map((service) => ({ ...named(service), environments: service.environments.map(named), tenants: [] }))}
            before={{
              id: freeze.id,
              version: freeze.version,
              serviceId: freeze.serviceId,
              kind: freeze.kind,
              title: freeze.title,
              exceptions: freeze.exceptions,
              environments: freeze.environments,
              firstDay: freeze.startsOn,
              lastDay: addDays(freeze.endsOn, -1),
            }}
          />
          <section className="section" aria-labelledby="lift">
            <h2 id="lift" className="text-5">
              {t('liftTitle')}
            </h2>
            <p className="note mt-1">{t('liftNote')}</p>
            <LiftForm action={lift} id={freeze.id} version={freeze.version} />
          </section>
        </ClientMessages>
        <section className="section" aria-labelledby="audit">
          <div className="section-head">
            <h2 id="audit">{t('audit')}</h2>
          </div>
          <AuditTable entries={audit} locale={locale} zone={freeze.timeZone} />
        </section>
      </div>
    </>
  )
}
