import { createServer, type Server } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { begins } from '#lib/asked.ts'
import { cookieName, makeToken } from '#lib/auth/session-cookie.ts'
import { makeFront } from '#lib/front/front.ts'
import { KeptEditions } from '#lib/front/kept-editions.ts'
import { LiveChannel } from '#lib/front/live-channel.ts'
import { PageCache } from '#lib/front/page-cache.ts'
import { allRoutes, routes } from '#lib/routes.ts'
import { settings } from '#lib/settings.ts'

/**
 * What stands before every entrance: the size and the time of what is sent, who sends it, from where, and whether it
 * could be a request of ours at all. An application behind the front notes what reaches it, and fails as a test wants.
 */
let server: Server
let port: number
let session: string
const live = new LiveChannel()
const reached: string[] = []
const action = `60${'a'.repeat(40)}`

beforeAll(async () => {
  process.env.AUTH_SECRET ??= 'a secret of this test'
  session = `${cookieName('session')}=${await makeToken({ person: 'x', id: 'x' })}`
  const down = { edition: () => 1, isUp: () => true, log: () => {}, render: () => Promise.reject(new Error('no')) }
  const front = makeFront({
    cache: new PageCache(down, new KeptEditions(join(tmpdir(), 'almanac-nothing-here'))),
    live,
    isUp: () => true,
    edition: () => 1,
    actions: new Set([action]),
    development: false,
    application: async (request, response) => {
      reached.push(`${request.method} ${request.url}`)
      let size = 0
      for await (const part of request) size += part.length
      if (request.headers['x-fails']) {
        if (request.headers['x-fails'] === 'later') begins()
        response.statusCode = 500
        response.setHeader('Content-Type', 'text/x-component')
        response.write('a digest of an error')
        response.end()
      } else response.end(String(size))
    },
  })
  server = createServer(front)
  await new Promise<void>((resolve) => server.listen(0, resolve))
  port = (server.address() as AddressInfo).port
})
afterAll(() => {
  live.close()
  server.closeAllConnections()
  server.close()
})

/** Sends bytes as they are, and gives what comes until the connection ends or a whole answer is there. */
function exchange(
  text: string,
  more?: (socket: Socket) => void,
): Promise<{ status: number; text: string; ended: boolean }> {
  return new Promise((resolve, reject) => {
    const socket = connect(port)
    let answer = ''
    const give = (ended: boolean) => resolve({ status: Number(answer.split(' ')[1]), text: answer, ended })
    socket.on('data', (part) => {
      answer += part
      if (!more && isWhole(answer)) {
        give(false)
        socket.destroy()
      }
    })
    socket.on('close', () => give(true))
    socket.on('error', (error: NodeJS.ErrnoException) =>
      ['EPIPE', 'ECONNRESET'].includes(error.code ?? '') ? 0 : reject(error),
    )
    socket.write(text)
    more?.(socket)
  })
}
const isWhole = (answer: string) => {
  const [head = '', body = ''] = answer.split('\r\n\r\n')
  const length = /content-length: (\d+)/i.exec(head)?.[1]
  return head && (length ? Buffer.byteLength(body) >= Number(length) : /\r\n0\r\n\r\n$/.test(answer))
}
const request = (line: string, headers: Record<string, string> = {}, body = '') =>
  exchange(
    `${line} HTTP/1.1\r\nHost: localhost:${port}\r\n${Object.entries(headers)
      .map(([name, value]) => `${name}: ${value}\r\n`)
      .join('')}\r\n${body}`,
  )
const form = { 'Content-Type': 'multipart/form-data; boundary=x' }

