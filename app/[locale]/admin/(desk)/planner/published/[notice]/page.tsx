import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { FormWords } from '#components/forms/form-words.tsx'
import { WithdrawForm } from '#components/planner/withdraw-form.tsx'
import { Crumbs } from '#components/ui/crumbs.tsx'
import { DoneNote } from '#components/ui/done-note.tsx'
import { PageHead } from '#components/ui/page-head.tsx'
import { Section } from '#components/ui/section.tsx'
import { asReader } from '#db/scope.ts'
import { staffViewer } from '#lib/auth/viewer.ts'
import { longDate, shortRange } from '#lib/i18n/format.ts'
import { pick } from '#lib/i18n/locales.ts'
import type { LocalePage } from '#lib/i18n/page.ts'
import { titled } from '#lib/i18n/titled.ts'
import { getNotice } from '#lib/notices/queries.ts'
import { reachOf } from '#lib/notices/reach.ts'
import type { Payload } from '#lib/notices/registry.ts'
import { plannedOf } from '#lib/planner/withdraw-plan.ts'
import { idsIn, one } from '#lib/portal/reader.ts'
import { may } from '#lib/records/rights.ts'
import { inLanguage, outboxPath, paths, publishedPlanPath, windowPath } from '#lib/routes.ts'
import { isRoutine } from '#lib/windows/notices.ts'
import { windowsOf } from '#lib/windows/still-holds.ts'
import { withdraw } from './actions.ts'

export const generateMetadata = titled('planner.title')

/** What became of a plan: the windows with their references, and how many people its one notice goes to. */
export default async function PublishedPlanPage({ params, searchParams }: LocalePage<{ notice: string }>) {
  const { locale, notice: id } = await idsIn(params)
  const person = await staffViewer(locale, publishedPlanPath(id))
  const t = await getTranslations('planner.done')
  const found = await asReader(person.id, async (tx) => {
    const told = await getNotice(tx, id)
    const [first] = await windowsOf(tx, id)
    const routine = first !== undefined && (await isRoutine(tx, first.window))
    return told && { ...told, routine, left: (await plannedOf(tx, id)).length }
  })
  const payload = found?.notice.payload as Payload | undefined
  if (!found || payload?.event !== 'schedule-published') notFound()
  const { service, windows, environment } = payload
  const all = found.routine ? 0 : (await reachOf(found.notice, payload.event)).all
  const withdrawn = one(await searchParams, 'done') === 'withdrawn'
  const mayPlan = may(person.roles, 'plan', found.notice.serviceId ?? '')
  const isPublic = found.notice.audience === 'public'
  const named = { service: pick(service.name, locale).text, environment: pick(environment, locale).text }
  return (
    <>
      <Crumbs
        label={t('crumbs')}
        links={[[inLanguage(locale, paths.planner), t('planner')]]}
        here={t('title', { count: windows.length })}
      />
      <PageHead title={t('title', { count: windows.length })} lead={t(isPublic ? 'lead' : 'leadNotPublic', named)} />
      {withdrawn && <DoneNote>{t('withdrawn')}</DoneNote>}
      <DoneNote>
        <b>{t(isPublic ? 'reach' : 'reachMembers', { count: all })}</b> {t('next')}
      </DoneNote>
      <p className="mb-8 flex flex-wrap gap-2">
        <a className="button main" href={`${inLanguage(locale, paths.schedule)}?service=${service.slug}`}>
          {t('schedule')}
        </a>
        <a className="button" href={inLanguage(locale, outboxPath(id))}>
          {t('mail')}
        </a>
        <a className="button" href={`${inLanguage(locale, paths.planner)}?service=${service.slug}`}>
          {t('again')}
        </a>
        {mayPlan && (
          <a className="button" href={`${inLanguage(locale, paths.planner)}?service=${service.slug}&like=${id}`}>
            {t('like')}
          </a>
        )}
      </p>
      <Section id="windows" title={t('list')}>
        <ol className="rows max-w-3xl text-3">
          {windows.map(({ reference, startsAt, endsAt }) => {
            const [start, end] = [new Date(startsAt), new Date(endsAt)]
            return (
              <li key={reference} className="flex flex-wrap justify-between gap-x-6 py-2">
                <time dateTime={startsAt}>
                  {longDate(start, service.timeZone, locale)}, {shortRange(start, end, service.timeZone, locale)}
                </time>
                <a href={inLanguage(locale, windowPath(reference))}>{reference}</a>
              </li>
            )
          })}
        </ol>
      </Section>
      {mayPlan && found.left > 0 && (
        <Section id="withdraw" title={t('withdrawTitle')} className="mt-8 max-w-3xl">
          <p className="note mb-3">{t('withdrawNote', { left: found.left, count: all })}</p>
          <FormWords of={['planner.done']}>
            <WithdrawForm action={withdraw} notice={id} count={found.left} />
          </FormWords>
        </Section>
      )}
    </>
  )
}
