import type { ComponentProps, ReactNode } from 'react'
import { Crumbs } from '#components/ui/crumbs.tsx'

/** The head of a record: where it stands, what state it is in, its title, what it is about, where else it is shown. */
export function RecordHead({
  crumbs,
  state,
  title,
  facts,
  links,
  children,
}: {
  crumbs: ComponentProps<typeof Crumbs>
  state?: ReactNode
  title: ReactNode
  facts: ReactNode
  links?: ReactNode
  children?: ReactNode
}) {
  return (
    <>
      <Crumbs {...crumbs} />
      <header className="record-head">
        {state && <p className="label">{state}</p>}
        <h1>{title}</h1>
        <p className="quiet mt-1 flex flex-wrap gap-x-4">{facts}</p>
        {links && <p className="note mt-1 flex flex-wrap gap-x-4">{links}</p>}
        {children}
      </header>
    </>
  )
}
