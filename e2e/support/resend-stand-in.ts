import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'

type Email = { to: string | string[]; subject: string; html: string; text: string; headers: Record<string, string> }

/**
 * Answers as Resend's interface does, idempotency keys included: a key used again with the same bytes gives the first
 * answer and sends nothing, with other bytes it is a conflict.
 */
export async function startResend(options: { delay?: number } = {}) {
  const accepted: (Email & { key: string })[] = []
  const answers = new Map<string, { body: string; answer: string }>()
  const calls: { path: string; key: string; status: number }[] = []
  let failing: ((path: string) => { status: number; body: object } | null) | null = null

  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    const body = Buffer.concat(parts).toString()
    const key = String(request.headers['idempotency-key'] ?? '')
    const path = request.url ?? ''
    const reply = (status: number, content: object) => {
      calls.push({ path, key, status })
      response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(content))
    }
    if (request.headers.authorization !== 'Bearer re_test')
      return reply(401, { name: 'missing_api_key', message: 'no', statusCode: 401 })
    const failure = failing?.(path)
    if (failure) return reply(failure.status, failure.body)
    const known = answers.get(key)
    if (known && known.body !== body)
      return reply(409, { name: 'invalid_idempotent_request', message: 'other payload', statusCode: 409 })
    if (known) return reply(200, JSON.parse(known.answer))
    const emails = [JSON.parse(body)].flat() as Email[]
    if (emails.length > 100) return reply(422, { name: 'validation_error', message: 'too many', statusCode: 422 })
    if (emails.some((email) => [email.to].flat().some((to) => to.includes('bad'))))
      return reply(422, { name: 'validation_error', message: 'Invalid `to` field.', statusCode: 422 })
    const ids = emails.map((_, index) => ({ id: `${accepted.length + index}` }))
    const answer = path === '/emails/batch' ? { data: ids } : ids[0]
    answers.set(key, { body, answer: JSON.stringify(answer) })
    accepted.push(...emails.map((email) => ({ ...email, key })))
    // The mail is taken; the answer may come too late for somebody who is killed meanwhile.
    if (options.delay) await new Promise((resolve) => setTimeout(resolve, options.delay))
    reply(200, answer ?? {})
  }
  const server = createServer((request, response) => void handle(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  return {
    url: `http://127.0.0.1:${port}`,
    accepted,
    calls,
    recipients: () => accepted.flatMap((email) => email.to),
    fail: (rule: typeof failing) => {
      failing = rule
    },
    stop: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
