/** Leads to the rows that come after these, where there are any. */
export function Pager({ older, children }: { older: string | null; children: string }) {
  if (!older) return null
  return (
    <p className="mt-4">
      <a href={older} rel="next">
        {children}
      </a>
    </p>
  )
}
