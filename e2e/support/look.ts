import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'
import { findRoute, type RouteName } from '#lib/routes.ts'

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
export type Look = { locale: 'en' | 'hi'; width: 360 | 1440; colorScheme: 'light' | 'dark' }
/** Every width, theme and language, and each two of them together. */
const looks: Look[] = [
  { locale: 'en', width: 360, colorScheme: 'light' },
  { locale: 'en', width: 1440, colorScheme: 'dark' },
  { locale: 'hi', width: 360, colorScheme: 'dark' },
  { locale: 'hi', width: 1440, colorScheme: 'light' },
]
/** Every width, theme and language of a screen of staff; each two of them together on every second one. */
export const staffLooks = (nth: number): Look[] =>
  nth % 2
    ? [
        { locale: 'en', width: 1440, colorScheme: 'light' },
        { locale: 'hi', width: 360, colorScheme: 'dark' },
      ]
    : [
        { locale: 'en', width: 360, colorScheme: 'light' },
        { locale: 'hi', width: 1440, colorScheme: 'dark' },
      ]
/** The pages that this worker has looked at. */
export const lookedAt = new Set<RouteName>()

/** A page in each look: no fault that axe finds, nothing chosen that can't be read, nothing that scrolls sideways. */
export async function look(page: Page, path: string, seen = looks): Promise<void> {
  for (const { locale, width, colorScheme } of seen) {
    const address = locale === 'en' ? path : path === '/' ? '/hi' : `/hi${path}`
    const { pathname, search } = new URL(page.url())
    if (pathname + search !== address) {
      await page.goto(address)
      await page.locator('h1').first().waitFor()
      // What is folded is looked at too.
      for (const fold of await page.locator('.row-fold > summary').all()) await fold.click()
    }
    const route = findRoute(new URL(page.url()).pathname)?.route.name
    if (route) lookedAt.add(route)
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
