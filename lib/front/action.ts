import type { IncomingMessage, ServerResponse } from 'node:http'
import { type Asked, asked } from '#lib/asked.ts'
import { refuse } from './refuse.ts'

/**
 * Lets the application answer a form. Next calls a body that it cannot decode a fault of the server, whatever was wrong
 * with it: what fails before code of ours has begun was sent wrongly, and is refused as such.
 */
export async function answerForm(
  request: IncomingMessage,
  response: ServerResponse,
  answer: () => Promise<void>,
): Promise<void> {
  const current: Asked = { begun: false }
  const own = { writeHead: response.writeHead, write: response.write, end: response.end }
  const writeHead = (status: number, ...rest: never[]) => {
    Object.assign(response, own)
    if (status !== 500 || current.begun) return response.writeHead(status, ...rest)
    for (const name of response.getHeaderNames()) response.removeHeader(name)
    refuse(request, response, 'not-understood')
    return response
  }
  // Node makes the head inside of these when nobody did before.
  const afterHead =
    (name: 'write' | 'end') =>
    (...said: [never, never, never]) => {
      writeHead(response.statusCode)
      return response[name](...said)
    }
  Object.assign(response, { writeHead, write: afterHead('write'), end: afterHead('end') })
  await asked.run(current, answer)
}
