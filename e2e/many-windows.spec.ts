import { request as ask } from 'node:http'
import { addDays } from '#lib/time.ts'
import { publishWindows } from './support/many-windows.ts'
import { freshFolder, removeFolder, startServer, type TestServer } from './support/server.ts'
import { expect, test } from './support/test.ts'

let almanac: TestServer
let folder: string
test.beforeAll(async () => {
  folder = await freshFolder()
  almanac = await startServer({}, folder)
  await publishWindows(await almanac.databaseUrl(), 5000)
})
test.afterAll(async () => {
  await almanac.stop()
  await removeFolder(folder)
})

const nextYear = new Date().getUTCFullYear() + 1

/** How many bytes a page takes on the wire. */
const bytes = (path: string, encoding: string) =>
  new Promise<number>((resolve, reject) => {
    ask(almanac.url + path, { headers: { 'Accept-Encoding': encoding } }, (answer) => {
      let sum = 0
      answer.on('data', (part) => {
        sum += part.length
      })
      answer.on('end', () => resolve(answer.headers['content-encoding'] === encoding ? sum : Number.NaN))
    })
      .on('error', reject)
      .end()
  })

test('5,000 windows: the schedule and its list stay small', async () => {
  await expect.poll(async () => (await (await fetch(`${almanac.url}/schedule`)).text()).includes('5,0')).toBe(true)
  const month = `/schedule?view=month&from=${nextYear}-03-01`
  for (const path of ['/schedule', '/hi/schedule', '/schedule?service=dcc', '/schedule?view=list', month])
    for (const encoding of ['gzip', 'br'])
      expect(await bytes(path, encoding), `${path} ${encoding}`).toBeLessThan(150_000)
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('days show how many there are, the next 50 are listed, and the list goes on to the end of two years', async ({
    page,
  }) => {
    await page.goto(`${almanac.url}/schedule`)
    await expect(page.locator('.month')).toHaveCount(24)
    await expect(
      page
        .locator('.month')
        .nth(12)
        .locator('.letter', { hasText: /^[5-9]$/ })
        .first(),
    ).toBeVisible()
    await expect(page.locator('.agenda li')).toHaveCount(50)

    await page.locator('.month').nth(12).locator('.days a').nth(9).click()
    const listed = page.locator('.agenda li')
    await expect(listed.first()).toHaveAttribute('id', new URL(page.url()).hash.slice(1))
    const from = new URL(page.url()).searchParams.get('from') ?? ''
    expect(await listed.count()).toBeLessThan(70)
    await page.getByRole('link', { name: /^Later: from/ }).click()
    const later = new URL(page.url()).searchParams.get('from') ?? ''
    expect(later > from).toBe(true)
    await page.getByRole('link', { name: /^Earlier: from/ }).click()
    await expect(page.locator(`#d-${addDays(later, -1)}`)).toBeVisible()

    await page.goto(`${almanac.url}/schedule?view=list&from=2199-01-01`)
    await page.getByRole('link', { name: /^Earlier: from/ }).click()
    await expect(page.getByRole('link', { name: /^Later: from/ })).toHaveCount(0)
    await expect(listed.first()).toBeVisible()
  })

  test('a day of the month shows five and leads to the list of the others', async ({ page }) => {
    await page.goto(`${almanac.url}/schedule?view=month&from=${nextYear}-03-01`)
    const day = page
      .getByRole('cell')
      .filter({ has: page.getByRole('link', { name: /^\d+ more / }) })
      .nth(9)
    await expect(day.getByRole('listitem').filter({ has: page.getByRole('link') })).toHaveCount(5)
    const more = day.getByRole('link', { name: /^\d+ more / })
    const rest = Number.parseInt((await more.textContent()) ?? '', 10)
    await more.click()
    const on = new URL(page.url()).searchParams.get('from') ?? ''
    await expect(page.locator(`#d-${on}`)).toBeVisible()
    expect(await page.locator(`.agenda li:has(time[datetime^="${on}"])`).count()).toBe(5 + rest)
  })
})
