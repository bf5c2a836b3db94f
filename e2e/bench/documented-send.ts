import type { IncomingMessage, ServerResponse } from 'node:http'
import { registerHooks } from 'node:module'
import { answerOf, encodingFor, variantOf } from '#lib/front/finished-page.ts'
import type { Found } from '#lib/front/page-cache.ts'

export const keepAliveSeconds = 65

/**
 * What the front's `send` would be with nothing but what Node documents: the list of headers that was made once a page,
 * and its bytes. Of what is documented this is the cheapest: headers set one by one, and a body as text in one piece
 * with its head, take longer.
 */
export function send(request: IncomingMessage, response: ServerResponse, { page, freshness }: Found): void {
  const variant = variantOf(page, freshness)
  if (request.headers['if-none-match']?.includes(variant.etag.slice(2)) && page.status === 200) {
    response.writeHead(304, variant.notModified).end()
    return
  }
  const answer = answerOf(page, variant, encodingFor(request.headers['accept-encoding'] as string | undefined))
  response.writeHead(page.status, answer.headers).end(request.method === 'HEAD' ? undefined : answer.body)
}

// Imported before everything else of a process (`--import`), it takes the place of the front's own: the same front, the
// same process around it, and no switch in the product.
registerHooks({
  resolve(specifier, context, next) {
    const found = next(specifier, context)
    return found.url.includes('/lib/front/send.ts') ? { ...found, url: import.meta.url } : found
  },
})
