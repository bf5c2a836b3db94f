import type { ReactNode } from 'react'

/** What a page is called, what it is for, and the one thing to do or choose beside it. */
export function PageHead({
  title,
  lead,
  children,
  action,
  className = '',
}: {
  title: ReactNode
  lead?: ReactNode
  /** What else stands under the title. */
  children?: ReactNode
  action?: ReactNode
  className?: string
}) {
  const words = (
    <>
      <h1>{title}</h1>
      {lead && <p className="page-lead">{lead}</p>}
      {children}
    </>
  )
  return action ? (
    <div className={`page-head spread ${className}`}>
      <div>{words}</div>
      {action}
    </div>
  ) : (
    <div className={`page-head ${className}`}>{words}</div>
  )
}
