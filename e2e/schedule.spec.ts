import { site } from './support/ports.ts'
import { expect, people, signIn, test } from './support/test.ts'

test.describe('a program', () => {
  const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
  const span = `/api/schedule?start=${inDays(45)}&end=${inDays(200)}`

  test('gets the windows of a span with what they are, and 304 while nothing changed', async ({ request }) => {
    const answer = await request.get(`${span}&service=dcc&environment=production`)
    expect(answer.status()).toBe(200)
    const { events } = await answer.json()
    const planned = events.find((event: { title: string }) => event.title.startsWith('Maintenance'))
    const month = planned.title.slice('Maintenance '.length)
    expect(planned).toEqual({
      id: expect.any(String),
      title: `Maintenance ${month}`,
      start: expect.stringMatching(new RegExp(`^${month}-\\d\\dT(19|20):00:00.000Z$`)),
      end: expect.stringMatching(/T0[12]:00:00.000Z$/),
      kind: 'window',
      state: 'planned',
      reference: expect.stringMatching(/^M-\d{4}-\d+$/),
      service: 'dcc',
      timeZone: 'Europe/London',
      environment: 'production',
      environmentName: 'Production',
      windowKind: 'maintenance',
      urgent: false,
      downtime: true,
      sequence: expect.any(Number),
      url: expect.stringMatching(/^\/schedule\/M-/),
    })
    const { etag = '' } = answer.headers()
    const again = await request.get(`${span}&service=dcc&environment=production`, {
      headers: { 'If-None-Match': etag },
    })
    expect([again.status(), await again.text()]).toEqual([304, ''])
    const other = await request.get(span, { headers: { 'If-None-Match': etag } })
    expect(other.status()).toBe(200)
  })

  test('who is signed in gets their own, never kept for others, and 304 as well', async ({ page, request }) => {
    await signIn(page, people.cityA)
    const span = `/api/schedule?start=${inDays(-30)}&end=${inDays(600)}&service=digit`
    const own = await page.request.get(span)
    expect(await own.text()).toContain('City A')
    expect(own.headers()['cache-control']).toBe('private, no-cache')
    const { etag = '' } = own.headers()
    expect(etag).not.toBe((await request.get(span)).headers().etag)
    const again = await page.request.get(span, { headers: { 'If-None-Match': etag } })
    expect([again.status(), await again.text()]).toEqual([304, ''])
  })

  for (const [asked, code] of [
    ['start=2027-02-01&end=2027-01-01', 'ends-before-start'],
    ['start=2027-01-01&end=2030-01-01', 'too-many-days'],
    ['start=2027-02-30&end=2027-03-01', 'not-a-date'],
    ['start=2027-01-01', 'required'],
    ['', 'required'],
  ]) {
    test(`is told what is wrong with “${asked}”`, async ({ request, page }) => {
      const problem = { status: 422, reasons: expect.arrayContaining([expect.objectContaining({ code })]) }
      await signIn(page, people.cityB)
      for (const client of [request, page.request]) {
        const answer = await client.get(`/api/schedule?${asked}`)
        expect(answer.status()).toBe(422)
        expect(answer.headers()['content-type']).toContain('application/problem+json')
        expect(await answer.json()).toMatchObject(problem)
      }
    })
  }

  test('gets the schedule as a table that follows the filter, from the front', async ({ request, page }) => {
    const answer = await request.get('/schedule.csv?service=dcc')
    expect(answer.headers()['content-type']).toBe('text/csv; charset=utf-8')
    expect(answer.headers()['cache-control']).toContain('public')
    const lines = (await answer.text()).split('\r\n')
    expect(lines[0]).toBe(
      '\ufeffservice,title,starts_local,ends_local,time_zone,kind,note,source,reference,status,starts_utc,ends_utc,environment',
    )
    expect(lines.length).toBeGreaterThan(20)
    await page.goto('/hi/schedule?service=dcc')
    await expect(page.getByRole('link', { name: '.csv डाउनलोड करें' })).toHaveAttribute(
      'href',
      '/schedule.csv?service=dcc&lang=hi',
    )
  })
})

