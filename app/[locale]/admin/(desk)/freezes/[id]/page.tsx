import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { change, lift } from '#app/[locale]/admin/(desk)/freezes/actions.ts'
import { AuditSection } from '#components/desk/audit-section.tsx'
import { FormWords } from '#components/forms/form-words.tsx'
import { FreezeForm, LiftForm } from '#components/freezes/desk/freeze-form.tsx'
import { WindowsInside } from '#components/freezes/desk/windows-inside.tsx'
import { RecordHead } from '#components/records/record-head.tsx'
import { DoneNote } from '#components/ui/done-note.tsx'
import { Fold } from '#components/ui/fold.tsx'
import { Icon } from '#components/ui/icon.tsx'
import { Said } from '#components/ui/said.tsx'
import { Section } from '#components/ui/section.tsx'
import { asReader } from '#db/scope.ts'
import { staffViewer } from '#lib/auth/viewer.ts'
import { namesIn } from '#lib/freezes/scope.ts'
import { viewFreeze } from '#lib/freezes/views.ts'
import { daysInWords, list } from '#lib/i18n/format.ts'
import { pick } from '#lib/i18n/locales.ts'
import type { LocalePage } from '#lib/i18n/page.ts'
import { titled } from '#lib/i18n/titled.ts'
import { idsIn, one } from '#lib/portal/reader.ts'
import { adminFreezePath, inLanguage, paths } from '#lib/routes.ts'
import { addDays } from '#lib/time.ts'

export const generateMetadata = titled('admin.changes.kinds.freeze')

/**
 * A published freeze: the windows that it holds back, with a way out for each; changing and lifting it for who plans. One
 * that is lifted stays to be read.
 */
export default async function AdminFreezePage({ params, searchParams }: LocalePage<{ id: string }>) {
  const { locale, id } = await idsIn(params)
  const done = one(await searchParams, 'done')
  const person = await staffViewer(locale, adminFreezePath(id))
  const now = new Date()
  const t = await getTranslations('admin.freezes')
  const words = await getTranslations('words')
  const read = await asReader(person.id, (tx) => viewFreeze(tx, person.roles, id, now))
  if (!read) notFound()
  const { freeze, service, offer, audit, inside, notice } = read
  const [firstDay, lastDay] = [freeze.startsOn, addDays(freeze.endsOn, -1)]
  const names = namesIn(freeze.scope).map((name) => pick(name, locale).text)
  return (
    <>
      <RecordHead
        crumbs={{
          label: t('crumbs'),
          links: [[inLanguage(locale, paths.adminFreezes), t('title')]],
          here: freeze.reference,
        }}
        state={
          <span className={`state ${freeze.cancelledAt ? 'is-unknown' : 'is-freeze'}`}>
            <Icon name={freeze.cancelledAt ? 'cancelled' : 'freeze'} />
            {freeze.cancelledAt ? t('lifted') : words(`freeze.${freeze.kind}`)}
          </span>
        }
        title={<Said text={freeze.title} locale={locale} />}
        facts={
          <>
            <Said text={service?.name} locale={locale} />
            <span>{daysInWords(firstDay, lastDay, locale)}</span>
            <span>{freeze.scope.whole ? t('everything') : list(names, locale)}</span>
            <span>{words(`audience.${freeze.audience}`)}</span>
          </>
        }
      />
      <div className="mt-4 max-w-4xl">
        {(done === 'published' || done === 'changed') && (
          <DoneNote>
            {t(`done.${done}`)} {t('inside.count', { count: inside.length })}
          </DoneNote>
        )}
        <div className="grid gap-10">
          {!freeze.cancelledAt && <WindowsInside inside={inside} locale={locale} plans={Boolean(offer)} />}
          {offer && (
            <FormWords of={['admin.freezes', 'words.freeze']}>
              <Section id="change" title={t('changeTitle')} aside={<p className="note">{t('changeNote')}</p>}>
                <FreezeForm
                  action={change}
                  offers={[offer]}
                  start={{ ...freeze, firstDay, lastDay }}
                  published={{ id: freeze.id, version: freeze.version, timeZone: freeze.timeZone, notice }}
                />
              </Section>
              <Fold title={t('liftTitle')}>
                <p className="note">{t('liftNote')}</p>
                <LiftForm action={lift} id={freeze.id} version={freeze.version} zone={freeze.timeZone} />{' '}
              </Fold>
            </FormWords>
          )}
          <AuditSection title={t('audit')} entries={audit} locale={locale} zone={freeze.timeZone} />
        </div>
      </div>
    </>
  )
}
