import type { ReactNode } from 'react'

/** A part of a page under its own heading, which names it. `id` is the heading's, `anchor` the section's own. */
export function Section({
  id,
  anchor,
  title,
  aside,
  className = '',
  children,
}: {
  id: string
  anchor?: string
  title: ReactNode
  /** A link or a note beside the heading. */
  aside?: ReactNode
  className?: string
  children: ReactNode
}) {
  return (
    <section className={`section ${className}`} aria-labelledby={id} {...(anchor && { id: anchor })}>
      <div className="section-head">
        <h2 id={id}>{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  )
}
