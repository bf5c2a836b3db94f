import { request } from 'node:http'
import { settings } from '#lib/settings.ts'
import type { Rendered } from './finished-page.ts'

/**
 * Renders a public address by asking Next on its private socket, as nobody in particular. The page says which edition
 * it shows (`<meta name="edition">` or `x-edition`); one that does not is stamped with what was known before.
 */
export function renderVia(socketPath: string, editionBefore: () => number) {
  return (address: string, deadline: number): Promise<Rendered> => {
    const before = editionBefore()
    const renderedAt = Date.now()
    const { host } = new URL(settings.baseUrl())
    return new Promise((resolve, reject) => {
      const asked = request(
        { socketPath, path: address, headers: { host, accept: '*/*' }, signal: AbortSignal.timeout(deadline) },
        (answer) => {
          const parts: Buffer[] = []
          answer.on('data', (part) => parts.push(part))
          answer.on('error', reject)
          answer.on('end', () => {
            const body = Buffer.concat(parts)
            const contentType = answer.headers['content-type'] ?? 'application/octet-stream'
            const said =
              answer.headers['x-edition'] ??
              /<meta name="edition" content="(\d+)"/.exec(
                contentType.startsWith('text/html') ? body.toString('utf8') : '',
              )?.[1]
            resolve({
              status: answer.statusCode ?? 500,
              contentType,
              body,
              edition: said === undefined ? before : Number(said),
              renderedAt,
            })
          })
        },
      )
      asked.on('error', reject)
      asked.end()
    })
  }
}
