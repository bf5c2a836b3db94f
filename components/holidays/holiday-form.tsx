'use client'

import { useTranslations } from 'next-intl'
import { ActionForm } from '#components/forms/action-form.tsx'
import { BothLanguages } from '#components/forms/both-languages.tsx'
import { Field } from '#components/forms/form.tsx'
import { typedOr } from '#components/forms/typed.ts'
import { WouldBreak } from '#components/windows/desk/would-break.tsx'
import type { ForeseenState } from '#lib/forms/foreseen-state.ts'
import type { RemoveAction } from './remove-holiday.tsx'

/** Adds a day to a calendar or to a service; `readOnly` says why somebody may not. */
export function HolidayForm({
  action,
  hidden,
  readOnly,
}: {
  action: RemoveAction
  /** Whose day it is, and the view to come back to. */
  hidden: Record<string, string>
  readOnly: string | undefined
}) {
  const t = useTranslations('admin.holidays')
  return (
    <ActionForm<ForeseenState>
      action={action}
      hidden={hidden}
      submit={({ foreseen }) => (foreseen ? t('addAnyway') : t('submit'))}
      disabledWhy={readOnly}
    >
      {(state) => (
        <fieldset key={state.stamp} disabled={Boolean(readOnly)} className="grid gap-4">
          <Field name="day" label={t('day')} state={state} className="max-w-48">
            {(field) => <input {...field} type="date" defaultValue={typedOr(state, 'day', '')} />}
          </Field>
          <BothLanguages name="name" label={t('name')} state={state} limit={120} explain />
          <WouldBreak foreseen={state.foreseen} />
        </fieldset>
      )}
    </ActionForm>
  )
}
