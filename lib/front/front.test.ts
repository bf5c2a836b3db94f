import { rm } from 'node:fs/promises'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { temporaryFolder } from '#lib/server/temporary-folder.ts'
import { canonicalAddress, linkedAddresses } from './address.ts'
import { encodingFor, finishPage } from './finished-page.ts'
import { policyForBytes } from './headers.ts'
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

  test('links of a page that can be kept', () => {
    expect(
      linkedAddresses(
        '<a href="/schedule/M-2026-1">x</a><a class="b" href="/hi/freezes?zone=UTC&amp;x=1">y</a><a href="/admin">z</a><a href="https://e.example/">w</a>',
      ),
    ).toEqual(['/schedule/M-2026-1', '/hi/freezes?zone=UTC'])
  })
})

describe('finished bytes', () => {
  const html = '<html data-freshness="fresh"><script>alert(1)</script><script src="/x.js"></script><p>पन्ना</p></html>'
  const rendered = {
    status: 200,
    contentType: 'text/html; charset=utf-8',
    body: Buffer.from(html),
    edition: 7,
    renderedAt: Date.now(),
  }

  test('are the same in every encoding, with one mark more when stale, and another ETag', async () => {
    const page = await finishPage(rendered)
    expect(gunzipSync(page.fresh.answers.gzip.body).toString()).toBe(html)
    expect(brotliDecompressSync(page.fresh.answers.br.body).toString()).toBe(html)
    expect(page.stale.answers.identity.body.toString()).toBe(html.replace('"fresh"', '"stale"'))
    expect(page.stale.etag).not.toBe(page.fresh.etag)
  })

  test('allow exactly the inline scripts that are in them', () => {
    const policy = policyForBytes(html)
    expect(policy).toContain(`script-src 'self' 'sha256-`)
    expect(policy.match(/sha256-/g)).toHaveLength(1)
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
    const it: Source = {
      edition: () => state.edition,
      isUp: () => state.up,
      log: () => {},
      async render(address) {
        state.renders.push(address)
        const edition = state.edition
        if (state.delay) await new Promise((resolve) => setTimeout(resolve, state.delay))
        if (state.fails) throw new Error('no')
        return {
          status: address.includes('gone') ? 404 : 200,
          contentType: 'text/html',
          body: Buffer.from(`<html data-freshness="fresh">${address} ${edition} <a href="${state.link}">w</a>`),
          edition,
          renderedAt: Date.now(),
        }
      },
    }
    return { state, it }
  }
  const bodyOf = (found: Awaited<ReturnType<PageCache['find']>>) =>
    (found?.stale ? found.page.stale : found?.page.fresh)?.answers.identity.body.toString()

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
    expect(bodyOf(await cache.find('/'))).toContain('data-freshness="stale"')
    expect(await cache.find('/freezes')).toBeNull()
    state.up = true
    expect(bodyOf(await cache.find('/'))).toContain('data-freshness="fresh"')
    expect(state.renders).toEqual(['/'])
  })

  test('a render that fails or takes too long leaves the last good page, marked', async () => {
    const { state, it } = source()
    const cache = new PageCache(it, new KeptEditions(folder))
    await cache.find('/')
    state.edition = 2
    state.fails = true
    expect(bodyOf(await cache.find('/'))).toMatch(/stale.*\/ 1 /)
    state.fails = false
    state.delay = 1500
    const started = Date.now()
    expect(bodyOf(await cache.find('/'))).toMatch(/stale.*\/ 1 /)
    expect(Date.now() - started).toBeLessThan(1000)
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
    expect(bodyOf(await after.find('/schedule/M-2026-1'))).toContain('data-freshness="stale"')
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
})
