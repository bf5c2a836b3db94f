import { readFile } from 'node:fs/promises'
import { Agent, request as ask, type OutgoingHttpHeaders } from 'node:http'
import pg from 'pg'
import { freshFolder, removeFolder, startServer, type TestServer } from '#e2e/support/server.ts'
import { allRoutes, inLanguage } from '#lib/routes.ts'

/** What a count of mutations showed. */
export type Mutated = {
  statuses: Record<string, number>
  /** Answers that no sender may cause: 5xx but 503. */
  faults: string[]
  /** Lines that the server wrote meanwhile. */
  lines: string[]
  /** Tables in which there is more or less than before. */
  changed: string[]
}

const password = process.env.TRIAL_PASSWORD ?? 'correct horse battery'
const auditor = 'ada@almanac.example'

/** `npm run trial -- mutations`: ten thousand, then the bodies that are too large, with the memory they take. */
export async function trialMutations(): Promise<void> {
  const seed = Number(process.env.TRIAL_SEED ?? Date.now() % 1_000_000)
  const folder = await freshFolder()
  const server = await startServer({ WORKER: 'off', ADMIN_PASSWORD: password }, folder)
  try {
    const found = await mutate(server, Number(process.env.TRIAL_COUNT ?? 10_000), seed)
    console.log(`seed ${seed}: ${JSON.stringify(found.statuses)}`)
    console.log(
      `${found.faults.length} faults, ${found.lines.length} lines, changed tables: ${found.changed.join(', ') || 'none'}`,
    )
    for (const one of [...found.faults, ...found.lines].slice(0, 40)) console.log(`  ${one.slice(0, 400)}`)
    const { rest, most, answers } = await sendLarge(server)
    console.log(
      `bodies of 200 MB: answered ${answers.join(', ')}; memory ${mb(rest)} MB at rest, ${mb(most)} MB at most`,
    )
    if (found.faults.length || found.changed.length || most - rest > 64 * 2 ** 20)
      throw new Error('what must hold did not')
  } finally {
    await server.stop()
    await removeFolder(folder)
  }
}
const mb = (bytes: number) => (bytes / 2 ** 20).toFixed(0)

/** Numbers that are the same for the same seed (mulberry32). */
function chance(seed: number) {
  let state = seed
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let value = Math.imul(state ^ (state >>> 15), 1 | state)
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value
    return ((value ^ (value >>> 14)) >>> 0) / 4_294_967_296
  }
  const pick = <T>(from: readonly T[]): T => from[Math.floor(next() * from.length)] as T
  return { next, pick, often: (share: number) => next() < share, below: (most: number) => Math.floor(next() * most) }
}
type Chance = ReturnType<typeof chance>

