import type { IncomingMessage, ServerResponse } from 'node:http'
import { answerOf, encodingFor, variantOf } from './finished-page.ts'
import type { Found } from './page-cache.ts'

/** How long an idle connection is kept, in seconds. */
export const keepAliveSeconds = 65

/**
 * Answers with a finished page: 304 for who has it, otherwise its bytes in the best encoding. The list of headers is made
 * once a page and Node takes it as it is, which gives what bare `node:http` gives (`npm run bench -- front`).
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
