import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { canonicalAddress } from '#lib/front/address.ts'
import { answerOf, encodingFor, type FinishedPage, variantOf } from '#lib/front/finished-page.ts'
import { keepAliveSeconds } from '#lib/front/send.ts'

/**
 * The front's way to a finished page, with Node's documented way to write it: its list of headers, made once, to
 * `writeHead`, and its bytes to `end`. Of what is documented this was the cheapest: headers set one by one, and the body
 * as text in one piece with its head, took longer. Run by `compare.ts` with a file of the answer, and a port.
 */
const [file = '', port = ''] = process.argv.slice(2)
const { address, encoding, headers, body } = JSON.parse(readFileSync(file, 'utf8'))
const bytes = Buffer.from(body, 'base64')
const page: FinishedPage = {
  ...{ status: 200, contentType: 'text/html', body: bytes, edition: 0, renderedAt: 0, mark: '', links: [] },
  variants: {
    fresh: { etag: 'W/""', body: bytes, notModified: [], answers: { [encoding]: { headers, body: bytes } } },
  },
}
const pages = new Map([[address, page]])
const known = new Map<string, string | null>()

createServer({ keepAliveTimeout: keepAliveSeconds * 1000, optimizeEmptyRequests: true }, (request, response) => {
  const url = request.url ?? '/'
  if (!known.has(url)) known.set(url, canonicalAddress(url))
  const found = pages.get(known.get(url) ?? '')
  if (!found || request.headers.cookie !== undefined || request.method !== 'GET') {
    response.writeHead(404).end()
    return
  }
  const answer = answerOf(
    found,
    variantOf(found, 'fresh'),
    encodingFor(request.headers['accept-encoding'] as string | undefined),
  )
  response.writeHead(found.status, answer.headers).end(answer.body)
}).listen(Number(port))
