import type { IncomingMessage } from 'node:http'
import { findRoute } from '#lib/routes.ts'
import type { RefusalName } from './refuse.ts'

/** The most bytes of a form that says nothing else in the table of routes. */
const formBody = 64 * 1024

export type Doors = {
  /** The host that the site is reached by, for this request. */
  host: string
  hasSession: () => Promise<boolean>
  /** Ids of the actions that the site was built with; unknown while it is developed. */
  actions: ReadonlySet<string> | null
}

/**
 * Looks at a request before anything is read of its body or looked up: what can be no request of ours is refused here,
 * once for all entrances. A body has a stated length, within what its address takes; what is for people who are signed
 * in takes none of others; a form comes from a page of ours.
 */
export async function objection(request: IncomingMessage, doors: Doors): Promise<RefusalName | null> {
  const { method = '', headers } = request
  const [path = ''] = (request.url ?? '').split('?', 1)
  if (!isReadable(request.url ?? '') || !isHost(headers.host)) return 'not-understood'
  const found = findRoute(path)
  const sends = method === 'POST'
  if (!sends && method !== 'GET' && method !== 'HEAD') return 'not-possible'
  if (headers['transfer-encoding'] !== undefined) return 'no-length'
  const length = Number(headers['content-length'] ?? 0)
  if (!sends) {
    if (length > 0) return 'too-large'
    return found?.route.anyLanguage && found.route.signedIn && !(await doors.hasSession()) ? 'signed-out' : null
  }
  if (!found) return 'missing'
  const { anyLanguage, signedIn, body = anyLanguage ? 0 : formBody } = found.route
  if (!body) return 'not-possible'
  if (anyLanguage) {
    if (signedIn && !(await doors.hasSession())) return 'signed-out'
    return length > body ? 'too-large' : null
  }
  if (length > (body > formBody && !(await doors.hasSession()) ? formBody : body)) return 'too-large'
  if (headers.origin !== undefined && hostOf(headers.origin) !== doors.host) return 'other-site'
  const action = headers['next-action']
  if (action !== undefined && doors.actions && !doors.actions.has(String(action))) return 'unknown-action'
  return isForm(headers['content-type'], action !== undefined) ? null : 'no-form'
}

/** Forms come in parts; a script of ours may send what it calls an action with as text too. */
function isForm(type = '', isAction: boolean): boolean {
  return /^multipart\/form-data;\s*boundary=\S/i.test(type) || (isAction && /^text\/plain\b/i.test(type))
}

/** A path of this site whose signs can be decoded, without those that no text may hold. */
function isReadable(url: string): boolean {
  if (!url.startsWith('/') || /%00/.test(url)) return false
  // A parameter that is named like what every object has would be found where there is none.
  const [, query] = url.split('?', 2)
  if (query && [...new URLSearchParams(query).keys()].some((name) => name in Object.prototype)) return false
  try {
    return !/\p{Cc}/u.test(decodeURIComponent(url.split('?', 1)[0] ?? ''))
  } catch {
    return false
  }
}

/** A client of HTTP 1.0 need not say whom it means. */
const isHost = (host: string | undefined) => host === undefined || /^([\w.-]+|\[[\da-f:.]+\])(:\d{1,5})?$/i.test(host)

const hostOf = (origin: string) => (URL.canParse(origin) ? new URL(origin).host : null)
