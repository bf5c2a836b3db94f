import { createHash } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { freshnessOf } from '#lib/asked.ts'
import { temporaryFolder } from '#lib/server/temporary-folder.ts'
import { canonicalAddress } from './address.ts'
import { answerOf, type Encoding, encodingFor, finishPage, type Variant, variantOf } from './finished-page.ts'
import { KeptEditions } from './kept-editions.ts'
import { PageCache, type Source } from './page-cache.ts'

describe('addresses', () => {
  test.each([
    ['/', '/'],
    ['/?utm_source=x', '/'],
    ['/?zone=Asia/Kolkata&x=1', '/?zone=Asia%2FKolkata'],
    ['/?zone=Mars/Base', '/'],
    ['/hi', '/hi'],
    ['/hi/schedule?kind=windows&service=dcc', '/hi/schedule?service=dcc&kind=windows'],
    ['/schedule?kind=freezes&kind=windows&kind=windows', '/schedule?kind=freezes&kind=windows'],
    ['/schedule/M-2026-31', '/schedule/M-2026-31'],
    ['/schedule/M-2026-KRTD-2?x', '/schedule/M-2026-KRTD-2'],
    ['/schedule/M-2026-31/calendar.ics', '/schedule/M-2026-31/calendar.ics'],
    ['/schedule.csv?lang=hi&service=dcc&x=1', '/schedule.csv?service=dcc&lang=hi'],
    ['/feeds/abcdefghijkm.signature.ics', null],
    ['/history/2026-11', '/history/2026-11'],
    ['/admin', null],
    ['/schedule/../../etc', null],
    ['/schedule/<script>', null],
    ['/history/2026', null],
    [`/schedule?service=${'x'.repeat(100)}`, null],
    [`/${'x'.repeat(2000)}`, null],
    ['/subscription/abc', null],
    ['/en', null],
  ])('%s is %s', (url, address) => expect(canonicalAddress(url)).toBe(address))
})

