/** The sign of the product: a page of a calendar with its rules. */
export function Mark() {
  return (
    <svg viewBox="0 0 22 22" aria-hidden="true">
      <path d="M1 1h20v20H1z" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <path d="M4.5 6v10M7.75 6v10M11 6v10M17.5 6v10" stroke="currentColor" strokeWidth="1" />
      <path d="M14.25 3.5v15" stroke="currentColor" strokeWidth="2.5" />
    </svg>
  )
}
