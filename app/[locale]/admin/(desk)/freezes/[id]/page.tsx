import { eq } from 'drizzle-orm'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { change, lift } from '#app/[locale]/admin/(desk)/freezes/actions.ts'
import { AuditTable } from '#components/desk/audit-table.tsx'
import { Crumbs } from '#components/desk/crumbs.tsx'
import { FreezeForm, LiftForm } from '#components/freezes/desk/freeze-form.tsx'
import { freezeMessages } from '#components/freezes/desk/messages.ts'
import { WindowsInside } from '#components/freezes/desk/windows-inside.tsx'
import { ClientMessages } from '#components/ui/client-messages.tsx'
import { Icon } from '#components/ui/icon.tsx'
import { Said } from '#components/ui/said.tsx'
import { freezes } from '#db/schema/freezes.ts'
import { services } from '#db/schema/services.ts'
import { asReader } from '#db/scope.ts'
import { listAudit } from '#lib/audit/queries.ts'
import { staffViewer } from '#lib/auth/viewer.ts'
import { judgeNotice } from '#lib/freezes/judge-freeze.ts'
import { freezeOffers } from '#lib/freezes/offers.ts'
import { namesIn, scopesOf } from '#lib/freezes/scope.ts'
import { windowsInside } from '#lib/freezes/windows-inside.ts'
import { daysInWords, list } from '#lib/i18n/format.ts'
import { pick } from '#lib/i18n/locales.ts'
import type { LocalePage } from '#lib/i18n/page.ts'
import { one } from '#lib/portal/reader.ts'
import { may } from '#lib/records/rights.ts'
import { adminFreezePath, inLanguage, paths } from '#lib/routes.ts'
import { toldOf } from '#lib/rules/freezes.ts'
import { addDays } from '#lib/time.ts'

export const metadata: Metadata = { title: 'Freeze' }

/**
 * A published freeze: the windows that it holds back, with a way out for each; changing and lifting it for who plans. One
 * that is lifted stays to be read.
 */
export default async function AdminFreezePage({ params, searchParams }: LocalePage<{ id: string }>) {
  const { locale, id } = await params
  const done = one(await searchParams, 'done')
  const person = await staffViewer(locale, adminFreezePath(id))
  const now = new Date()
  const t = await getTranslations('admin.freezes')
  const words = await getTranslations('words')
  const read = await asReader(person.id, async (tx) => {
    const [freeze] = await scopesOf(tx, await tx.select().from(freezes).where(eq(freezes.id, id)))
    if (!freeze || !may(person.roles, 'read', freeze.serviceId)) return null
    const told = toldOf(freeze)
    const [service] = await tx.select({ name: services.name }).from(services).where(eq(services.id, freeze.serviceId))
    const offers = freeze.cancelledAt ? [] : await freezeOffers(tx, person.roles, now, freeze.releaseId)
    return {
      freeze,
      service,
      offer: offers.find(({ id }) => id === freeze.serviceId),
      audit: await listAudit(tx, { kind: 'freeze', id }, 20),
      inside: await windowsInside(tx, freeze, now),
      notice: await judgeNotice(tx, freeze, told, told.at ?? now),
    }
  })
  if (!read) notFound()
  const { freeze, service, offer, audit, inside, notice } = read
  const [firstDay, lastDay] = [freeze.startsOn, addDays(freeze.endsOn, -1)]
  const names = namesIn(freeze.scope).map((name) => pick(name, locale).text)
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
          <p className="quiet flex flex-wrap gap-x-4">
            <Said text={service?.name} locale={locale} />
            <span>{daysInWords(firstDay, lastDay, locale)}</span>
            <span>{freeze.scope.whole ? t('everything') : list(names, locale)}</span>
            <span>{words(`audience.${freeze.audience}`)}</span>
            {freeze.cancelledAt && (
              <span className="state is-unknown">
                <Icon name="cancelled" />
                {t('lifted')}
              </span>
            )}
          </p>
        </div>
      </div>
      <div className="max-w-4xl">
        {(done === 'published' || done === 'changed') && (
          <p className="done-note" role="status">
            {t(`done.${done}`)} {t('inside.count', { count: inside.length })}
          </p>
        )}
        <div className="grid gap-10">
          {!freeze.cancelledAt && <WindowsInside inside={inside} locale={locale} plans={Boolean(offer)} />}
          {offer && (
            <ClientMessages of={freezeMessages}>
              <section className="section" aria-labelledby="change">
                <div className="section-head">
                  <h2 id="change">{t('changeTitle')}</h2>
                  <p className="note">{t('changeNote')}</p>
                </div>
                <FreezeForm
                  action={change}
                  offers={[offer]}
                  start={{ ...freeze, firstDay, lastDay }}
                  published={{ id: freeze.id, version: freeze.version, timeZone: freeze.timeZone, notice }}
                />
              </section>
              <details className="border-y border-rule py-2">
                <summary className="text-3 text-accent underline">{t('liftTitle')}</summary>
                <div className="pt-3">
                  <p className="note">{t('liftNote')}</p>
                  <LiftForm action={lift} id={freeze.id} version={freeze.version} zone={freeze.timeZone} />
                </div>
              </details>
            </ClientMessages>
          )}
          <section className="section" aria-labelledby="audit">
            <div className="section-head">
              <h2 id="audit">{t('audit')}</h2>
            </div>
            <AuditTable entries={audit} locale={locale} zone={freeze.timeZone} />
          </section>
        </div>
      </div>
    </>
  )
}
