import { randomBytes } from 'node:crypto'
import { createServer, request } from 'node:http'
import type { PageSaid } from '#lib/asked.ts'
import { settings } from '#lib/settings.ts'
import { answering } from './answering.ts'
import type { Rendered } from './finished-page.ts'
import type { Application } from './front.ts'

const markHeader = 'x-almanac-mark'

/**
 * Renders public addresses, as nobody in particular, by asking Next on a private socket. A page says as it is made which
 * edition it shows and where it leads; what is no page says the edition in `x-edition`; what says none is stamped with
 * what was known before.
 */
export async function openRenderer(socketPath: string, application: Application, editionBefore: () => number) {
  const open = new Map<string, PageSaid>()
  const inner = createServer((request, response) => {
    const page = open.get(String(request.headers[markHeader]))
    if (!page) return response.writeHead(404).end()
    // Next reads the nonce from the request and puts it on its scripts.
    request.headers['content-security-policy'] = `script-src 'nonce-${page.mark}'`
    return void answering({ begun: true, page }, () => application(request, response))
  })
  await new Promise<void>((resolve) => inner.listen(socketPath, resolve))

  const ask = (address: string, deadline: number, page: PageSaid): Promise<Rendered> => {
    const before = editionBefore()
    const renderedAt = Date.now()
    const headers = { host: new URL(settings.baseUrl()).host, accept: '*/*', [markHeader]: page.mark }
    return new Promise((resolve, reject) => {
      const asked = request({ socketPath, path: address, headers, signal: AbortSignal.timeout(deadline) }, (answer) => {
        const parts: Buffer[] = []
        answer.on('data', (part) => parts.push(part))
        answer.on('error', reject)
        answer.on('end', () =>
          resolve({
            status: answer.statusCode ?? 500,
            contentType: answer.headers['content-type'] ?? 'application/octet-stream',
            body: Buffer.concat(parts),
            edition: Number(answer.headers['x-edition'] ?? page.edition ?? before),
            renderedAt,
            mark: page.mark,
            links: page.links,
          }),
        )
      })
      asked.on('error', reject)
      asked.end()
    })
  }
  return {
    render: (address: string, deadline: number): Promise<Rendered> => {
      const page: PageSaid = { mark: randomBytes(18).toString('base64url'), edition: null, links: [] }
      open.set(page.mark, page)
      return ask(address, deadline, page).finally(() => open.delete(page.mark))
    },
    close: () => {
      inner.closeAllConnections()
      inner.close()
    },
  }
}
