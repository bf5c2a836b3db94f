import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, people, signIn, test } from './support/test.ts'

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
type Look = { locale: 'en' | 'hi'; width: 360 | 1440; colorScheme: 'light' | 'dark' }
/** Every width, theme and language, and each two of them together. */
const looks: Look[] = [
  { locale: 'en', width: 360, colorScheme: 'light' },
  { locale: 'en', width: 1440, colorScheme: 'dark' },
  { locale: 'hi', width: 360, colorScheme: 'dark' },
  { locale: 'hi', width: 1440, colorScheme: 'light' },
]
/** Every width, theme and language of a screen of staff; each two of them together on every second one. */
const staffLooks = (nth: number): Look[] =>
  nth % 2
    ? [
        { locale: 'en', width: 1440, colorScheme: 'light' },
        { locale: 'hi', width: 360, colorScheme: 'dark' },
      ]
    : [
        { locale: 'en', width: 360, colorScheme: 'light' },
        { locale: 'hi', width: 1440, colorScheme: 'dark' },
      ]
const open = [
  '/',
  '/schedule',
  '/schedule?service=dcc',
  '/schedule?view=list',
  '/schedule?view=month',
  '/schedule?view=week',
  '/freezes',
  '/history',
  '/subscribe',
  '/subscription/confirm/void',
  '/subscription/void',
  '/subscription/end/void',
  '/nonsense',
  '/admin/sign-in',
]
const staff = [
  '/admin',
  '/admin/windows',
  '/admin/windows/new',
  '/admin/incidents',
  '/admin/incidents/new',
  '/admin/planner',
  '/admin/planner?environment=uit-a',
  '/admin/freezes',
  '/admin/freezes/new',
  '/admin/statuses',
  '/admin/subscribers',
  '/admin/outbox',
  '/admin/policies',
  '/admin/policies/dcc',
  '/admin/policies/mashme',
  '/admin/holidays',
  '/admin/holidays?of=dcc',
  '/admin/audit',
  '/admin/import',
]

async function check(page: Page, path: string, seen = looks): Promise<void> {
  for (const { locale, width, colorScheme } of seen) {
    const address = locale === 'en' ? path : path === '/' ? '/hi' : `/hi${path}`
    const { pathname, search } = new URL(page.url())
    if (pathname + search !== address) {
      await page.goto(address)
      await page.locator('h1').first().waitFor()
      // What is folded is looked at too.
      for (const fold of await page.locator('.row-fold > summary').all()) await fold.click()
    }
    await page.setViewportSize({ width, height: 900 })
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    // No page has frames of others: axe need not open a page of its own to gather what it found in them.
    const { violations } = await new AxeBuilder({ page }).withTags(rules).setLegacyMode().analyze()
    expect(
      violations.map(
        ({ id, nodes }) =>
          `${id}: ${nodes
            .slice(0, 3)
            .map((node) => node.target.join(' '))
            .join(', ')}`,
      ),
      `${path} in ${locale} at ${width}, ${colorScheme}`,
    ).toEqual([])
    if (locale === 'hi') {
      expect(await page.title(), `what the browser calls ${path}`).toMatch(/[\u0900-\u097f]|^Almanac$/)
      expect(await page.locator('main').textContent(), `a source on ${path}`).not.toContain('Preset')
    }
    const squeezed = await page
      .locator('select:visible')
      .evaluateAll((all) => all.filter((one) => one.clientWidth < 64).map((one) => one.id))
    expect(squeezed, `${path}: what is chosen can't be read at ${width}`).toEqual([])
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect(overflow, `${path} scrolls sideways at ${width}`).toBeLessThanOrEqual(0)
  }
}

for (const path of open) {
  test(`${path}, in both languages`, async ({ page }) => {
    await check(page, path)
  })
}

test('records of a window and an incident, in both languages', async ({ page }) => {
  await page.goto('/')
  const links = await page
    .locator('main a')
    .evaluateAll((all) => all.map((link) => new URL((link as HTMLAnchorElement).href).pathname))
  for (const kind of ['/schedule/M-', '/incidents/I-']) {
    const record = links.find((path) => path.startsWith(kind)) ?? ''
    expect(record).not.toBe('')
    await check(page, record)
  }
})

for (const [nth, path] of staff.entries()) {
  test(`${path}, in both languages`, async ({ page }) => {
    await signIn(page, people.operator)
    await check(page, path, staffLooks(nth))
  })
}

test('a freeze of staff with what lies inside it', async ({ page }) => {
  await signIn(page, people.operator)
  await page.goto('/admin/freezes')
  await page
    .getByRole('link', { name: /SEC Release .* freeze/ })
    .first()
    .click()
  await expect(page.getByRole('heading', { name: /inside it/ })).toBeVisible()
  const path = new URL(page.url()).pathname
  await check(page, path)
  await check(page, `/admin/freezes/new?rule=christmas&year=${new Date().getUTCFullYear() + 1}`, staffLooks(0))
})

test('a window of staff with each step open', async ({ page }) => {
  await signIn(page, people.operator)
  await page.goto('/admin/windows')
  await page
    .getByRole('link', { name: 'SEC Release November' })
    .or(page.getByRole('link', { name: /SEC Release/ }))
    .first()
    .click()
  const path = new URL(page.url()).pathname
  await check(page, path)
  const steps = ['reschedule', 'update', 'cancel', 'correct', 'checkpoint', 'start']
  for (const [nth, step] of steps.entries()) await check(page, `${path}?step=${step}`, staffLooks(nth))
})