test.describe('on paper', () => {
  /** How many sheets a PDF has, and how large they are: width and height of each, in points. */
  const sheets = (pdf: Buffer) =>
    [...pdf.toString('latin1').matchAll(/\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/g)].map((box) =>
      box.slice(1).map((points) => Math.round(Number(points))),
    )
  const landscape = [842, 595]
  const portrait = [595, 842]

  for (const path of [
    '/schedule?service=dcc&environment=production',
    '/hi/schedule?service=dcc&environment=production',
  ]) {
    test(`${path}: the months on sheet one, the agenda on sheet two`, async ({ page }) => {
      await page.goto(path)
      const pdf = await page.pdf({ preferCSSPageSize: true })
      expect(sheets(pdf)).toEqual([landscape, landscape])

      await page.emulateMedia({ media: 'print' })
      await page.setViewportSize({ width: 1047, height: 726 })
      await expect(page.locator('.month:visible')).toHaveCount(24)
      const months = await page.locator('.months').boundingBox()
      expect((months?.y ?? 0) + (months?.height ?? 0)).toBeLessThan(726)
      await expect(page.locator('.dateline b').first()).toHaveText(/^\d[\d,]*$/)
      await expect(page.locator('.dateline .end')).toContainText(/London|लंदन/)
      await expect(page.locator('.agenda li:visible').first()).toBeVisible()
      await expect(
        page.locator('.views, .filter, .feeds, .year-strip, .tools, .button, select, input').locator('visible=true'),
      ).toHaveCount(0)
    })
  }

  test('all services: the months on one sheet', async ({ page }) => {
    await page.goto('/schedule')
    await page.emulateMedia({ media: 'print' })
    await page.setViewportSize({ width: 1047, height: 726 })
    const months = await page.locator('.months').boundingBox()
    expect((months?.y ?? 0) + (months?.height ?? 0)).toBeLessThan(726)
  })

  test('a month and a week take one sheet each; lists stand upright', async ({ page }) => {
    for (const path of ['/schedule?view=month', '/schedule?view=week', '/hi/schedule?view=month']) {
      await page.goto(path)
      await expect(page.locator('.calendar.drawn')).toBeVisible()
      expect(sheets(await page.pdf({ preferCSSPageSize: true })), path).toEqual([landscape])
      await page.emulateMedia({ media: 'print' })
      await expect(page.locator('.days-table')).toBeVisible()
      await expect(page.locator('.calendar, .days-head a').locator('visible=true')).toHaveCount(0)
      await page.emulateMedia({ media: null })
    }
    for (const path of ['/schedule?view=list', '/freezes']) {
      await page.goto(path)
      expect(new Set(sheets(await page.pdf({ preferCSSPageSize: true })).map(String)), path).toEqual(
        new Set([String(portrait)]),
      )
    }
  })
})

test.describe('the calendar of a tenant', () => {
  test('is made, read by a calendar program, and ended, in both languages', async ({ page, request }) => {
    await signIn(page, people.cityA)
    await page.goto('/schedule?service=digit')
    const box = page.getByRole('region', { name: 'City A’s calendar' })
    await box.getByRole('button', { name: 'Make an address' }).click()
    const address = await box.getByLabel('Feed address').inputValue()
    expect(new URL(address).pathname).toMatch(/^\/feeds\/[\w.-]+\.ics$/)
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await box.getByRole('button', { name: 'Copy the address' }).click()
    await expect(box.getByRole('button', { name: 'Copied' })).toBeVisible()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(address)
    const feed = await request.get(address)
    expect(feed.headers()).toMatchObject({
      'cache-control': 'private, no-store',
      'content-type': /text\/calendar/ as never,
    })
    const text = (await feed.text()).replaceAll('\r\n ', '')
    expect(text).toContain('City A: demo upgrade')
    expect(text).not.toContain('Back-up and export test of City B')

    await page.goto('/hi/schedule?service=digit')
    const same = page.getByRole('region', { name: 'सिटी A का कैलेंडर' })
    expect(await same.getByLabel('फ़ीड का पता').inputValue()).toBe(`${address}?lang=hi`)
    await same.getByRole('button', { name: 'यह पता समाप्त करें' }).click()
    await expect(same.getByRole('button', { name: 'पता बनाएँ' })).toBeVisible()
    const gone = await request.get(address)
    const never = await request.get('/feeds/abcdefghijkm.abcdefghijkmabcdefghijkmabc.ics')
    expect([gone.status(), await gone.text()]).toEqual([never.status(), await never.text()])
    expect(gone.status()).toBe(404)
  })

  test('is nowhere for who belongs to no tenant', async ({ page }) => {
    await page.goto('/schedule')
    await expect(page.getByRole('region', { name: /calendar/ })).toHaveCount(1)
    await signIn(page, people.operator)
    await page.goto('/schedule')
    await expect(page.getByRole('button', { name: 'Make an address' })).toHaveCount(0)
  })

  test('is made and ended without JavaScript as well', async ({ page, browser, request }) => {
    await signIn(page, people.cityB)
    const context = await browser.newContext({
      javaScriptEnabled: false,
      storageState: await page.context().storageState(),
    })
    const plain = await context.newPage()
    await plain.goto(`${site}/schedule?service=digit`)
    const box = plain.getByRole('region', { name: 'City B’s calendar' })
    await box.getByRole('button', { name: 'Make an address' }).click()
    const address = await box.getByLabel('Feed address').inputValue()
    expect((await request.get(address)).status()).toBe(200)
    await box.getByRole('button', { name: 'End this address' }).click()
    await expect(box.getByRole('button', { name: 'Make an address' })).toBeVisible()
    expect((await request.get(address)).status()).toBe(404)
    await context.close()
  })
})
