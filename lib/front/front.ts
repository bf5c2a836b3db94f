import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { hasSession } from '#lib/auth/session-cookie.ts'
import { settings } from '#lib/settings.ts'
import { canonicalAddress } from './address.ts'
import { clientAddress } from './client-address.ts'
import { policyForNonce, privateCaching, securityHeaders } from './headers.ts'
import type { LiveChannel } from './live-channel.ts'
import { nothingToShow } from './nothing-to-show.ts'
import type { PageCache } from './page-cache.ts'
import { send } from './send.ts'

export type Application = (request: IncomingMessage, response: ServerResponse) => Promise<void>

type Parts = {
  cache: PageCache
  live: LiveChannel
  application: Application
  isUp: () => boolean
  edition: () => number
  development: boolean
}

/**
 * Answers every request: public pages from memory, the live channel and health by itself, everything else by the
 * application with headers of its own. A signed-in reader's pages are theirs alone and are never kept; while the
 * database is away they get the public edition, like everybody.
 */
export function makeFront({ cache, live, application, isUp, edition, development }: Parts) {
  const known = new Map<string, string | null>()
  const addressOf = (url: string): string | null => {
    const found = known.get(url)
    if (found !== undefined) return found
    const address = canonicalAddress(url)
    if (known.size > 2000) known.clear()
    known.set(url, address)
    return address
  }

  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = request.url ?? '/'
    const reading = request.method === 'GET' || request.method === 'HEAD'
    // What Next's client asks for (`rsc`) is no page.
    const address = reading && !development && request.headers.rsc === undefined ? addressOf(url) : null
    if (address && (!isUp() || !(await hasSession(request)))) {
      const found = await cache.find(address)
      if (found) {
        send(request, response, found)
        return
      }
      return nothingToShow(request, response)
    }
    if (address) response.setHeader('x-edition', edition())
    if (url === '/api/live') return live.open(request, response, { edition: edition(), up: isUp() })
    if (url === '/api/health') return health(response)
    if (!isUp() && !url.startsWith('/_next/') && !isFile(url)) return nothingToShow(request, response)
    return forOneReader(request, response)
  }

  const health = (response: ServerResponse): void => {
    const serves = isUp() || cache.ready('/') !== null
    const body = JSON.stringify({
      status: serves ? 'ok' : 'failing',
      edition: edition() < 0 ? (cache.ready('/')?.page.edition ?? -1) : edition(),
      database: isUp() ? 'up' : 'down',
    })
    response
      .writeHead(serves ? 200 : 503, {
        ...securityHeaders(),
        'Content-Type': 'application/json',
        'Cache-Control': 'no-store',
      })
      .end(body)
  }

  const forOneReader = (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const base = new URL(settings.baseUrl())
    // What a proxy in front says of itself must not decide where forms and redirects lead.
    request.headers['x-forwarded-host'] = process.env.BASE_URL ? base.host : request.headers.host
    request.headers['x-forwarded-proto'] = process.env.BASE_URL ? base.protocol.slice(0, -1) : 'http'
    request.headers['x-forwarded-for'] = clientAddress(request)
    if (!(request.url ?? '').startsWith('/_next/')) {
      const policy = policyForNonce(randomBytes(16).toString('base64'), development)
      // Next reads the nonce from the request and puts it on its scripts.
      request.headers['content-security-policy'] = policy
      for (const [name, value] of Object.entries(securityHeaders())) response.setHeader(name, value)
      response.setHeader('Content-Security-Policy', policy)
      if (!(request.url ?? '').startsWith('/api/')) response.setHeader('Cache-Control', privateCaching)
    }
    return application(request, response)
  }

  return (request: IncomingMessage, response: ServerResponse): void => {
    // Nearly every request ends here: no cookie, a known page, its bytes.
    if (
      !development &&
      request.headers.cookie === undefined &&
      request.headers.rsc === undefined &&
      (request.method === 'GET' || request.method === 'HEAD')
    ) {
      const address = addressOf(request.url ?? '/')
      const found = address === null ? null : cache.ready(address)
      if (found) {
        send(request, response, found)
        return
      }
    }
    respond(request, response).catch((error) => {
      console.error(error)
      if (response.headersSent) response.destroy()
      else nothingToShow(request, response)
    })
  }
}

const isFile = (url: string) => /^\/[\w-]+\.(ico|svg|png|txt|webmanifest)$/.test(url)
