import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Asked } from '#lib/asked.ts'
import { answering } from './answering.ts'
import { type RefusalName, refuse } from './refuse.ts'

/**
 * Lets the application answer. Next calls everything a fault of the server that it cannot decode, and that the database
 * cannot do just now: what fails before code of ours has begun was sent wrongly, and who comes when it is busy is told so.
 *
 * @param begun false for a form, of which Next reads the body by itself
 */
export async function forOneReader(
  request: IncomingMessage,
  response: ServerResponse,
  begun: boolean,
  answer: () => Promise<void>,
): Promise<void> {
  const current: Asked = { begun }
  const { writeHead, write, end } = response
  let head: 'open' | 'given' | 'refused' = 'open'
  const decide = (status: number) => {
    if (head !== 'open') return
    const refusal = status === 500 ? refusalOf(current) : null
    head = refusal ? 'refused' : 'given'
    if (!refusal) return
    // Next has put its compression before these.
    Object.assign(response, { writeHead, write, end })
    for (const name of response.getHeaderNames()) response.removeHeader(name)
    refuse(request, response, refusal)
  }
  /** Node makes the head inside of `write` and `end` when nobody did before. */
  const decided =
    (call: (...said: never[]) => unknown, unheard: unknown, isHead = false) =>
    (...said: never[]) => {
      decide(isHead ? Number(said[0]) : response.statusCode)
      return head === 'given' ? call.apply(response, said) : unheard
    }
  Object.assign(response, {
    writeHead: decided(writeHead, response, true),
    write: decided(write, true),
    end: decided(end, response),
  })
  await answering(current, answer)
}

/** What a command's no is called here, by its kind. */
const noes = new Map<unknown, RefusalName>([
  ['invalid', 'not-understood'],
  ['forbidden', 'signed-out'],
  ['missing', 'missing'],
])

/** What a fault means for whoever asked; null for one of ours. */
function refusalOf({ begun, fault }: Asked): RefusalName | null {
  if (!begun) return 'not-understood'
  // The application's classes are copies of ours.
  for (let cause = fault; cause instanceof Error; cause = cause.cause) {
    if ('reasons' in cause && 'kind' in cause && noes.has(cause.kind)) return noes.get(cause.kind) ?? null
    if ('reason' in cause && (cause.reason === 'busy' || cause.reason === 'away')) return cause.reason
  }
  return null
}
