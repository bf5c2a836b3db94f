'use client'

import { useTranslations } from 'next-intl'
import type { FormState } from '#lib/forms/form-state.ts'
import { Field } from './form.tsx'
import { typedOr } from './typed.ts'

type Both = { en?: string; hi?: string } | null | undefined

/** A text in English and Hindi, side by side; the first of a form explains what readers get when one is left empty. */
export function BothLanguages({
  name,
  label,
  value,
  state,
  lines = 0,
  limit,
  explain,
  onInput,
}: {
  name: string
  label: string
  value?: Both
  state: FormState
  lines?: number
  limit?: number
  explain?: boolean
  onInput?: (language: 'en' | 'hi', text: string) => void
}) {
  const t = useTranslations('admin.fields')
  const own = state.reasons.filter(({ field }) => field === name).map((reason) => ({ ...reason, field: `${name}.en` }))
  const shown = own.length ? { ...state, reasons: [...state.reasons, ...own] } : state
  return (
    <div className="two-languages" id={`field-${name}`}>
      {(['en', 'hi'] as const).map((language) => (
        <Field
          key={language}
          name={`${name}.${language}`}
          label={
            <>
              {label}, {t(language)}
            </>
          }
          state={shown}
          {...(explain && language === 'hi' && { hint: t('hindiEmpty') })}
        >
          {(field) => {
            const common = {
              ...field,
              lang: language,
              defaultValue: typedOr(state, `${name}.${language}`, value?.[language]),
              onInput: (event: { currentTarget: { value: string } }) => onInput?.(language, event.currentTarget.value),
            }
            return lines ? (
              <textarea {...common} rows={lines} />
            ) : (
              <input {...common} type="text" {...(limit && { maxLength: limit * 2 })} />
            )
          }}
        </Field>
      ))}
    </div>
  )
}
