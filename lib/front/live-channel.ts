import type { IncomingMessage, ServerResponse } from 'node:http'
import { clientAddress } from './client-address.ts'
import { securityHeaders } from './headers.ts'

/** How many open pages a process tells of a new edition; further ones ask again later by themselves. */
const mostReaders = 5000
/** Of these one client; behind one address there may be a house full of readers. */
const mostOfOneClient = 60
/** A comment now and then keeps proxies from closing a quiet connection. */
const heartbeat = 25_000

/**
 * The live channel (`/api/live`, server-sent events): tells open pages that the edition rose, or that the database is
 * away or back. It says numbers only, so it is the same for everybody.
 */
export class LiveChannel {
  /** Open pages, each with who has it open. */
  #readers = new Map<ServerResponse, string>()
  #clients = new Map<string, number>()
  #timer = setInterval(() => this.#write(': still here\n\n'), heartbeat).unref()

  open(request: IncomingMessage, response: ServerResponse, state: { edition: number; up: boolean }): void {
    const client = clientAddress(request)
    const ofClient = this.#clients.get(client) ?? 0
    const full = this.#readers.size >= mostReaders
    if (full || ofClient >= mostOfOneClient) {
      response.writeHead(full ? 503 : 429, { ...securityHeaders(), 'Retry-After': '60' }).end()
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
    this.#readers.set(response, client)
    this.#clients.set(client, ofClient + 1)
    response.on('close', () => this.#leave(response))
  }

  #leave(reader: ServerResponse): void {
    const client = this.#readers.get(reader)
    if (client === undefined) return
    this.#readers.delete(reader)
    const left = (this.#clients.get(client) ?? 1) - 1
    if (left) this.#clients.set(client, left)
    else this.#clients.delete(client)
  }

  tell(state: { edition: number; up: boolean }): void {
    this.#write(message(state))
  }

  close(): void {
    clearInterval(this.#timer)
    for (const reader of this.#readers.keys()) reader.end()
  }

  #write(text: string): void {
    for (const reader of this.#readers.keys()) {
      // A reader that does not read is let go; its page connects again.
      if (reader.writableLength > 65_536) reader.destroy()
      else reader.write(text)
    }
  }
}

const message = (state: { edition: number; up: boolean }) => `event: edition\ndata: ${JSON.stringify(state)}\n\n`