describe('finished bytes', () => {
  const mark = 'not-to-be-guessed'
  const html = `<html data-freshness="${freshnessOf(mark)}"><script nonce="${mark}">say("${mark}${freshnessOf(mark)}")</script><link nonce="${mark}"/><script>injected()</script><script src="/x.js" nonce="${mark}"></script><p>पन्ना</p><script id="a" nonce="${mark}" async>2</script></html>`
  const rendered = {
    status: 200,
    contentType: 'text/html; charset=utf-8',
    body: Buffer.from(html),
    edition: 7,
    renderedAt: Date.now(),
    mark,
    links: [],
  }
  const written = (freshness: string) =>
    `<html data-freshness="${freshness}"><script>say("${freshness}")</script><link/><script>injected()</script><script src="/x.js"></script><p>पन्ना</p><script id="a" async>2</script></html>`
  const hash = (script: string) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`
  const policyOf = (variant: Variant) =>
    variant.notModified[variant.notModified.indexOf('Content-Security-Policy') + 1] ?? ''

  test.each(['fresh', 'refreshing', 'away'] as const)(
    '%s: the same in every encoding, marked as it is',
    async (freshness) => {
      const page = await finishPage(rendered)
      const variant = variantOf(page, freshness)
      const body = (encoding: Encoding) => answerOf(page, variant, encoding).body
      expect(body('identity').toString()).toBe(written(freshness))
      expect(gunzipSync(body('gzip')).toString()).toBe(written(freshness))
      expect(brotliDecompressSync(body('br')).toString()).toBe(written(freshness))
      expect(variant.notModified.includes('Warning')).toBe(freshness !== 'fresh')
    },
  )

  test('have another ETag when they differ, and the same one whatever the mark was', async () => {
    const [page, again] = await Promise.all([
      finishPage(rendered),
      finishPage({ ...rendered, body: Buffer.from(html.replaceAll(mark, 'another')), mark: 'another' }),
    ])
    const tags = (['fresh', 'refreshing', 'away'] as const).map((freshness) => variantOf(page, freshness).etag)
    expect(new Set(tags).size).toBe(3)
    expect(variantOf(again, 'fresh').etag).toBe(tags[0])
  })

  test('allow exactly the scripts that the renderer marked', async () => {
    const policy = policyOf(variantOf(await finishPage(rendered), 'fresh'))
    expect(policy).toContain(`script-src 'self' ${hash('say("fresh")')} ${hash('2')}`)
    expect(policy).not.toContain(hash('injected()'))
    expect(policy).not.toContain('unsafe-inline')
    expect(policy).toContain(`default-src 'self';`)
  })

  test.each([
    [undefined, 'identity'],
    ['gzip', 'gzip'],
    ['gzip, deflate, br', 'br'],
    ['br;q=0, gzip', 'gzip'],
    ['identity', 'identity'],
    ['gzip;q=0', 'identity'],
  ])('%s gets %s', (accept, encoding) => expect(encodingFor(accept)).toBe(encoding))
})

describe('the cache', () => {
  let folder: string
  beforeEach(() => {
    folder = temporaryFolder('cache')
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  /** A source whose edition, state and speed a test sets. */
  function source() {
    const state = { edition: 1, up: true, fails: false, delay: 0, link: '/schedule/M-2026-1', renders: [] as string[] }
    const said: string[] = []
    const it: Source = {
      edition: () => state.edition,
      isUp: () => state.up,
      log: (line) => said.push(line),
      async render(address) {
        state.renders.push(address)
        const edition = state.edition
        if (state.delay) await new Promise((resolve) => setTimeout(resolve, state.delay))
        if (state.fails) throw new Error('no')
        return {
          status: address.includes('gone') ? 404 : 200,
          contentType: 'text/html',
          body: Buffer.from(`<html data-freshness="${freshnessOf('mark')}">${address} ${edition} `),
          edition,
          renderedAt: Date.now(),
          mark: 'mark',
          links: [state.link, '/admin'],
        }
      },
    }
    return { state, said, it }
  }
  const bodyOf = (found: Awaited<ReturnType<PageCache['find']>>) =>
    found && variantOf(found.page, found.freshness).body.toString()

  test('many who ask at once cause one render; a rise causes one more', async () => {
    const { state, it } = source()
    const cache = new PageCache(it, new KeptEditions(folder))
    await Promise.all(Array.from({ length: 50 }, () => cache.find('/')))
    expect(state.renders).toEqual(['/'])
    state.edition = 2
    const found = await Promise.all(Array.from({ length: 50 }, () => cache.find('/')))
    expect(state.renders).toEqual(['/', '/'])
    expect(found.every((one) => bodyOf(one)?.includes('/ 2 '))).toBe(true)
  })

  test('while the database is away the last page is given at once, marked; what was never rendered is not there', async () => {
    const { state, it } = source()
    const cache = new PageCache(it, new KeptEditions(folder))
    await cache.find('/')
    state.up = false
    expect(bodyOf(await cache.find('/'))).toContain('data-freshness="away"')
    expect(await cache.find('/freezes')).toBeNull()
    state.up = true
    expect(bodyOf(await cache.find('/'))).toContain('data-freshness="fresh"')
    expect(state.renders).toEqual(['/'])
  })

  test('a render that fails or takes too long leaves the last good page, which says that it is being refreshed', async () => {
    const { state, it } = source()
    const cache = new PageCache(it, new KeptEditions(folder))
    await cache.find('/')
    state.edition = 2
    state.fails = true
    expect(bodyOf(await cache.find('/'))).toMatch(/refreshing.*\/ 1 /)
    state.fails = false
    state.delay = 1500
    expect(bodyOf(await cache.find('/'))).toMatch(/refreshing.*\/ 1 /)
    await expect.poll(async () => bodyOf(await cache.find('/')), { timeout: 4000 }).toMatch(/fresh.*\/ 2 /)
  })

  test('what must always be there, and what / links to, is rendered ahead and survives a restart; strangers cannot push it out', async () => {
    const { state, it } = source()
    const kept = new KeptEditions(folder)
    const cache = new PageCache(it, kept)
    await cache.refresh()
    expect(state.renders).toContain('/schedule/M-2026-1')
    for (let index = 0; index < 900; index++) await cache.find(`/schedule?service=s${index}`)
    state.up = false
    for (const address of ['/', '/hi', '/schedule', '/freezes', '/schedule/M-2026-1'])
      expect(cache.ready(address), address).not.toBeNull()
    expect(cache.ready('/schedule?service=s0')).toBeNull()
    expect(cache.ready('/schedule?service=s899')).not.toBeNull()

    await kept.flush()
    const second = source()
    second.state.up = false
    const after = new PageCache(second.it, new KeptEditions(folder))
    expect(await after.restore()).toBe(true)
    expect(bodyOf(await after.find('/schedule/M-2026-1'))).toContain('data-freshness="away"')
    second.state.up = true
    expect(bodyOf(await after.find('/'))).toContain('data-freshness="fresh"')
  })

  test('what / links to anew is there after one rise, also when a reader asked first; what it leaves is let go', async () => {
    const { state, it } = source()
    const kept = new KeptEditions(folder)
    const cache = new PageCache(it, kept)
    await cache.refresh()
    state.edition = 2
    state.link = '/schedule/M-2026-2'
    await cache.find('/')
    await cache.refresh()
    await kept.flush()
    state.up = false
    expect(cache.ready('/schedule/M-2026-2')).not.toBeNull()
    expect([...(await new KeptEditions(folder).load()).keys()]).toContain('/schedule/M-2026-2')
    expect([...(await new KeptEditions(folder).load()).keys()]).not.toContain('/schedule/M-2026-1')
  })

  test('a process that stops renders nothing more and says nothing of what it cut off; what is there is given', async () => {
    const { state, said, it } = source()
    const cut: (() => void)[] = []
    const render: Source['render'] = (address, deadline) =>
      state.edition === 1
        ? it.render(address, deadline)
        : new Promise((_, reject) => cut.push(() => reject(new Error('socket hang up'))))
    const cache = new PageCache({ ...it, render }, new KeptEditions(folder))
    await cache.refresh()
    const before = state.renders.length
    state.edition = 2
    const refreshing = cache.refresh()
    // More than are rendered at once: some wait for their turn.
    const readers = ['/', '/schedule', '/freezes', '/hi', '/hi/schedule'].map((address) => cache.find(address))
    await expect.poll(() => cut.length).toBe(3)
    cache.close()
    for (const one of cut) one()
    await refreshing
    expect((await Promise.all(readers)).every((found) => found?.freshness === 'refreshing')).toBe(true)
    expect(await cache.find('/schedule?service=s')).toBeNull()
    expect({ said, renders: state.renders.length, cut: cut.length }).toEqual({ said: [], renders: before, cut: 3 })
  })
})

describe('many who ask at once for what was never made', () => {
  let folder: string
  beforeEach(() => {
    folder = temporaryFolder('cache')
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  test('wait in a queue; who finds it full is told so, what is there is given, and what must always be there comes first', async () => {
    const renders: string[] = []
    const waiting: (() => void)[] = []
    let edition = 1
    const cache = new PageCache(
      {
        edition: () => edition,
        isUp: () => true,
        log: () => {},
        render: async (address) => {
          renders.push(address)
          if (address.includes('service')) await new Promise<void>((resolve) => waiting.push(resolve))
          const body = Buffer.from(`<html data-freshness="${freshnessOf('mark')}">`)
          return {
            status: 200,
            contentType: 'text/html',
            body,
            edition,
            renderedAt: Date.now(),
            mark: 'mark',
            links: [],
          }
        },
      },
      new KeptEditions(folder),
    )
    await cache.find('/')
    edition = 2
    const asked = Array.from({ length: 150 }, (_, index) => cache.find(`/schedule?service=s${index}`))
    const full = await Promise.all(asked.slice(63))
    expect(full.every((found) => found === null)).toBe(true)
    // The status page is known from before: it is given, and says that a newer one is being made.
    const status = cache.find('/')
    expect((await status)?.freshness).toBe('refreshing')
    waiting.shift()?.()
    await expect.poll(() => renders.indexOf('/', 1)).toBe(4)
    const rest = (async () => {
      while (renders.length < 65) {
        waiting.shift()?.()
        await new Promise((resolve) => setImmediate(resolve))
      }
      for (const last of waiting) last()
    })()
    expect((await Promise.all(asked.slice(0, 63))).every((found) => found?.freshness === 'fresh')).toBe(true)
    await rest
    expect((await cache.find('/'))?.freshness).toBe('fresh')
  })
})
