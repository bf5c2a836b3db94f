import type { ReactNode } from 'react'

/** Says that what was asked for is done. */
export function DoneNote({ children, className = '' }: { children: ReactNode; className?: string }) {
  return (
    <p className={`done-note ${className}`} role="status">
      {children}
    </p>
  )
}
