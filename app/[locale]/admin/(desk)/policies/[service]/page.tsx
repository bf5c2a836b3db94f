import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { hide, revise } from '#app/[locale]/admin/(desk)/policies/actions.ts'
import { AuditSection } from '#components/desk/audit-section.tsx'
import { FormWords } from '#components/forms/form-words.tsx'
import { PolicyForm } from '#components/policies/policy-form.tsx'
import { WhoSees } from '#components/services/desk/who-sees.tsx'
import { Crumbs } from '#components/ui/crumbs.tsx'
import { DoneNote } from '#components/ui/done-note.tsx'
import { PageHead } from '#components/ui/page-head.tsx'
import { Section } from '#components/ui/section.tsx'
import { BreachList } from '#components/windows/desk/breach-list.tsx'
import { asReader } from '#db/scope.ts'
import { listAudit } from '#lib/audit/queries.ts'
import { staffViewer } from '#lib/auth/viewer.ts'
import { dayInWords, number } from '#lib/i18n/format.ts'
import { pick } from '#lib/i18n/locales.ts'
import type { LocalePage } from '#lib/i18n/page.ts'
import { sourceInWords } from '#lib/i18n/source-words.ts'
import { titled } from '#lib/i18n/titled.ts'
import { breachesAhead } from '#lib/judging/breaches-ahead.ts'
import { newlyBroken } from '#lib/judging/list-breaches.ts'
import { inForce, listVersions, servicesWithPolicies, windowsByKind } from '#lib/judging/policy-in-force.ts'
import { getFrame } from '#lib/portal/queries.ts'
import { idsIn, one } from '#lib/portal/reader.ts'
import { may, rolesFor } from '#lib/records/rights.ts'
import { inLanguage, paths, policyPath } from '#lib/routes.ts'
import { publishedAhead } from '#lib/services/shown.ts'
import { dayOf } from '#lib/time.ts'

export const generateMetadata = titled('admin.changes.kinds.policy')

/** A service's rules as a form, beside the published windows that break one of them. */
export default async function PolicyPage({ params, searchParams }: LocalePage<{ service: string }>) {
  const { locale, service: slug } = await idsIn(params)
  const person = await staffViewer(locale, policyPath(slug))
  const done = Number(one(await searchParams, 'done'))
  const now = new Date()
  const t = await getTranslations('admin.policies')
  const roles = await getTranslations('admin.nav.roles')
  const found = await asReader(person.id, async (tx) => {
    const service = (await servicesWithPolicies(tx, person.roles)).find((known) => known.slug === slug)
    if (!service) return null
    const versions = await listVersions(tx, service.id)
    const breaches = await breachesAhead(tx, service, versions, now)
    // What the version just stored has done: the one before it would let these be.
    const [latest, ...before] = versions
    const fresh =
      done === latest.version ? newlyBroken(await breachesAhead(tx, service, before, now), breaches) : undefined
    const audit = await listAudit(tx, { id: service.id }, 20)
    const ahead = await publishedAhead(tx, service.id, now)
    const used = await windowsByKind(tx, service.id)
    return { service, versions, breaches, fresh, audit, ahead, used, zones: (await getFrame(tx, now)).zones }
  })
  if (!found) notFound()
  const { service, versions, breaches, fresh, audit, ahead, used, zones } = found
  const [latest] = versions
  const today = dayOf(now, service.timeZone)
  const current = inForce(versions, today)
  const name = pick(service.name, locale).text
  const holders = rolesFor('administer').map((role) => roles(role as 'operator'))
  const readOnly = may(person.roles, 'administer', service.id)
    ? undefined
    : t('readOnly', { roles: holders.join(', ') })
  return (
    <>
      <Crumbs label={t('crumbs')} links={[[inLanguage(locale, paths.policies), t('title')]]} here={name} />
      <PageHead
        title={t('heading', { service: name })}
        lead={
          current.inForceFrom
            ? t('inForce', {
                version: current.version,
                day: dayInWords(current.inForceFrom, locale),
                source: sourceInWords(current.rules.source, locale),
              })
            : t('inForcePlain')
        }
      >
        {readOnly && <p className="who-sees">{readOnly}</p>}
        {latest.version !== current.version && latest.inForceFrom && (
          <p className="who-sees">
            {t('upcoming', {
              version: latest.version,
              day: dayInWords(latest.inForceFrom, locale),
              current: current.version,
            })}
          </p>
        )}
      </PageHead>
      {fresh && (
        <DoneNote>
          {t('done', { version: done, count: fresh.length })}{' '}
          {fresh.length > 0 && <a href="#breaches">{t('toList')}</a>}
        </DoneNote>
      )}
      <div className="form-and-rules">
        <div className="section min-w-0">
          <FormWords of={['admin.policies']}>
            <PolicyForm
              key={latest.version}
              action={revise}
              service={service}
              policy={latest.rules}
              version={latest.version}
              earliest={today}
              offered={latest.inForceFrom && latest.inForceFrom > today ? latest.inForceFrom : today}
              zones={zones}
              holidaysPath={`${inLanguage(locale, paths.holidays)}?of=${slug}`}
              freezesPath={inLanguage(locale, paths.adminFreezes)}
              used={used}
              readOnly={readOnly}
            />
          </FormWords>
        </div>
        <Section
          id="breaches-title"
          anchor="breaches"
          title={t('list')}
          aside={breaches.length > 0 && <span className="note">{number(breaches.length, locale)}</span>}
          className="beside min-w-0"
        >
          <p className="note mb-3">{t('listNote')}</p>
          {breaches.length === 0 ? (
            <p>{t('noBreach')}</p>
          ) : (
            <BreachList
              breaches={breaches}
              locale={locale}
              {...(fresh && {
                marked: {
                  ids: new Set(fresh.map(({ window }) => window.id)),
                  by: t('marked', { version: done }),
                },
              })}
            />
          )}
        </Section>
      </div>
      <WhoSees service={service} ahead={ahead} locale={locale} act={readOnly ? null : hide} />
      <AuditSection title={t('audit')} className="mt-10" entries={audit} locale={locale} zone={service.timeZone} />
    </>
  )
}
