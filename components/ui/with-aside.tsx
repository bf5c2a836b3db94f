import type { ReactNode } from 'react'

/** A wide column and a narrow one beside it, below each other where there is no room. */
export function WithAside({
  aside,
  className = '',
  children,
}: {
  aside: ReactNode
  className?: string
  children: ReactNode
}) {
  return (
    <div className={`columns ${className}`}>
      <div className="column">{children}</div>
      <aside className="column">{aside}</aside>
    </div>
  )
}
