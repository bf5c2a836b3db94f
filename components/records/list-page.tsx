import type { ReactNode } from 'react'
import { type Column, DataTable } from '#components/ui/data-table.tsx'
import { Empty } from '#components/ui/empty.tsx'
import { PageHead } from '#components/ui/page-head.tsx'

/** A list of records: its head, what narrows it, its rows or that there are none, the way to older ones. */
export function ListPage<Row>({
  title,
  lead,
  action,
  before,
  columns,
  rows,
  rowKey,
  empty,
  pager,
}: {
  title: ReactNode
  lead?: ReactNode
  action?: ReactNode
  before?: ReactNode
  columns: Column<Row>[]
  rows: Row[]
  rowKey: (row: Row) => string
  empty: { say: ReactNode; action?: ReactNode }
  pager?: ReactNode
}) {
  return (
    <>
      <PageHead title={title} lead={lead} action={action} />
      {before}
      {rows.length ? (
        <DataTable columns={columns} rows={rows} rowKey={rowKey} />
      ) : (
        <Empty action={empty.action}>{empty.say}</Empty>
      )}
      {pager}
    </>
  )
}
