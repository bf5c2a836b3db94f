'use client'

import { useEffect, useRef, useState } from 'react'
import { Icon } from '#components/ui/icon.tsx'
import type { Reason } from '#lib/errors.ts'
import type { FormState } from '#lib/forms/form-state.ts'
import { useReasonText } from './form.tsx'

/**
 * What stands in the way, first in the form; it takes the focus and its links lead to the fields. With script each is
 * named as the page names its field, in the order of the page.
 */
export function ErrorSummary({ state, title }: { state: FormState; title: (count: number) => string }) {
  const say = useReasonText()
  const summary = useRef<HTMLDivElement>(null)
  const [named, setNamed] = useState<{ of: FormState; reasons: Named[] } | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the stamp is what tells one answer from the next
  useEffect(() => {
    if (!state.reasons.length) return
    setNamed({ of: state, reasons: inPageOrder(state.reasons) })
    summary.current?.focus()
  }, [state.stamp])
  if (!state.reasons.length) return null
  const shown: Named[] = named?.of === state ? named.reasons : state.reasons
  return (
    <div ref={summary} className="error-summary" role="alert" tabIndex={-1}>
      <h2>
        <Icon name="major" className="is-major" />
        {title(shown.length)}
      </h2>
      <ol>
        {shown.map((reason) => (
          <li key={`${reason.field} ${reason.code} ${JSON.stringify(reason.facts)}`}>
            {reason.field ? (
              <a href={`#field-${fieldAnchor(reason.field)}`} onClick={(event) => goTo(event, reason.field)}>
                {reason.label && `${reason.label}: `}
                {say(reason)}
              </a>
            ) : (
              say(reason)
            )}
          </li>
        ))}
      </ol>
    </div>
  )
}

/** In a list the link leads to its anchor; with script to the very field. */
function goTo(event: { preventDefault(): void }, field: string | undefined): void {
  const control = document.getElementById(`field-${field}`)
  if (!control?.matches('input, select, textarea')) return
  event.preventDefault()
  control.focus()
}

type Named = Reason & { label?: string }

/** Reasons in the order in which their fields stand on the page, with what each field is called there. */
function inPageOrder(reasons: Reason[]): Named[] {
  const placed = reasons.map((reason) => {
    const { field } = reason
    const control =
      field && (document.getElementById(`field-${field}`) ?? document.getElementById(`field-${fieldAnchor(field)}`))
    return control ? { control, reason: { ...reason, label: labelOf(control) } } : { reason }
  })
  return placed
    .sort((one, other) => {
      if (!one.control || !other.control) return Number(Boolean(one.control)) - Number(Boolean(other.control))
      return one.control.compareDocumentPosition(other.control) & Node.DOCUMENT_POSITION_PRECEDING ? 1 : -1
    })
    .map(({ reason }) => reason)
}

/** What the page calls a control or a group of controls; of boxes to tick it is the group that has the name. */
function labelOf(control: HTMLElement): string {
  const own = control.matches('[type=checkbox], [type=radio]') ? null : `label[for="${CSS.escape(control.id)}"]`
  const label =
    control.getAttribute('aria-label') ??
    (own && document.querySelector(own)?.textContent) ??
    control.querySelector(':scope > legend, :scope > .field > label')?.textContent ??
    control.closest('fieldset')?.querySelector('legend')?.textContent
  return label?.trim() ?? ''
}

/** Where a reason's field stands in the form: lists have one anchor for all their rows. */
const fieldAnchor = (field: string) => field.replace(/\.\d+(\..*)?$/, '')