const nasty = [
  ...[
    '',
    ' ',
    '0',
    '-1',
    '1e999',
    'NaN',
    'null',
    'true',
    '[]',
    '{}',
    '{"a":{"b":[1]}}',
    "' or 1=1 --",
    '../../etc/passwd',
  ],
  ...[
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    '\u0000',
    'a\u0000b',
    '\ud800',
    '💥',
    '<script>alert(1)</script>',
  ],
  ...[
    '2026-13-45',
    '0000-00-00',
    '9999-12-31',
    '99999-01-01',
    '2026-11-29T25:61',
    'Mars/Base',
    'M-2026-1',
    'M-2026-999999',
    'I-0000-0',
  ],
  ...[
    '%',
    '%ff',
    '%00',
    '%2e%2e%2f',
    '\r\nSet-Cookie: a=b',
    'x'.repeat(5000),
    '00000000-0000-0000-0000-000000000000',
    '2147483648',
  ],
]
const methods = ['GET', 'GET', 'GET', 'POST', 'POST', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND']

/** Sends requests that are nearly right, or not at all, to every entrance. */
export async function mutate(server: TestServer, count: number, seed: number): Promise<Mutated> {
  const dice = chance(seed)
  const manifest = await readFile('.next/server/server-reference-manifest.json', 'utf8')
  const known: Record<string, { exportedName?: string }> = JSON.parse(manifest).node
  // Whoever is signed in may sign out everywhere: that is no mutation, and would end the session that tries the others.
  const actions = Object.keys(known).filter((id) => known[id]?.exportedName !== 'signOutEverywhereAction')
  const sessions = [
    undefined,
    undefined,
    await signIn(server),
    'almanac.session=made.up',
    '__proto__=1; almanac.session=',
  ]
  const before = await rowsOf(server)
  const written = server.log().length
  const agent = new Agent({ keepAlive: true, maxSockets: 4 })
  const result: Mutated = { statuses: {}, faults: [], lines: [], changed: [] }
  const each = Array.from({ length: count }, () => mutation(dice, actions, sessions))
  const work = async () => {
    for (let one = each.pop(); one; one = each.pop()) {
      const status = await send(server.url, agent, one)
      result.statuses[status] = (result.statuses[status] ?? 0) + 1
      if (typeof status === 'number' && status >= 500 && status !== 503)
        result.faults.push(`${status} ${JSON.stringify(one)}`)
    }
  }
  await Promise.all([work(), work(), work(), work()])
  agent.destroy()
  result.lines = server.log().slice(written).split('\n').filter(Boolean)
  const after = await rowsOf(server)
  result.changed = [...after].filter(([table, rows]) => before.get(table) !== rows).map(([table]) => table)
  return result
}

type Mutation = { method: string; path: string; headers: OutgoingHttpHeaders; body: string }

function mutation(dice: Chance, actions: string[], sessions: (string | undefined)[]): Mutation {
  const route = dice.pick(allRoutes)
  const value = () =>
    dice.often(0.5)
      ? dice.pick(nasty)
      : dice.pick(['M-2026-1', 'M-2026-2', 'I-2026-1', 'w1', '2026-11', 'dcc', 'signin', 'session', 'csrf', 'callback'])
  const coded = (text: string) => (dice.often(0.9) ? safe(text) : text.replace(/[^!-~]/g, '').replace(/[?#]/g, ''))
  let path: string = dice.often(0.04) ? `/${coded(value())}` : route.path.replace(/:\w+/g, () => coded(value()) || 'x')
  if (!route.anyLanguage && dice.often(0.3)) path = inLanguage('hi', path as '/')
  const names = [
    ...(route.query ?? []),
    'q',
    'step',
    'to',
    'page',
    'lang',
    '__proto__',
    'constructor',
    'list',
    'code',
    'starts',
    'ends',
    'year',
    'done',
  ]
  const query = Array.from({ length: dice.below(4) }, () => `${dice.pick(names)}=${coded(value())}`)
  const method = dice.pick(methods)
  const headers: OutgoingHttpHeaders = {}
  // Signing out is what whoever is signed in may do: it would end the session that tries the others.
  const cookie = route.path === '/api/sign-out' ? undefined : dice.pick(sessions)
  if (cookie !== undefined) headers.cookie = cookie
  for (const [name, values] of Object.entries(odd)) if (dice.often(0.06)) headers[name] = dice.pick(values)
  const body = method === 'GET' || method === 'HEAD' ? '' : bodyFor(dice, route, headers, actions, value)
  return { method, path: query.length ? `${path}?${query.join('&')}` : path, headers, body }
}

/** Percent-encoded, also what is half a sign. */
const safe = (text: string) => encodeURIComponent(text.toWellFormed())

const odd: Record<string, string[]> = {
  rsc: ['1', 'x'],
  'next-router-state-tree': ['%', '[]', '{}', '%5B%22%22%5D', 'null', 'x'.repeat(3000)],
  'next-router-prefetch': ['1', 'x'],
  'next-router-segment-prefetch': ['/_tree', '__proto__'],
  'next-url': ['/%', '//x', '/admin'],
  'next-action': ['x', '__proto__', '60'.padEnd(42, 'a')],
  'x-forwarded-for': ['1.2.3.4:5', '[::1]:80', 'unknown', '__proto__', ','.repeat(500)],
  'x-forwarded-host': ['else.example', '', 'a b'],
  'x-forwarded-proto': ['gopher', ''],
  origin: ['null', 'https://else.example', 'nothing'],
  'if-none-match': ['*', 'W/"x"', '"'],
  'accept-encoding': ['br;q=x', '*', ';;;'],
  'accept-language': ['*', 'x'.repeat(500)],
  range: ['bytes=0-1', 'bytes=x'],
  host: ['else.example', 'a:b', '[::1', 'localhost:99999'],
  'sec-fetch-site': ['cross-site', 'x'],
  'x-middleware-subrequest': ['middleware', 'src/middleware'],
  'x-almanac-mark': ['x', '__proto__'],
  'x-matched-path': ['/admin'],
  'x-invoke-status': ['200'],
}

function bodyFor(
  dice: Chance,
  route: (typeof allRoutes)[number],
  headers: OutgoingHttpHeaders,
  actions: string[],
  value: () => string,
): string {
  const fields = [
    'email',
    'services',
    'kinds',
    'language',
    'timeZone',
    'id',
    'version',
    'step',
    'locale',
    'title.en',
    'windowId',
    'code',
    'content',
    'file',
    'csrfToken',
    'password',
    '__proto__',
  ]
  if (route.anyLanguage && dice.often(0.85)) {
    if (route.path.startsWith('/api/auth') && dice.often(0.7)) {
      headers['content-type'] = 'application/x-www-form-urlencoded'
      return `${dice.pick(fields)}=${safe(value())}&json=${safe(value())}`
    }
    headers['content-type'] = dice.pick(['application/json', 'text/plain', ''])
    const json = JSON.stringify({
      ...Object.fromEntries(Array.from({ length: dice.below(6) }, () => [dice.pick(known), odds(dice, value)])),
    })
    return dice.often(0.1) ? json.slice(0, -2) : dice.often(0.05) ? '['.repeat(20_000) : json
  }
  const boundary = dice.often(0.9) ? 'B' : dice.pick(['', 'C', '"'])
  headers['content-type'] = dice.pick([
    `multipart/form-data; boundary=${boundary}`,
    `multipart/form-data; boundary=${boundary}`,
    'text/plain',
    'application/x-www-form-urlencoded',
  ])
  const action = dice.pick(actions)
  if (dice.often(0.6)) headers['next-action'] = action
  const args = dice.pick([
    '["$K1"]',
    '[{"reasons":[]},"$K1"]',
    '[]',
    '{}',
    'null',
    '[1,2,3]',
    '["$F1"]',
    '["$1"]',
    '["$@1"]',
    '[{"__proto__":1},"$K1"]',
    '["$undefined"]',
    '["$B1"]',
    '["$Q1"]',
    '[',
    '',
    '["$h1"]',
    '["$n999999999999"]',
  ])
  const parts: [string, string][] = headers['next-action']
    ? [
        [`1_${dice.pick(fields)}`, value()],
        ['0', args],
      ]
    : dice.pick<[string, string][]>([
        [
          [`$ACTION_ID_${action}`, ''],
          [dice.pick(fields), value()],
        ],
        [
          ['$ACTION_REF_1', ''],
          ['$ACTION_1:0', JSON.stringify({ id: action, bound: dice.pick(['$@1', null, 5]) })],
          ['$ACTION_1:1', args],
          [dice.pick(fields), value()],
        ],
        [
          ['$ACTION_REF_1', ''],
          ['$ACTION_1:0', args],
        ],
        [[dice.pick(fields), value()]],
      ])
  if (headers['content-type'] === 'text/plain') return args
  const text = parts
    .map(([name, said]) => `--B\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${said}\r\n`)
    .join('')
  return dice.often(0.85) ? `${text}--B--\r\n` : text.slice(0, dice.below(text.length))
}

const known = [
  'serviceId',
  'environmentId',
  'kind',
  'startsLocal',
  'endsLocal',
  'startsOn',
  'endsOn',
  'title',
  'components',
  'componentIds',
  'downtime',
  'id',
  'version',
  'reason',
  'streams',
  'environments',
  'timeZone',
  '__proto__',
]
/** A value of any shape where a text is meant. */
function odds(dice: Chance, value: () => string): unknown {
  return dice.pick([
    value(),
    value(),
    dice.below(9) - 4,
    null,
    true,
    [value()],
    { en: value() },
    { en: { hi: [value()] } },
    [[[[]]]],
    1e308,
  ])
}

/** The status, or how the connection ended. */
function send(url: string, agent: Agent, { method, path, headers, body }: Mutation): Promise<number | string> {
  return new Promise((resolve) => {
    try {
      const asked = ask(
        `${url}/`,
        { agent, method, path, headers: { ...headers, 'content-length': Buffer.byteLength(body) } },
        (answer) => {
          answer.on('close', () => resolve(answer.statusCode ?? 0))
          // The live channel has no end.
          if (answer.headers['content-type'] === 'text/event-stream') answer.destroy()
          else answer.resume()
        },
      )
      asked.setTimeout(30_000, () => asked.destroy(new Error('too late')))
      asked.on('error', (error) => resolve((error as { code?: string }).code ?? error.message))
      asked.end(body)
    } catch (error) {
      // Node itself does not send such a thing.
      resolve((error as { code?: string }).code ?? 'not sent')
    }
  })
}

/** Signs the auditor in, who may read and change nothing; gives the cookie. */
export async function signIn({ url }: TestServer): Promise<string> {
  const first = await fetch(`${url}/api/auth/csrf`)
  const cookies = (answer: Response) =>
    answer.headers
      .getSetCookie()
      .map((cookie) => cookie.split(';')[0])
      .join('; ')
  const { csrfToken } = (await first.json()) as { csrfToken: string }
  const answer = await fetch(`${url}/api/auth/callback/credentials`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: cookies(first) },
    body: new URLSearchParams({ csrfToken, email: auditor, password, json: 'true' }),
  })
  return cookies(answer)
}

/** What counts attempts and tells who comes is no fact that anybody stored. */
const counting = new Set(['rate_limits', 'edition_marks'])

async function rowsOf(server: TestServer): Promise<Map<string, string>> {
  const client = new pg.Client({ connectionString: (await server.databaseUrl()).replace('//almanac@', '//postgres@') })
  await client.connect()
  const { rows } = await client.query(
    `select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`,
  )
  const found = new Map<string, string>()
  for (const { relname } of rows) {
    if (counting.has(relname)) continue
    const { rows: state } = await client.query(
      `select count(*) || ' ' || coalesce(max(age(xmin)), 0) - coalesce(min(age(xmin)), 0) || ' ' || md5(coalesce(string_agg(t::text, '' order by t::text), '')) as state from "${relname}" t`,
    )
    found.set(relname, state[0].state)
  }
  await client.end()
  return found
}

const memory = async (pid: number) =>
  Number(/VmRSS:\s+(\d+)/.exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024

/** Sends what is too large to whoever takes something, several at once, and looks at the memory meanwhile (bytes). */
export async function sendLarge(
  server: TestServer,
  size = 200 * 2 ** 20,
): Promise<{ rest: number; most: number; answers: string[] }> {
  const pid = server.process.pid ?? 0
  const rest = await memory(pid)
  let most = rest
  const looking = setInterval(async () => {
    most = Math.max(most, await memory(pid).catch(() => 0))
  }, 20)
  const kinds: [string, OutgoingHttpHeaders][] = [
    ['/api/windows/check', { 'content-type': 'application/json', 'content-length': size }],
    ['/api/auth/signin', { 'content-type': 'application/json', 'content-length': size }],
    ['/subscribe', { 'content-type': 'multipart/form-data; boundary=B', 'content-length': size }],
    ['/admin/import', { 'content-type': 'multipart/form-data; boundary=B', 'content-length': size }],
    ['/', { 'content-type': 'text/plain' }],
  ]
  const answers = await Promise.all(kinds.map(([path, headers]) => pour(`${server.url}${path}`, headers, size)))
  clearInterval(looking)
  return { rest, most, answers }
}

/** Sends zeros until there is an answer and the line is cut; gives the status. */
function pour(url: string, headers: OutgoingHttpHeaders, size: number): Promise<string> {
  return new Promise((resolve) => {
    const asked = ask(url, { method: 'POST', headers, agent: false })
    let status = 'no answer'
    const part = Buffer.alloc(2 ** 16)
    let sent = 0
    const push = () => {
      while (!asked.destroyed && sent < size) {
        sent += part.length
        if (!asked.write(part)) return void asked.once('drain', push)
      }
      asked.end()
    }
    asked.on('response', (answer) => {
      status = String(answer.statusCode)
      answer.resume()
    })
    asked.on('error', () => {})
    asked.on('close', () => resolve(status))
    push()
  })
}
