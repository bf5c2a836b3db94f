import { referencePattern } from '#lib/records/reference.ts'
import { isTimeZone } from '#lib/time.ts'

/**
 * The addresses whose bytes are the same for everybody, and the query parameters each of them knows. Everything else in
 * a query is dropped, so that a stranger cannot fill the memory with pages that differ in nothing.
 */
const pages: { path: RegExp; query: string[] }[] = [
  { path: /^\/$/, query: ['zone'] },
  { path: /^\/schedule$/, query: ['zone', 'service', 'environment', 'kind', 'view', 'from'] },
  { path: /^\/schedule\/([^/]+)$/, query: ['zone'] },
  { path: /^\/freezes$/, query: ['zone', 'service'] },
  { path: /^\/incidents\/([^/]+)$/, query: ['zone'] },
  { path: /^\/history(\/\d{4}-\d{2})?$/, query: ['zone', 'service'] },
  { path: /^\/subscribe$/, query: ['service'] },
  { path: /^\/schedule\.(ics|csv)$/, query: ['service', 'environment', 'lang'] },
  { path: /^\/schedule\/([^/]+)\/calendar\.ics$/, query: ['lang'] },
  { path: /^\/api\/schedule$/, query: ['start', 'end', 'service', 'environment', 'kind', 'lang'] },
]

/** The most that a parameter may hold; a longer one is no address of ours. */
const longestValue = 80

/**
 * The one way to write a public address: known parameters in order, nothing else. Null: not a public page, and the
 * front leaves it to the application.
 */
export function canonicalAddress(url: string): string | null {
  if (url.length > 1000) return null
  const [rawPath = '/', rawQuery = ''] = url.split('?', 2)
  const hindi = rawPath === '/hi' || rawPath.startsWith('/hi/')
  const path = hindi ? rawPath.slice(3) || '/' : rawPath
  for (const page of pages) {
    const match = page.path.exec(path)
    if (!match) continue
    if (path.startsWith('/schedule/') || path.startsWith('/incidents/')) {
      if (!referencePattern.test(match[1] ?? '')) return null
    }
    const query = canonicalQuery(rawQuery, page.query)
    if (query === null) return null
    return `${hindi ? (path === '/' ? '/hi' : `/hi${path}`) : path}${query}`
  }
  return null
}

function canonicalQuery(raw: string, known: string[]): string | null {
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

/** Public addresses that a page links to. */
export function linkedAddresses(html: string): string[] {
  const found = new Set<string>()
  for (const [, href] of html.matchAll(/<a [^>]*?href="(\/[^"#]*)"/g)) {
    const address = canonicalAddress((href ?? '').replaceAll('&amp;', '&'))
    if (address) found.add(address)
  }
  return [...found]
}
