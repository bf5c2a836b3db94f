import type { ReactNode } from 'react'

/** Where a screen stands: links, then the place itself. */
export function Crumbs({
  links,
  here,
  label,
}: {
  links: [href: string, name: ReactNode][]
  here: ReactNode
  label: string
}) {
  return (
    <nav className="crumbs" aria-label={label}>
      {links.map(([href, name]) => (
        <span key={href} className="flex gap-2">
          <a href={href}>{name}</a>
          <span aria-hidden="true">/</span>
        </span>
      ))}
      <span>{here}</span>
    </nav>
  )
}
