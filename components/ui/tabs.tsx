import type { ReactNode } from 'react'

/** Several lists of one kind, of which one is shown. */
export function Tabs({
  label,
  current,
  tabs,
}: {
  label: string
  current: string
  tabs: { key: string; name: ReactNode; href: string }[]
}) {
  return (
    <nav className="tabs" aria-label={label}>
      {tabs.map(({ key, name, href }) => (
        <a key={key} href={href} {...(key === current && { 'aria-current': 'page' as const })}>
          {name}
        </a>
      ))}
    </nav>
  )
}
