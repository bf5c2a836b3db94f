import type { ReactNode } from 'react'

/** A column of a table: its name, which heads each of its cells on a phone, and what of a row stands in it. */
export type Column<Row> = {
  head: string
  cell: (row: Row) => ReactNode
  /** The name is only heard: the cells say themselves what they are. */
  hidden?: boolean
  className?: string
}

/** Rows of one kind; the first column names the row. On a phone each row is a card. */
export function DataTable<Row>({
  columns,
  rows,
  rowKey,
  className = '',
  caption,
  id,
}: {
  columns: Column<Row>[]
  rows: Row[]
  rowKey: (row: Row) => string
  className?: string
  caption?: string
  id?: string
}) {
  return (
    <table className={`table cards ${className}`} id={id}>
      {caption && <caption className="label pb-1 text-left">{caption}</caption>}
      <thead>
        <tr>
          {columns.map(({ head, hidden, className }) => (
            <th key={head} scope="col" className={className}>
              {hidden ? <span className="sr-only">{head}</span> : head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={rowKey(row)}>
            {columns.map(({ head, cell, hidden }, index) =>
              index === 0 ? (
                <th key={head} scope="row">
                  {cell(row)}
                </th>
              ) : (
                <td key={head} {...(!hidden && { 'data-label': head })}>
                  {cell(row)}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
