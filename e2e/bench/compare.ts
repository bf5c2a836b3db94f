import { type ChildProcess, spawn } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from '#e2e/support/server.ts'
import { median } from './median.ts'
import { has, type Load, load } from './wrk.ts'

const seconds = 3
const rounds = 7

/**
 * Requests per second of a page from one process, beside a bare `node:http` server that answers the same bytes and nginx
 * with one worker, in turns; a row for each encoding, with the median of the ratios of the rounds.
 */
export async function compare(url: string, folder: string): Promise<void> {
  if (!has('wrk')) throw new Error('wrk is needed: install it.')
  const nginx = has('nginx', 'nginx-light')
  console.log(
    `${new URL(url).pathname} from one process, 50 connections, median of ${rounds} rounds of ${seconds} s in turns\n`,
  )
  console.log(row('', 'almanac', 'node:http', 'ratio', 'nginx', 'ratio', 'p99 ms'))
  for (const encoding of ['identity', 'gzip']) {
    const answer = await take(url, encoding)
    const others = [await startBare(folder, answer), ...(nginx ? [await startNginx(folder, answer)] : [])]
    try {
      const urls = [url, ...others.map((other) => other.url)]
      for (const each of urls) await load(each, encoding, 5)
      const measured: Load[][] = urls.map(() => [])
      for (let round = 0; round < rounds; round++)
        for (const [index, each] of urls.entries()) measured[index]?.push(await load(each, encoding, seconds))
      const [own = 0, node, other] = measured.map((loads) => median(loads.map((one) => one.perSecond)))
      // Each round is compared with itself: what else the machine does meanwhile changes from round to round.
      const ratio = (index: number) =>
        median((measured[index] ?? []).map((one, at) => (measured[0]?.[at]?.perSecond ?? 0) / one.perSecond)).toFixed(2)
      console.log(
        row(
          `${encoding === 'gzip' ? 'gzip' : 'plain'}, ${answer.body.length} B`,
          own.toFixed(0),
          node?.toFixed(0) ?? '',
          ratio(1),
          other?.toFixed(0) ?? '–',
          other ? ratio(2) : '–',
          median((measured[0] ?? []).map((one) => one.p99)).toFixed(1),
        ),
      )
    } finally {
      for (const one of others) one.process.kill()
    }
  }
}

type Answer = { headers: Record<string, string>; body: Buffer }

/** An answer as it goes over the wire. */
async function take(url: string, encoding: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    request(url, { headers: { 'Accept-Encoding': encoding } }, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part) => parts.push(part))
      response.on('end', () =>
        resolve({ headers: response.headers as Record<string, string>, body: Buffer.concat(parts) }),
      )
    })
      .on('error', reject)
      .end()
  })
}

/** The least that a Node server can do: the same bytes for every request. */
async function startBare(folder: string, { headers, body }: Answer) {
  const port = await freePort()
  const file = join(folder, 'bare.mjs')
  const { date: _, connection: __, 'keep-alive': ___, ...own } = headers
  await writeFile(
    file,
    `import { createServer } from 'node:http'
const body = Buffer.from(${JSON.stringify(body.toString('base64'))}, 'base64')
const headers = ${JSON.stringify(Object.entries(own).flat())}
createServer({ keepAliveTimeout: 65000 }, (_, response) => response.writeHead(200, headers).end(body)).listen(${port})
`,
  )
  return answering(spawn(process.execPath, [file], { stdio: 'inherit' }), port)
}

async function startNginx(folder: string, { headers, body }: Answer) {
  const port = await freePort()
  await writeFile(join(folder, 'index.html'), body)
  const config = join(folder, 'nginx.conf')
  const own = ['content-type', 'content-length', 'etag', 'date', 'connection', 'keep-alive']
  const added = Object.entries(headers)
    .filter(([name]) => !own.includes(name))
    .map(([name, value]) => `add_header ${name} ${JSON.stringify(value)};`)
    .join(' ')
  await writeFile(
    config,
    `user root; worker_processes 1; daemon off; pid ${folder}/nginx.pid; error_log /dev/null;
events { worker_connections 512; }
http { access_log off; sendfile on; tcp_nopush on; keepalive_timeout 65; keepalive_requests 1000000; open_file_cache max=10;
  server { listen ${port}; location / { root ${folder}; default_type text/html; index index.html; ${added} } } }
`,
  )
  const env = { ...process.env, PATH: `${process.env.PATH}:/usr/sbin` }
  return answering(spawn('nginx', ['-p', folder, '-c', config], { stdio: 'ignore', env }), port)
}

async function answering(process: ChildProcess, port: number) {
  const url = `http://localhost:${port}/`
  for (let tries = 0; tries < 100; tries++) {
    if ((await fetch(url).catch(() => null))?.ok) return { process, url }
    await sleep(50)
  }
  throw new Error(`nothing answers at ${url}`)
}

const row = (first: string, ...cells: string[]) => first.padEnd(18) + cells.map((cell) => cell.padStart(11)).join('')
