'use client'

import { useLocale } from 'next-intl'
import type { ReactNode } from 'react'
import { ReasonLine, reasonsFor } from '#components/forms/form.tsx'
import type { FormState } from '#lib/forms/form-state.ts'
import { weekdayName } from '#lib/i18n/format.ts'
import type { Locale } from '#lib/i18n/locales.ts'

/** Seven boxes, Monday first; their values are 1 to 7. */
export function WeekdayBoxes({
  name,
  label,
  note,
  value,
  state,
}: {
  name: string
  label: string
  note?: ReactNode
  value: number[]
  state: FormState
}) {
  const locale = useLocale() as Locale
  const ticked = state.typed ? [state.typed[name] ?? []].flat().map(Number) : value
  return (
    <fieldset className="field" id={`field-${name}`}>
      <legend>{label}</legend>
      <div className="flex flex-wrap gap-x-5">
        {[1, 2, 3, 4, 5, 6, 7].map((day) => (
          <label key={day} className="choice">
            <input type="checkbox" name={name} value={day} defaultChecked={ticked.includes(day)} />
            {/* 4 January 2027 is a Monday. */}
            {weekdayName(new Date(Date.UTC(2027, 0, 3 + day, 12)), 'UTC', locale, 'short')}
          </label>
        ))}
      </div>
      {note && <p className="note">{note}</p>}
      {reasonsFor(state, name).map((reason) => (
        <ReasonLine key={reason.code} reason={reason} />
      ))}
    </fieldset>
  )
}
