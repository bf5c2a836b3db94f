import type { ReactNode } from 'react'

/** Where a list would stand: that there is nothing, and what can be done about it. */
export function Empty({ children, action }: { children: ReactNode; action?: ReactNode }) {
  return (
    <div className="py-6">
      <p className="serif text-5">{children}</p>
      {action && <p className="mt-2">{action}</p>}
    </div>
  )
}
