'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { Field, ReasonLine, reasonsFor, refuses } from '#components/forms/form.tsx'
import type { FormState } from '#lib/forms/form-state.ts'

/** What was typed before a refusal, or what is there. */
export const typedOr = (state: FormState, name: string, value: string | null | undefined): string => {
  const typed = state.typed?.[name]
  return typeof typed === 'string' ? typed : (value ?? '')
}

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

/** A date and a time of day in a zone: two controls, one meaning. The time is written 20:00, whatever the browser's habit. */
export function DateAndTime({
  name,
  label,
  value,
  zone,
  state,
  onChange,
}: {
  name: string
  label: string
  value?: string
  zone: string
  state: FormState
  onChange?: (local: string) => void
}) {
  const t = useTranslations('admin.fields')
  const reasons = reasonsFor(state, name)
  const [date, setDate] = useState(typedOr(state, `${name}.date`, value?.slice(0, 10)))
  const [time, setTime] = useState(typedOr(state, `${name}.time`, value?.slice(11, 16)))
  const describe = {
    ...(reasons.length && { 'aria-describedby': `field-${name}-error` }),
    ...(refuses(reasons) && { 'aria-invalid': true as const }),
  }
  return (
    <fieldset className={`field ${refuses(reasons) ? 'has-error' : ''}`}>
      <legend>
        {label}, {zone}
      </legend>
      <div className="flex gap-2">
        <input
          id={`field-${name}`}
          type="date"
          name={`${name}.date`}
          aria-label={`${label}, ${t('date')}`}
          value={date}
          className="min-w-0 flex-1"
          {...describe}
          onChange={(event) => {
            setDate(event.target.value)
            onChange?.(`${event.target.value}T${time}`)
          }}
        />
        <input
          type="text"
          inputMode="numeric"
          name={`${name}.time`}
          aria-label={`${label}, ${t('time')}`}
          placeholder="20:00"
          value={time}
          className="w-20"
          {...describe}
          onChange={(event) => {
            setTime(event.target.value)
            onChange?.(`${date}T${event.target.value}`)
          }}
        />
      </div>
      {reasons.length > 0 && (
        <div id={`field-${name}-error`}>
          {reasons.map((reason) => (
            <ReasonLine key={`${reason.code} ${JSON.stringify(reason.facts)}`} reason={reason} />
          ))}
        </div>
      )}
    </fieldset>
  )
}

/** One of several, each a key and its name. */
export function Choose({
  name,
  label,
  value,
  options,
  state,
  onChoose,
}: {
  name: string
  label: ReactNode
  value: string
  options: [key: string, name: string][]
  state: FormState
  onChoose: (key: string) => void
}) {
  return (
    <Field name={name} label={label} state={state}>
      {(field) => (
        <select {...field} value={value} onChange={(event) => onChoose(event.target.value)}>
          {options.map(([key, name]) => (
            <option key={key} value={key}>
              {name}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

/** One box to tick. */
export function Tick({
  name,
  label,
  note,
  checked,
  state,
  onChange,
}: {
  name: string
  label: ReactNode
  note?: ReactNode
  checked?: boolean
  state: FormState
  onChange?: (ticked: boolean) => void
}) {
  const before = state.typed ? state.typed[name] === 'on' : checked
  const reasons = reasonsFor(state, name)
  return (
    <div className={`field ${reasons.length ? 'has-error' : ''}`}>
      <label className="choice">
        <input
          id={`field-${name}`}
          type="checkbox"
          name={name}
          defaultChecked={before ?? false}
          {...(reasons.length && { 'aria-describedby': `field-${name}-error` })}
          {...(onChange && { onChange: (event: { target: { checked: boolean } }) => onChange(event.target.checked) })}
        />
        <span>
          {label}
          {note && <small>{note}</small>}
        </span>
      </label>
      {reasons.length > 0 && (
        <div id={`field-${name}-error`}>
          {reasons.map((reason) => (
            <ReasonLine key={`${reason.code} ${JSON.stringify(reason.facts)}`} reason={reason} />
          ))}
        </div>
      )}
    </div>
  )
}
