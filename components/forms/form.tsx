'use client'

import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Icon } from '#components/ui/icon.tsx'
import type { Reason } from '#lib/errors.ts'
import type { FormState } from '#lib/forms/form-state.ts'
import { sayableFacts } from '#lib/i18n/reason-text.ts'

/** Says a reason in the reader's language. */
export function useReasonText() {
  const t = useTranslations('reasons')
  const locale = useLocale()
  return (reason: Reason) => t(reason.code, sayableFacts(reason.facts, locale) as never)
}

/** The field a reason belongs to, or the one above it: `impacts.0.note.en` falls to `impacts`. */
export function reasonsFor(state: FormState, name: string): Reason[] {
  return state.reasons.filter(({ field }) => field === name || field?.startsWith(`${name}.`))
}

const marks = { refused: 'major', waiver: 'degraded', warns: 'due' } as const

/** Why a field was refused, or what a rule of the schedule says of it: refused, to be waived, or only to know. */
export function ReasonLine({ reason }: { reason: Reason }) {
  const say = useReasonText()
  const severity = reason.severity ?? 'refused'
  return (
    <p className={`error is-${severity}`}>
      <Icon name={marks[severity]} />
      {say(reason)}
    </p>
  )
}

/** All reasons of a field, which it is described by. */
export function Reasons({ name, reasons }: { name: string; reasons: Reason[] }) {
  if (!reasons.length) return null
  return (
    <div id={`field-${name}-error`}>
      {reasons.map((reason) => (
        <ReasonLine key={`${reason.code} ${JSON.stringify(reason.facts)}`} reason={reason} />
      ))}
    </div>
  )
}

/** Whether any of these keeps what was typed from being taken as it is. */
export const refuses = (reasons: Reason[]) => reasons.some(({ severity }) => (severity ?? 'refused') === 'refused')

/** A label, a control, and below it why it was refused. The control is found by `id` and described by the reason. */
export function Field({
  name,
  label,
  hint,
  state,
  children,
  className = '',
  own,
}: {
  name: string
  label: ReactNode
  hint?: ReactNode
  state: FormState
  className?: string
  children: (props: { id: string; name: string; 'aria-describedby'?: string; 'aria-invalid'?: true }) => ReactNode
  /** Only reasons of exactly this field, where a field stands inside another. */
  own?: boolean
}) {
  const reasons = own ? state.reasons.filter(({ field }) => field === name) : reasonsFor(state, name)
  const id = `field-${name}`
  const describedBy = [hint && `${id}-hint`, reasons.length && `${id}-error`].filter(Boolean).join(' ')
  return (
    <div className={`field ${refuses(reasons) ? 'has-error' : ''} ${className}`}>
      <label htmlFor={id}>{label}</label>
      {children({
        id,
        name,
        ...(describedBy && { 'aria-describedby': describedBy }),
        ...(refuses(reasons) && { 'aria-invalid': true as const }),
      })}
      {hint && (
        <p id={`${id}-hint`} className="note mt-1">
          {hint}
        </p>
      )}
      <Reasons name={name} reasons={reasons} />
    </div>
  )
}
