'use client'

import { Fragment, type ReactNode, useEffect, useRef, useState } from 'react'
import { ReasonLine } from '#components/forms/form.tsx'
import type { FormState } from '#lib/forms/form-state.ts'
import { type Row, rowsIn } from '#lib/forms/rows.ts'

/** A row of a list in a form: where its fields stand, what they begin with, whether it was just added. */
export type RowProps = { at: string; row: Row; fresh: boolean; state: FormState; remove: ReactNode }

/**
 * Rows of fields that are added and removed by button. A row keeps its number when another goes, and with it what was typed
 * and what is said of it; sent and refused, the rows are numbered anew, as the reasons count them.
 */
export function RowList({
  list,
  stored,
  blank,
  words,
  nameOf,
  kept,
  state,
  children,
}: {
  list: string
  stored: Row[]
  /** What a new row begins with. */
  blank: Row
  words: { add: string; remove: string }
  /** What a row is called to who hears the button that removes it. */
  nameOf: (row: Row) => string
  /** Why a row cannot be removed. */
  kept?: (row: Row) => string | null
  state: FormState
  children: (props: RowProps) => ReactNode
}) {
  const [rows, setRows] = useState(() =>
    (state.typed ? rowsIn(state.typed, list) : stored).map((row, number) => ({ number, row, fresh: false })),
  )
  // A number that was used is not used again: what is said of a removed row is said of no other.
  const next = useRef(rows.length)
  const box = useRef<HTMLDivElement>(null)
  const adds = useRef<HTMLButtonElement>(null)
  const newest = rows.at(-1)
  // Who adds a row goes on in it.
  useEffect(() => {
    if (newest?.fresh)
      box.current?.querySelector<HTMLElement>(`[name^="${list}.${newest.number}."][name$="en"]`)?.focus()
  }, [newest, list])
  const removal = (row: Row, number: number) => {
    const why = kept?.(row)
    if (why) return <p className="note">{why}</p>
    const remove = () => {
      setRows(rows.filter((one) => one.number !== number))
      adds.current?.focus()
    }
    return (
      <button type="button" className="button small" aria-label={`${words.remove}: ${nameOf(row)}`} onClick={remove}>
        {words.remove}
      </button>
    )
  }
  return (
    <div id={`field-${list}`} tabIndex={-1} ref={box} className="grid gap-3">
      <div className="row-list">
        {rows.map(({ number, row, fresh }) => (
          <Fragment key={number}>
            {children({
              at: `${list}.${number}`,
              ...{ row, fresh, remove: removal(row, number) },
              // What was typed stands in the rows already, by the numbers of before.
              state: { reasons: state.reasons },
            })}
          </Fragment>
        ))}
      </div>
      <div className="field">
        <button
          ref={adds}
          type="button"
          className="button small"
          onClick={() => setRows([...rows, { number: next.current++, row: blank, fresh: true }])}
        >
          {words.add}
        </button>
        {state.reasons
          .filter(({ field }) => field === list)
          .map((reason) => (
            <ReasonLine key={`${reason.code} ${JSON.stringify(reason.facts)}`} reason={reason} />
          ))}
      </div>
    </div>
  )
}
