'use client'

import type { ReactNode } from 'react'
import { reasonsFor } from '#components/forms/form.tsx'
import { Icon } from '#components/ui/icon.tsx'
import type { RowProps } from './row-list.tsx'

/** A row that says in a line what it holds, and opens to its fields: a new one and one with an error are open. */
export function RowFold({
  at,
  row,
  fresh,
  state,
  remove,
  name,
  note,
  children,
}: RowProps & { name: string; note: ReactNode; children: ReactNode }) {
  return (
    <details className="row-fold" open={fresh || reasonsFor(state, at).length > 0}>
      <summary>
        <Icon name="chevron" className="chevron" />
        <span>
          <b>{name}</b>
          {note && <span className="note">{note}</span>}
        </span>
      </summary>
      <fieldset className="grid gap-4">
        <legend className="sr-only">{name}</legend>
        <input type="hidden" name={`${at}.code`} value={row.code ?? ''} />
        {children}
        <div>{remove}</div>
      </fieldset>
    </details>
  )
}
