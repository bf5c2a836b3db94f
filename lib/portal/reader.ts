import { notFound } from 'next/navigation'
import { asReader, type Tx } from '#db/scope.ts'
import { viewer } from '#lib/auth/viewer.ts'
import { idInput } from '#lib/input.ts'
import { isDay, isTimeZone } from '#lib/time.ts'

type Query = Record<string, string | string[] | undefined>

/** The most that a word of an address may hold. */
const longest = 200

/** Anybody writes addresses. What no field would take (`lib/input.ts`) and no database could hold is as good as not said. */
const isWord = (value: unknown): value is string =>
  typeof value === 'string' && value !== '' && value.length <= longest && !/[\p{Cc}\p{Cs}]/u.test(value)

/** The zone a reader asked for with `?zone=`, if it is one. */
export function askedZone(query: Query): string | null {
  const zone = one(query, 'zone')
  return zone && isTimeZone(zone) ? zone : null
}

/** The moment that a query parameter names, if it is one of the years that we know: where a list of older rows goes on. */
export function instantIn(query: Query, name: string): Date | undefined {
  const said = one(query, name) ?? ''
  const at = new Date(said)
  return isDay(said.slice(0, 10)) && !Number.isNaN(at.getTime()) ? at : undefined
}

/** One value of a query parameter, or none; of several the first. */
export const one = (query: Query, name: string): string | undefined => all(query, name)[0]

/** All values of a query parameter. */
export const all = (query: Query, name: string): string[] => [query[name] ?? []].flat().filter(isWord)

/** The parts of a page's path. What cannot be an id, a reference, a name in an address or a key leads to no page. */
export async function idsIn<P extends { locale: string }>(params: Promise<P>): Promise<P> {
  const { locale, ...parts } = await params
  if (!Object.values(parts).every((part) => idInput.safeParse(part).success)) notFound()
  return { locale, ...parts } as P
}

/** Reads for a public page, in one snapshot, as whoever is looking. */
export async function readPage<T>(read: (tx: Tx) => Promise<T>): Promise<T> {
  return asReader((await viewer())?.id ?? null, read)
}
