import { asReader, type Tx } from '#db/scope.ts'
import { viewer } from '#lib/auth/viewer.ts'
import { isTimeZone } from '#lib/time.ts'

type Query = Record<string, string | string[] | undefined>

/** The zone a reader asked for with `?zone=`, if it is one. */
export function askedZone(query: Query): string | null {
  const { zone } = query
  return typeof zone === 'string' && isTimeZone(zone) ? zone : null
}

/** One value of a query parameter, or none. */
export function one(query: Query, name: string): string | undefined {
  const value = query[name]
  return Array.isArray(value) ? value[0] : value || undefined
}

/** All values of a query parameter. */
export function all(query: Query, name: string): string[] {
  const value = query[name]
  return (Array.isArray(value) ? value : value ? [value] : []).filter(Boolean)
}

/** Reads for a public page, in one snapshot, as whoever is looking. */
export async function readPage<T>(read: (tx: Tx) => Promise<T>): Promise<T> {
  return asReader((await viewer())?.id ?? null, read)
}

/** The moment that a query parameter names, if it names one: where a list of older rows goes on. */
export function instantIn(query: Query, name: string): Date | undefined {
  const at = new Date(one(query, name) ?? '')
  return Number.isNaN(at.getTime()) ? undefined : at
}