describe('what is too large is refused by its length, before it is sent, and the connection ends', () => {
  const taking = allRoutes.filter(({ anyLanguage, body }) => body || !anyLanguage)
  const length = 200 * 2 ** 20
  const refused = async (path: string) => {
    const answer = await exchange(
      `POST ${path} HTTP/1.1\r\nHost: localhost:${port}\r\nCookie: ${session}\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: ${length}\r\n\r\n`,
      (socket) => {
        const part = Buffer.alloc(65_536)
        const push = (): unknown => (socket.destroyed ? null : socket.write(part, () => setTimeout(push, 10)))
        push()
      },
    )
    return {
      path,
      status: answer.status,
      ended: answer.ended,
      said: /This is too large|problem\+json/.test(answer.text),
    }
  }
  test('at every address that takes something', async () => {
    reached.length = 0
    const paths = taking.map((route) => route.path.replace(/:\w+/g, 'x'))
    expect(paths.length).toBeGreaterThan(30)
    expect(await Promise.all(paths.map(refused))).toEqual(
      paths.map((path) => ({ path, status: 413, ended: true, said: true })),
    )
    expect(reached).toEqual([])
  })

  test('a stranger sends no more than any form needs; who is signed in as much as the import promises', async () => {
    const five = { ...form, 'Content-Length': String(5_200_000) }
    expect((await request('POST /admin/import', five)).status).toBe(413)
    const body = 'x'.repeat(5_200_000)
    const { status, text } = await request('POST /admin/import', { ...five, Cookie: session }, body)
    expect([status, text.split('\r\n').includes(String(body.length))]).toEqual([200, true])
  })

  test('a body without a length, and one where nothing is taken, are not read', async () => {
    expect((await request('POST /subscribe', { ...form, 'Transfer-Encoding': 'chunked' })).status).toBe(411)
    expect((await request('GET /', { 'Content-Length': '5' })).status).toBe(413)
    expect((await request('POST /schedule.csv', { 'Content-Length': '5' })).status).toBe(405)
  })
})

test('who comes slower than fits what they send is not waited for', async () => {
  reached.length = 0
  const { vi } = await import('vitest')
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  try {
    const answer = exchange(
      `POST /subscribe HTTP/1.1\r\nHost: localhost:${port}\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 1000\r\n\r\nx`,
      () => {},
    )
    await vi.waitFor(() => expect(reached).toEqual(['POST /subscribe']))
    vi.advanceTimersByTime(12_000)
    await new Promise((resolve) => setImmediate(resolve))
    vi.advanceTimersByTime(1000)
    expect(await answer).toMatchObject({ status: 408, ended: true })
  } finally {
    vi.useRealTimers()
  }
})

test('a page that takes long to make, and a channel that has no end, are not cut for it', async () => {
  const { vi } = await import('vitest')
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const socket = connect(port)
  try {
    let heard = ''
    socket.on('data', (part) => {
      heard += part
    })
    // The end comes later than the head, as over a slow line.
    socket.write(`GET /api/live HTTP/1.1\r\nHost: localhost:${port}\r\n`)
    socket.write('\r\n')
    await vi.waitFor(() => expect(heard).toContain('event: edition'))
    vi.advanceTimersByTime(60_000)
    live.tell({ edition: 2, up: true })
    await vi.waitFor(() => expect(heard).toContain('"edition":2'))
    expect(heard).not.toContain('408')
  } finally {
    vi.useRealTimers()
    socket.destroy()
  }
})

describe('an interface of staff asks who it is before it reads', () => {
  test.each(allRoutes.filter((route) => route.anyLanguage && route.signedIn).map((route) => route.path))(
    '%s',
    async (path) => {
      reached.length = 0
      const address = path.replace(/:\w+/g, 'M-2026-1')
      for (const method of ['GET', 'POST']) {
        for (const Cookie of ['', `${cookieName('session')}=made.up.token`])
          expect(
            (await request(`${method} ${address}`, { Cookie, ...(method === 'POST' && { 'Content-Length': '9999' }) }))
              .status,
          ).toBe(403)
      }
      expect(reached).toEqual([])
      expect((await request(`POST ${address}`, { Cookie: session, 'Content-Length': '2' }, '{}')).status).toBe(200)
    },
  )
})

