import { createServer, type Server } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshnessOf } from '#lib/asked.ts'
import { answerOf, type FinishedPage, finishPage, variantOf } from './finished-page.ts'
import { keepAliveSeconds, send } from './send.ts'

let page: FinishedPage
let server: Server
const plain = () => answerOf(page, variantOf(page, 'fresh'), 'identity')
beforeAll(async () => {
  page = await finishPage({
    status: 200,
    contentType: 'text/html; charset=utf-8',
    body: Buffer.from(`<html data-freshness="${freshnessOf('mark')}">${'पन्ना '.repeat(5000)}`),
    edition: 7,
    renderedAt: Date.now(),
    mark: 'mark',
    links: [],
  })
  server = createServer({ keepAliveTimeout: keepAliveSeconds * 1000 }, (request, response) => {
    if (request.url === '/plain') response.writeHead(200, plain().headers).end(plain().body)
    else send(request, response, { page, freshness: request.url === '/stale' ? 'away' : 'fresh' })
  })
  await new Promise<void>((resolve) => server.listen(0, resolve))
})
afterAll(() => server.close())

/** What comes over one connection for these bytes, until the server ends it. */
const exchange = (...requests: string[]) =>
  new Promise<string>((resolve, reject) => {
    const socket = connect((server.address() as AddressInfo).port)
    const parts: Buffer[] = []
    socket.on('data', (part) => parts.push(part))
    socket.on('end', () => resolve(Buffer.concat(parts).toString()))
    socket.on('error', reject)
    for (const request of requests) socket.write(request)
  })
const ask = (path: string, ...headers: string[]) =>
  `${[`GET ${path} HTTP/1.1`, 'Host: x', ...headers].join('\r\n')}\r\n\r\n`
const last = 'Connection: close'
const undated = (answers: string) => answers.replaceAll(/Date: .*\r\n/g, '')

test('what is sent in one piece is what Node would write', async () => {
  const [own, node] = await Promise.all(['/', '/plain'].map((path) => exchange(ask(path), ask('/plain', last))))
  expect(undated(own ?? '')).toBe(undated(node ?? ''))
  const [, date = ''] = /Date: (.*)\r\n/.exec(own ?? '') ?? []
  expect(Math.abs(Date.parse(date) - Date.now())).toBeLessThan(3000)
})

test('many requests sent at once over one connection are answered in order', async () => {
  const answers = await exchange(
    ask('/'),
    ask('/stale'),
    ask('/', `If-None-Match: ${variantOf(page, 'fresh').etag}`),
    ask('/stale'),
    ask('/', last),
  )
  const heads = [...answers.matchAll(/HTTP\/1\.1 (\d+) [\s\S]*?ETag: (\S+)/g)].map(([, status, etag]) => [status, etag])
  const [fresh, stale] = [variantOf(page, 'fresh'), variantOf(page, 'away')]
  expect(heads).toEqual([
    ['200', fresh.etag],
    ['200', stale.etag],
    ['304', fresh.etag],
    ['200', stale.etag],
    ['200', fresh.etag],
  ])
})

test('a client that does not keep connections has its answer whole and the connection closed', async () => {
  for (const request of [ask('/', last), 'GET / HTTP/1.0\r\n\r\n']) {
    const answer = await exchange(request)
    expect(answer).toContain('Connection: close')
    expect(answer.endsWith(plain().body.toString())).toBe(true)
  }
})

test('HEAD gives the head alone', async () => {
  const answer = await exchange(ask('/', last).replace('GET', 'HEAD'))
  expect(answer).toContain(`Content-Length: ${plain().body.length}`)
  expect(answer.endsWith('\r\n\r\n')).toBe(true)
})
