'use client'

import type { ReactNode } from 'react'
import type { FormState } from '#lib/forms/form-state.ts'
import { Field } from './form.tsx'

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
