'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { FormState } from '#lib/forms/form-state.ts'
import { Reasons, reasonsFor, refuses } from './form.tsx'
import { typedOr } from './typed.ts'

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
          id={`field-${name}-time`}
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
      <Reasons name={name} reasons={reasons} />
    </fieldset>
  )
}
