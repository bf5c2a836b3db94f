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
 * Requests per second of a page from one process, in turns with a bare `node:http` server that answers the same bytes,
 * nginx with one worker, and `also`; a table for each encoding, with the medians of the ratios of the rounds.
 */
export async function compare(url: string, folder: string, also: { name: string; url: string }[] = []): Promise<void> {
  if (!has('wrk')) throw new Error('wrk is needed: install it.')
  const nginx = has('nginx', 'nginx-light')
  const { pathname } = new URL(url)
  console.log(`${pathname} from one process, 50 connections, median of ${rounds} rounds of ${seconds} s in turns`)
  for (const encoding of ['identity', 'gzip']) {
    const answer = await take(url, encoding)
    const others: Other[] = []
    try {
      others.push(await startBare(folder, answer))
      if (nginx) others.push(await startNginx(folder, answer))
      const ways = [{ name: 'almanac', url }, ...also, ...others].map((way) => ({ ...way, loads: [] as Load[] }))
      for (const way of ways) await load(way.url, encoding, 5)
      for (let round = 0; round < rounds; round++)
        for (const way of ways) way.loads.push(await load(way.url, encoding, seconds))
      print(encoding === 'gzip' ? 'gzip' : 'plain', answer.body.length, ways)
    } finally {
      for (const one of others) one.process.kill()
    }
  }
}

type Way = { name: string; loads: Load[] }

function print(encoding: string, bytes: number, ways: Way[]): void {
  console.log(`\n${row(`${encoding}, ${bytes} B`, 'per second', 'of node:http', 'of nginx', 'p99 ms')}`)
  for (const way of ways) {
    // Each round is compared with itself: what else the machine does meanwhile changes from round to round.
    const ratioTo = (name: string) => {
      const other = ways.find((one) => one.name === name)
      if (!other) return '–'
      return median(way.loads.map((one, at) => one.perSecond / (other.loads[at]?.perSecond ?? 0))).toFixed(2)
    }
    const perSecond = median(way.loads.map((one) => one.perSecond)).toFixed(0)
    const p99 = median(way.loads.map((one) => one.p99)).toFixed(1)
    console.log(row(way.name, perSecond, ratioTo('node:http'), ratioTo('nginx'), p99))
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
async function startBare(folder: string, { headers, body }: Answer): Promise<Other> {
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
  return answering('node:http', spawn(process.execPath, [file], { stdio: 'inherit' }), port)
}

async function startNginx(folder: string, { headers, body }: Answer): Promise<Other> {
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
  return answering('nginx', spawn('nginx', ['-p', folder, '-c', config], { stdio: 'ignore', env }), port)
}

type Other = { name: string; process: ChildProcess; url: string }

async function answering(name: string, process: ChildProcess, port: number): Promise<Other> {
  const url = `http://localhost:${port}/`
  for (let tries = 0; tries < 100; tries++) {
    if ((await fetch(url).catch(() => null))?.ok) return { name, process, url }
    await sleep(50)
  }
  process.kill()
  throw new Error(`nothing answers at ${url}`)
}

const row = (first: string, ...cells: string[]) => first.padEnd(18) + cells.map((cell) => cell.padStart(14)).join('')
