import { type ChildProcess, spawn } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort, freshFolder, raiseEdition, removeFolder, startServer, type TestServer } from '../support/server.ts'
import { median } from './median.ts'
import { has, type Load, load } from './wrk.ts'

const seconds = 3
const rounds = 7
const under = 15

/**
 * Requests per second of the status page from one process, beside a bare `node:http` server that answers the same bytes
 * and nginx with one worker, in turns; then the age of what is answered while a change is committed every second.
 */
export async function benchFront(): Promise<void> {
  if (!has('wrk')) throw new Error('wrk is needed: install it.')
  const nginx = has('nginx', 'nginx-light')
  const folder = await freshFolder()
  const almanac = await startServer({}, join(folder, 'data'))
  const others: ChildProcess[] = []
  try {
    console.log(`/ from one process, 50 connections, median of ${rounds} rounds of ${seconds} s in turns\n`)
    console.log(row('', 'almanac', 'node:http', 'ratio', 'nginx', 'ratio', 'p99 ms'))
    for (const encoding of ['identity', 'gzip']) {
      const answer = await take(almanac.url, encoding)
      const bare = await startBare(folder, answer)
      others.push(bare.process)
      const rival = nginx ? await startNginx(folder, answer) : null
      if (rival) others.push(rival.process)
      const urls = [almanac.url, bare.url, ...(rival ? [rival.url] : [])]
      for (const url of urls) await load(url, encoding, 5)
      const measured: Load[][] = urls.map(() => [])
      for (let round = 0; round < rounds; round++)
        for (const [index, url] of urls.entries()) measured[index]?.push(await load(url, encoding, seconds))
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
      for (const one of others.splice(0)) one.kill()
    }
    await whileChanging(almanac)
  } finally {
    for (const one of others) one.kill()
    await almanac.stop()
    await removeFolder(folder)
  }
}

/** Commits a change every second under load, and looks at every answer of a second reader: how old is its edition? */
async function whileChanging(almanac: TestServer): Promise<void> {
  const database = await almanac.databaseUrl()
  const commits: { edition: number; at: number }[] = []
  let done = false
  const changing = (async () => {
    while (!done) {
      const edition = await raiseEdition(database)
      commits.push({ edition, at: performance.now() })
      await sleep(1000)
    }
  })()
  let answers = 0
  let oldest = 0
  let failed = 0
  const looking = (async () => {
    while (!done) {
      const asked = performance.now()
      const answer = await fetch(almanac.url)
      await answer.arrayBuffer()
      answers++
      if (answer.status !== 200) failed++
      // What it should have known: the first commit that it does not show, if that lay before the question.
      const missed = commits.find((commit) => commit.edition > Number(answer.headers.get('x-edition')))
      if (missed && missed.at < asked) oldest = Math.max(oldest, asked - missed.at)
    }
  })()
  const measured = await load(almanac.url, 'gzip', under)
  done = true
  await Promise.all([changing, looking])
  console.log(
    `\nwith a commit every second for ${under} s: ${measured.requests} requests at ${measured.perSecond.toFixed(0)}/s, ` +
      `${measured.failed + failed} failed, p99 ${measured.p99.toFixed(1)} ms; of ${answers} answers looked at beside them ` +
      `the oldest was ${oldest.toFixed(0)} ms behind ${commits.length} commits`,
  )
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