describe('what can be no request of ours', () => {
  test.each([
    ['GET /%', 400],
    ['GET /%ff', 400],
    ['GET /hi/%E0%A4%A', 400],
    ['GET /api/unsubscribe/%00', 400],
    ['POST /api/unsubscribe/%00', 400],
    ['GET /schedule?service=%00', 400],
    ['GET /admin/windows?q=%00', 400],
    ['GET /subscribe?constructor=x', 400],
    ['GET /subscription/x?a=b&__proto__=x', 400],
    ['GET /admin?toString', 400],
    ['GET /%0d%0aSet-Cookie:x', 400],
    ['OPTIONS *', 400],
    ['OPTIONS /', 405],
    ['TRACE /', 405],
    ['DELETE /schedule/M-2026-1', 405],
    ['PUT /api/windows/check', 405],
    ['POST /__proto__', 404],
    ['POST /nowhere', 404],
    ['POST /api/health', 405],
    ['POST /schedule.ics', 405],
  ])('%s is %i', async (line, status) => {
    reached.length = 0
    expect((await request(line, { 'Content-Length': '0' })).status).toBe(status)
    expect(reached).toEqual([])
  })

  test.each(['a b', '"', 'x/y', 'x:y', 'x,y', '[::1'])('the host %s', async (host) => {
    expect((await exchange(`GET /nowhere HTTP/1.1\r\nHost: ${host}\r\n\r\n`)).status).toBe(400)
  })

  test('a form of another site, an action that there is not, and a body that is no form', async () => {
    const to = (headers: Record<string, string>) =>
      request('POST /subscribe', { 'Content-Length': '1', ...form, ...headers }, 'x')
    for (const Origin of ['https://else.example', 'null', 'no address', 'http://localhost:1'])
      expect((await to({ Origin })).status, Origin).toBe(403)
    expect((await to({ Origin: new URL(settings.baseUrl()).origin })).status).toBe(200)
    for (const id of ['zz', '__proto__', `60${'b'.repeat(40)}`])
      expect((await to({ 'next-action': id })).status, id).toBe(404)
    for (const type of [
      '',
      'application/json',
      'multipart/form-data',
      'application/x-www-form-urlencoded',
      'text/plain',
    ])
      expect((await to({ 'Content-Type': type })).status, type).toBe(415)
    expect((await to({ 'Content-Type': 'text/plain;charset=UTF-8', 'next-action': action })).status).toBe(200)
  })

  test('a form that fails before our code has begun was sent wrongly; one that fails later is a fault of ours', async () => {
    const sent = { ...form, 'Content-Length': '1' }
    const early = await request('POST /subscribe', { ...sent, 'x-fails': 'at once' }, 'x')
    expect([early.status, early.text.includes('This can’t be understood.')]).toEqual([400, true])
    expect(early.text).not.toContain('digest')
    expect((await request('POST /subscribe', { ...sent, 'x-fails': 'later' }, 'x')).status).toBe(500)
    const hindi = await request('POST /hi/subscribe', { ...sent, 'x-fails': 'at once' }, 'x')
    expect(hindi.text).toContain('यह समझ में नहीं आया।')
  })
})

test('a client has so many live channels and no more, others have theirs', async () => {
  const open = (from: string) =>
    new Promise<{ status: number; socket: Socket }>((resolve) => {
      const socket = connect(port)
      socket.once('data', (part) => resolve({ status: Number(String(part).split(' ')[1]), socket }))
      socket.write(`GET /api/live HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: ${from}\r\n\r\n`)
    })
  const one = await Promise.all(Array.from({ length: 70 }, (_, index) => open(`2001:db8::${index.toString(16)}:1`)))
  expect(one.filter(({ status }) => status === 200)).toHaveLength(60)
  expect(one.filter(({ status }) => status === 429)).toHaveLength(10)
  const other = await open('192.0.2.1:4711')
  expect(other.status).toBe(200)
  for (const { socket } of [...one, other]) socket.destroy()
  await expect
    .poll(async () => {
      const { status, socket } = await open('2001:db8::1')
      socket.destroy()
      return status
    })
    .toBe(200)
})

test('the import takes what its form promises, with what a form adds', () => {
  expect(routes.import.body).toBeGreaterThan(5 * 2 ** 20 + 100_000)
})
