'use client'

import type { ReactNode } from 'react'
import type { FormState } from '#lib/forms/form-state.ts'
import { Reasons, reasonsFor } from './form.tsx'

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
      <Reasons name={name} reasons={reasons} />
    </div>
  )
}
