import { createHash } from 'node:crypto'
import { settings } from '#lib/settings.ts'

/** Headers that every answer of ours carries. */
export function securityHeaders(): Record<string, string> {
  return {
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Referrer-Policy': 'strict-origin-when-cross-origin',
    'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
    'Cross-Origin-Opener-Policy': 'same-origin',
    ...(settings.baseUrl().startsWith('https:') && { 'Strict-Transport-Security': 'max-age=31536000' }),
  }
}

/** What is not named here (styles, fonts, connections) follows `default-src`. */
const common =
  "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

/** For finished bytes: exactly these inline scripts may run, and no style but from our files. */
export function policyForScripts(scripts: string[]): string {
  const hashes = new Set(scripts.map((script) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`))
  return `${common}; script-src ${["'self'", ...hashes].join(' ')}`
}

/** For pages made for one reader: scripts with the nonce of this answer. FullCalendar and friends set style attributes. */
export function policyForNonce(nonce: string, development: boolean): string {
  return `${common}; script-src 'self' 'nonce-${nonce}'${development ? " 'unsafe-eval'" : ''}; style-src 'self'${development ? " 'unsafe-inline'" : ''}; style-src-attr 'unsafe-inline'`
}

/** For data and files: nothing runs in them. */
export const policyForData = "default-src 'none'; frame-ancestors 'none'"

/**
 * For shared caches: a browser asks each time (and mostly hears 304), a CDN keeps a page for a second, may show it
 * while it fetches the next, and for a day when we do not answer.
 */
export const publicCaching = 'public, max-age=0, s-maxage=1, stale-while-revalidate=10, stale-if-error=86400'
export const privateCaching = 'private, no-store'
