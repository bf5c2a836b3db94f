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
  const { writeHead, write, end } = response
  let head: 'open' | 'given' | 'refused' = 'open'
  const decide = (status: number) => {
    if (head !== 'open') return
    head = status === 500 && !current.begun ? 'refused' : 'given'
    if (head === 'given') return
    // Next has put its compression before these.
    Object.assign(response, { writeHead, write, end })
    for (const name of response.getHeaderNames()) response.removeHeader(name)
    refuse(request, response, 'not-understood')
  }
  /** Node makes the head inside of `write` and `end` when nobody did before. */
  const decided =
    (call: (...said: never[]) => unknown, unheard: unknown, status?: true) =>
    (...said: never[]) => {
      decide(status ? Number(said[0]) : response.statusCode)
      return head === 'given' ? call.apply(response, said) : unheard
    }
  Object.assign(response, {
    writeHead: decided(writeHead, response, true),
    write: decided(write, true),
    end: decided(end, response),
  })
  await asked.run(current, answer)
}
