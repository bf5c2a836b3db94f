import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { hasSession } from '#lib/auth/session-cookie.ts'
import { inOneLine, log } from '#lib/log.ts'
import { settings } from '#lib/settings.ts'
import { canonicalAddress } from './address.ts'
import { clientAddress } from './client-address.ts'
import { forOneReader } from './for-one-reader.ts'
import { policyForNonce, privateCaching, securityHeaders } from './headers.ts'
import type { LiveChannel } from './live-channel.ts'
import { objection } from './objection.ts'
import type { PageCache } from './page-cache.ts'
import { Full, Queue } from './queue.ts'
import { refuse } from './refuse.ts'
import { send } from './send.ts'

/** How long one reader's page keeps others waiting, in milliseconds: who takes it in slowly holds up nobody. */
const longestTurn = 5000

export type Application = (request: IncomingMessage, response: ServerResponse) => Promise<void>

type Parts = {
  cache: PageCache
  live: LiveChannel
  application: Application
  isUp: () => boolean
  edition: () => number
  /** Ids of the actions that the site was built with; unknown while it is developed. */
  actions: ReadonlySet<string> | null
  development: boolean
}

/**
 * Answers every request: public pages from memory, the live channel and health by itself, everything else by the
 * application with headers of its own. A signed-in reader's pages are theirs alone and are never kept; while the
 * database is away they get the public edition, like everybody.
 */
export function makeFront({ cache, live, application, isUp, edition, actions, development }: Parts) {
  const queues = { signedIn: new Queue(5, 60), strangers: new Queue(3, 40) }
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
    const base = new URL(settings.baseUrl())
    // What a proxy in front says of itself must not decide where forms and redirects lead.
    const host = (process.env.BASE_URL ? base.host : request.headers.host) ?? base.host
    const wrong = development
      ? null
      : await objection(request, { host, actions, hasSession: () => hasSession(request) })
    if (wrong) return refuse(request, response, wrong)
    limitTime(request, response)
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
      return refuse(request, response, isUp() ? 'busy' : 'away')
    }
    if (address) response.setHeader('x-edition', edition())
    if (url === '/api/live') return live.open(request, response, { edition: edition(), up: isUp() })
    if (url === '/api/health') return health(response)
    if (!isUp() && !isStatic(url)) return refuse(request, response, 'away')
    return forReader(request, response, host)
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

  const forReader = async (request: IncomingMessage, response: ServerResponse, host: string): Promise<void> => {
    request.headers['x-forwarded-host'] = host
    request.headers['x-forwarded-proto'] = process.env.BASE_URL
      ? new URL(settings.baseUrl()).protocol.slice(0, -1)
      : 'http'
    request.headers['x-forwarded-for'] = clientAddress(request)
    if (!(request.url ?? '').startsWith('/_next/')) {
      const policy = policyForNonce(randomBytes(16).toString('base64'), development)
      // Next reads the nonce from the request and puts it on its scripts.
      request.headers['content-security-policy'] = policy
      for (const [name, value] of Object.entries(securityHeaders())) response.setHeader(name, value)
      response.setHeader('Content-Security-Policy', policy)
      if (!(request.url ?? '').startsWith('/api/')) response.setHeader('Cache-Control', privateCaching)
    }
    const answer = () => application(request, response)
    const isForm = request.method === 'POST' && !(request.url ?? '').startsWith('/api/')
    const inTurn = () => forOneReader(request, response, !isForm, answer)
    // What changes something has connections of its own to the database; what is a file asks it for nothing.
    if (development || request.method === 'POST' || isStatic(request.url ?? '')) return inTurn()
    const queue = (await hasSession(request)) ? queues.signedIn : queues.strangers
    try {
      await queue.run(() => Promise.race([inTurn(), sleep(longestTurn, undefined, { ref: false })]))
    } catch (error) {
      if (!(error instanceof Full)) throw error
      refuse(request, response, 'busy')
    }
  }

  return (request: IncomingMessage, response: ServerResponse): void => {
    // Nearly every request ends here: no cookie, a known page, its bytes.
    if (
      !development &&
      request.headers.cookie === undefined &&
      request.headers.rsc === undefined &&
      request.headers['content-length'] === undefined &&
      request.headers['transfer-encoding'] === undefined &&
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
      log(inOneLine(error))
      if (response.headersSent) response.destroy()
      else refuse(request, response, 'fault')
    })
  }
}

/** What is stated to come must come: ten seconds, and one more for each 50 kB. Who is slower is not waited for. */
function limitTime(request: IncomingMessage, response: ServerResponse): void {
  if (request.complete) return
  const patience = 10_000 + Number(request.headers['content-length'] ?? 0) / 50
  const late = setTimeout(() => {
    // All of it may be here and nobody has read its end.
    if (request.complete) return
    if (response.headersSent) request.destroy()
    else refuse(request, response, 'too-slow')
  }, patience)
  for (const event of ['end', 'close']) request.once(event, () => clearTimeout(late))
}

const isStatic = (url: string) => /^\/_next\/|^\/[\w-]+\.(ico|svg|png|txt|webmanifest)$/.test(url)
