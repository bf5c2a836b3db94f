'use client'

import { useTranslations } from 'next-intl'
import { type Action, ActionForm } from '#components/forms/action-form.tsx'
import { BothLanguages } from '#components/forms/both-languages.tsx'
import { Field } from '#components/forms/form.tsx'
import { typedOr } from '#components/forms/typed.ts'

/** Adds a day to a calendar or to a service; `readOnly` says why somebody may not. */
export function HolidayForm({
  action,
  hidden,
  readOnly,
}: {
  action: Action
  /** Whose day it is, and the view to come back to. */
  hidden: Record<string, string>
  readOnly: string | undefined
}) {
  const t = useTranslations('admin.holidays')
  return (
    <ActionForm action={action} hidden={hidden} submit={t('submit')} disabledWhy={readOnly}>
      {(state) => (
        <fieldset disabled={Boolean(readOnly)} className="grid gap-4">
          <Field name="day" label={t('day')} state={state} className="max-w-48">
            {(field) => <input {...field} type="date" defaultValue={typedOr(state, 'day', '')} />}
          </Field>
          <BothLanguages name="name" label={t('name')} state={state} limit={120} explain />
        </fieldset>
      )}
    </ActionForm>
  )
}
