import type { IncomingMessage, ServerResponse } from 'node:http'
import { securityHeaders } from './headers.ts'

/** How many open pages a process tells of a new edition; further ones ask again later by themselves. */
const mostReaders = 5000
/** A comment now and then keeps proxies from closing a quiet connection. */
const heartbeat = 25_000

/**
 * The live channel (`/api/live`, server-sent events): tells open pages that the edition rose, or that the database is
 * away or back. It says numbers only, so it is the same for everybody.
 */
export class LiveChannel {
  #readers = new Set<ServerResponse>()
  #timer = setInterval(() => this.#write(': still here\n\n'), heartbeat).unref()

  open(request: IncomingMessage, response: ServerResponse, state: { edition: number; up: boolean }): void {
    if (this.#readers.size >= mostReaders) {
      response.writeHead(503, { 'Retry-After': '60' }).end()
      return
    }
    response.writeHead(200, {
      ...securityHeaders(),
      'Content-Type': 'text/event-stream',
      'Cache-Control': 'no-store',
      'X-Accel-Buffering': 'no',
    })
    if (request.method === 'HEAD') {
      response.end()
      return
    }
    response.write(`retry: 3000\n\n${message(state)}`)
    this.#readers.add(response)
    response.on('close', () => this.#readers.delete(response))
  }

  tell(state: { edition: number; up: boolean }): void {
    this.#write(message(state))
  }

  close(): void {
    clearInterval(this.#timer)
    for (const reader of this.#readers) reader.end()
    this.#readers.clear()
  }

  #write(text: string): void {
    for (const reader of this.#readers) {
      // A reader that does not read is let go; its page connects again.
      if (reader.writableLength > 65_536) reader.destroy()
      else reader.write(text)
    }
  }
}

const message = (state: { edition: number; up: boolean }) => `event: edition\ndata: ${JSON.stringify(state)}\n\n`
