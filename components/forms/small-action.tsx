'use client'

import { useActionState } from 'react'
import { useReasonText } from '#components/forms/form.tsx'
import { untouched } from '#lib/forms/form-state.ts'
import type { Action } from './action-form.tsx'

/** One button for one row; what it refuses stands beside it. */
export function SmallAction({
  action,
  hidden,
  label,
  name,
}: {
  action: Action
  hidden: Record<string, string>
  label: string
  name: string
}) {
  const [state, send, pending] = useActionState(action, untouched)
  const say = useReasonText()
  return (
    <form action={send} className="inline-flex flex-wrap items-center gap-2">
      {Object.entries(hidden).map(([key, value]) => (
        <input key={key} type="hidden" name={key} value={value} />
      ))}
      <button type="submit" className="button small" aria-label={name} aria-disabled={pending}>
        {label}
      </button>
      {state.done && (
        <span className="note" role="status">
          {state.done}
        </span>
      )}
      {state.reasons.map((reason) => (
        <span key={reason.code} role="alert" className="note is-major">
          {say(reason)}
        </span>
      ))}
    </form>
  )
}
