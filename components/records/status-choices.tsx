'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { typedOr } from '#components/forms/typed.ts'
import { DataTable } from '#components/ui/data-table.tsx'
import type { ComponentState } from '#db/schema/statuses.ts'
import type { FormState } from '#lib/forms/form-state.ts'

type Row = { field: string; name: string; place?: string; state: ComponentState }

/** How components are now, and how each shall be with what is being said. */
export function StatusChoices({
  rows,
  offered,
  asItIs,
  state,
  children,
  ...table
}: {
  rows: Row[]
  offered: readonly ComponentState[]
  /** What is chosen before anything is: nothing, by this name, or what each component is now. */
  asItIs?: string
  state: FormState
  id?: string
  caption?: string
  /** What a form keeps beside each choice. */
  children?: (row: Row) => ReactNode
}) {
  const t = useTranslations('admin.fields')
  const words = useTranslations('words.component')
  return (
    <DataTable
      {...table}
      rows={rows}
      rowKey={({ field }) => field}
      columns={[
        {
          head: t('component'),
          cell: ({ name, place }) => (
            <>
              {name}
              {place && <span className="note block">{place}</span>}
            </>
          ),
        },
        { head: t('now'), cell: (row) => words(row.state) },
        {
          head: t('withThis'),
          cell: (row) => (
            <>
              <select
                name={row.field}
                aria-label={`${[row.name, row.place].filter(Boolean).join(', ')}: ${t('withThis')}`}
                defaultValue={typedOr(state, row.field, asItIs ? '' : row.state)}
              >
                {asItIs && <option value="">{asItIs}</option>}
                {offered.map((one) => (
                  <option key={one} value={one}>
                    {words(one)}
                  </option>
                ))}
              </select>
              {children?.(row)}
            </>
          ),
        },
      ]}
    />
  )
}
