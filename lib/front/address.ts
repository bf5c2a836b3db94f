import { referencePattern } from '#lib/records/reference.ts'
import { findRoute } from '#lib/routes.ts'
import { isTimeZone } from '#lib/time.ts'

/** The most that a parameter may hold; a longer one is no address of ours. */
const longestValue = 80

/**
 * The one way to write the address of a page that is the same for everybody: known parameters in order, and nothing
 * else, so that a stranger cannot fill the memory with pages that differ in nothing. Null: no such page, and the front
 * leaves it to the application.
 */
export function canonicalAddress(url: string): string | null {
  if (url.length > 1000) return null
  const [path = '/', rawQuery = ''] = url.split('?', 2)
  const found = findRoute(path)
  if (!found?.route.kept || !isPossible(found)) return null
  const query = canonicalQuery(rawQuery, found.route.query ?? [])
  return query === null ? null : path + query
}

/** Whether what stands for the names of an address could be one: what can't is not looked up. */
function isPossible({ route, values: [value = ''] }: NonNullable<ReturnType<typeof findRoute>>): boolean {
  if (route.path.includes(':reference')) return referencePattern.test(value)
  return !route.path.includes(':month') || /^\d{4}-\d{2}$/.test(value)
}

function canonicalQuery(raw: string, known: readonly string[]): string | null {
  if (!raw) return ''
  const given = new URLSearchParams(raw)
  const kept = new URLSearchParams()
  for (const name of known) {
    for (const value of [...new Set(given.getAll(name))].sort()) {
      if (value.length > longestValue) return null
      if (value && !(name === 'zone' && !isTimeZone(value))) kept.append(name, value)
    }
  }
  const query = kept.toString()
  return query ? `?${query}` : ''
}
