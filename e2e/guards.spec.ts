import { expect, test } from '@playwright/test'
import pg from 'pg'
import { allRoutes, inLanguage } from '#lib/routes.ts'
import { freshFolder, removeFolder, startServer, type TestServer } from './support/server.ts'
import { mutate, sendLarge, signIn } from './trial/mutations.ts'

/** Short versions of what `npm run trial -- mutations` counts, with a fixed seed, and what strangers may not cause. */
test.describe.configure({ mode: 'serial' })
test.setTimeout(180_000)

let folder: string
let server: TestServer
test.beforeAll(async () => {
  folder = await freshFolder()
  server = await startServer({ WORKER: 'off', ADMIN_PASSWORD: 'correct horse battery' }, folder)
})
test.afterAll(async () => {
  await server?.stop()
  await removeFolder(folder)
})

test('whatever is sent to whichever entrance: no fault, nothing stored, at most one line each', async () => {
  const { statuses, faults, lines, changed } = await mutate(server, 400, 8)
  expect(faults).toEqual([])
  expect(changed).toEqual([])
  expect(lines.length).toBeLessThanOrEqual(400)
  expect(lines.filter((line) => !/^\d{4}-\d\d-\d\dT[\d:.]+Z /.test(line))).toEqual([])
  // It is no test of one answer.
  expect(Object.keys(statuses)).toEqual(expect.arrayContaining(['200', '400', '403', '404', '405', '415']))
})

test('bodies that are too large are refused as they come, whoever takes something', async () => {
  const { answers } = await sendLarge(server, 50 * 2 ** 20)
  expect(answers).toEqual(['403', '413', '413', '413', '411'])
})

test('readers of what was never made wait in a queue or hear that it is busy; strangers are served from memory all the while', async () => {
  const many = Array.from({ length: 150 }, (_, index) => fetch(`${server.url}/schedule?service=none-${index}`))
  const status = await fetch(server.url)
  expect([status.status, await status.text()]).toEqual([200, expect.stringContaining('data-freshness="fresh"')])
  for (const answer of await Promise.all(many)) {
    const text = await answer.text()
    if (answer.status === 200) continue
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5'])
    expect(text).toContain('Many people are reading just now.')
  }
})

test('while the database is busy every page of the desk says so, in the language of its reader', async () => {
  const cookie = await signIn(server)
  const blocker = new pg.Client({ connectionString: (await server.databaseUrl()).replace('//almanac@', '//postgres@') })
  await blocker.connect()
  try {
    await blocker.query('begin')
    await blocker.query('lock table windows in access exclusive mode')
    const desk = allRoutes.filter(({ signedIn, anyLanguage }) => signedIn && !anyLanguage)
    const answers = desk.map(async ({ path }, index) => {
      const locale = index % 2 ? 'hi' : 'en'
      const answer = await fetch(server.url + inLanguage(locale, path.replace(/:\w+/, 'x')), { headers: { cookie } })
      const words = locale === 'hi' ? 'इस समय बहुत लोग पढ़ रहे हैं।' : 'Many people are reading just now.'
      return [path, answer.status, answer.headers.get('retry-after'), (await answer.text()).includes(words)]
    })
    expect(await Promise.all(answers)).toEqual(desk.map(({ path }) => [path, 503, '5', true]))
  } finally {
    await blocker.end()
  }
})

test('what the status page leads to is kept from the start on', async ({ page }) => {
  await page.goto(server.url)
  const links = await page
    .locator('main a[href^="/schedule/"], main a[href^="/incidents/"]')
    .evaluateAll((found) => [...new Set(found.map((one) => one.getAttribute('href') ?? ''))])
  expect(links.length).toBeGreaterThan(2)
  const { KeptEditions } = await import('#lib/front/kept-editions.ts')
  await expect
    .poll(async () => [...(await new KeptEditions(`${folder}/editions`).load()).keys()])
    .toEqual(expect.arrayContaining(links))
})
