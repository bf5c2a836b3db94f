import { getTranslations } from 'next-intl/server'
import { type Action, ActionForm } from '#components/forms/action-form.tsx'
import { FormWords } from '#components/forms/form-words.tsx'
import { Section } from '#components/ui/section.tsx'
import { moment } from '#lib/i18n/format.ts'
import type { Locale } from '#lib/i18n/locales.ts'

/** Whether readers see a service, what that is about, and the button that changes it. */
export async function WhoSees({
  service,
  ahead,
  locale,
  act,
}: {
  service: { id: string; hiddenAt: Date | null; timeZone: string }
  /** What of it is published and lies ahead. */
  ahead: { windows: number; announced: number; freezes: number }
  locale: Locale
  /** Hides or shows it; null for who only reads. */
  act: Action | null
}) {
  const t = await getTranslations('admin.policies.shown')
  const { id, hiddenAt, timeZone } = service
  return (
    <Section id="who-sees" title={t('title')} className="mt-10">
      <p>{hiddenAt ? t('hidden', { when: moment(hiddenAt, timeZone, locale) }) : t('shown')}</p>
      {act && (
        <>
          <p className="note mt-2 max-w-[70ch]">{t(hiddenAt ? 'back' : 'ahead', ahead)}</p>
          <FormWords of={[]}>
            <ActionForm
              action={act}
              hidden={{ id, hide: hiddenAt ? 'no' : 'yes' }}
              submit={t(hiddenAt ? 'show' : 'hide')}
              danger={!hiddenAt}
            />
          </FormWords>
        </>
      )}
    </Section>
  )
}
