import { settings } from './settings.ts'

/**
 * The path and query of an address that a stranger may have written, as a browser would read it, or null when it leads
 * to another site. Browsers drop tabs and line breaks, take `\` for `/`, and take what begins with two slashes for a host.
 */
export function ownAddress(to: unknown, base = settings.baseUrl()): string | null {
  if (typeof to !== 'string' || !to || to.length > 2000 || !URL.canParse(to, base)) return null
  const { origin, pathname, search } = new URL(to, base)
  return origin === new URL(base).origin && /^\/(?!\/)/.test(pathname) ? pathname + search : null
}
