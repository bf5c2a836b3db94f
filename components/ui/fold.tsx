import type { ReactNode } from 'react'

/** What is seldom wanted, closed until it is. */
export function Fold({ title, children }: { title: ReactNode; children: ReactNode }) {
  return (
    <details className="border-y border-rule py-2">
      <summary className="text-3 text-accent underline">{title}</summary>
      <div className="pt-3">{children}</div>
    </details>
  )
}
