'use client'

import { useTranslations } from 'next-intl'
import { Field } from '#components/forms/form.tsx'
import { typedOr } from '#components/forms/typed.ts'
import { editOf } from '#lib/policies/rules.ts'
import type { PolicyGroupProps } from './group.ts'
import { Source } from './source.tsx'

/** The numbers of a policy, each with its unit in its name and with where it comes from. */
export function LimitFields({ policy, state }: PolicyGroupProps) {
  const t = useTranslations('admin.policies')
  const edit = editOf(policy)
  const fields = [
    ['monthlyLimitHours', 'noLimit', policy.monthlyLimitMinutes],
    ['horizonMonths', 'horizonHint', policy.horizonMonths],
    ['alertLeadDays', 'alertHint', policy.alertLeadDays],
    ['reminderMinutes', 'reminderHint', policy.reminderMinutes],
    ['updateEveryMinutes', 'updateHint', policy.updateEveryMinutes],
    ['freezeLeadDays', 'freezeHint', policy.freezeLeadDays],
    ['freezeNoticeDays', 'freezeNoticeHint', policy.freezeNoticeDays],
  ] as const
  return (
    <div className="form-grid">
      {fields.map(([name, hint, { value, source }]) => (
        <Field
          key={name}
          name={`edit.${name}`}
          label={t(name)}
          hint={
            <>
              {t(hint)} {value !== null && <Source of={source} />}
            </>
          }
          state={state}
        >
          {(field) => (
            <input
              {...field}
              type="text"
              inputMode={name === 'monthlyLimitHours' ? 'decimal' : 'numeric'}
              defaultValue={typedOr(state, `edit.${name}`, edit[name] === null ? '' : String(edit[name]))}
              className="max-w-32"
            />
          )}
        </Field>
      ))}
    </div>
  )
}
