/** Finds rows of a list by a word; `kept` is what of the address stays. */
export function SearchForm({
  action,
  label,
  find,
  value,
  kept = {},
  id = 'q',
}: {
  action: string
  label: string
  find: string
  value: string | undefined
  kept?: Record<string, string>
  id?: string
}) {
  return (
    <form action={action} className="mb-4 flex gap-2">
      {Object.entries(kept).map(([name, held]) => (
        <input key={name} type="hidden" name={name} value={held} />
      ))}
      <label className="sr-only" htmlFor={id}>
        {label}
      </label>
      <input id={id} name="q" type="search" defaultValue={value} placeholder={label} className="w-full max-w-xs" />
      <button type="submit" className="button">
        {find}
      </button>
    </form>
  )
}
