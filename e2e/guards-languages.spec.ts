import type { Locator, Page } from '@playwright/test'
import { expect, people, signIn, test } from './support/test.ts'

const both = (name: string, language: 'en' | 'hi') => `[name="${name}.${language}"]`

/** Writes a text in both languages and saves, then changes the English alone and saves: the Hindi is there still. */
async function keepsHindi(form: () => Promise<Locator>, name: string, save: string): Promise<void> {
  for (const [english, hindi] of [
    ['Both are written', 'दोनों लिखे गए'],
    ['The English alone is mended', null],
  ] as const) {
    const fields = await form()
    // A field of several lines is written anew while the script takes it over: `fill` would write into the midst of it.
    await expect
      .poll(() => fields.evaluate((one) => Object.keys(one).some((key) => key.startsWith('__reactProps'))))
      .toBe(true)
    await fields.locator(both(name, 'en')).fill(english)
    if (hindi) await fields.locator(both(name, 'hi')).fill(hindi)
    await fields.getByRole('button', { name: save, exact: true }).click()
    await expect(async () => {
      const stored = await form()
      expect(await stored.locator(both(name, 'en')).inputValue()).toBe(english)
      expect(await stored.locator(both(name, 'hi')).inputValue()).toBe('दोनों लिखे गए')
    }).toPass()
  }
}

const inDays = (ahead: number) => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10)

/** Types, chooses and ticks as soon as the fields are there, before any script of the page has run. */
async function beforeTheScript(page: Page, said: Record<string, string | true>): Promise<void> {
  await page.addInitScript((said) => {
    const left = new Map(Object.entries(said))
    new MutationObserver(() => {
      for (const [where, typed] of left) {
        const field = document.querySelector<HTMLInputElement | HTMLSelectElement>(`main ${where}`)
        if (!field) continue
        if (field instanceof HTMLSelectElement) {
          const option = [...field.options].find(({ label }) => label.trim() === typed)
          if (!option) continue
          option.selected = true
        } else if (typed === true) field.checked = true
        else field.value = typed
        left.delete(where)
      }
    }).observe(document, { childList: true, subtree: true })
  }, said)
}

/** A freeze of these tests alone, of days and a service that no other journey looks at: its address. */
async function ownFreeze(page: Page, title: string): Promise<string> {
  const days = ['First day', 'Last day'] as const
  await page.goto('/admin/freezes/new')
  await page.getByLabel('Service', { exact: true }).selectOption('Mojaloop hub')
  await page.getByLabel('Title, English').fill(title)
  for (const [index, label] of days.entries()) await page.getByLabel(label).fill(inDays(500 + index))
  await page.getByRole('button', { name: /^Publish/ }).click()
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
  return new URL(page.url()).pathname
}

/** The last record that a list leads to: other journeys work on the first ones. */
async function lastOf(page: Page, list: string, pattern: RegExp): Promise<string> {
  await page.goto(list)
  const links = await page.locator('main a').evaluateAll((found) => found.map((one) => one.getAttribute('href') ?? ''))
  return links.findLast((link) => pattern.test(link)) ?? ''
}

test('what is typed before the page’s script has come stays', async ({ page }) => {
  await signIn(page, people.operator)
  const freeze = await ownFreeze(page, 'Typed before the script')
  const year = new Date().getUTCFullYear() + 1
  const days = { first: inDays(480), last: inDays(483), february: `${year}-02-10` }
  await beforeTheScript(page, {
    '[name="exceptions.en"]': 'Typed early',
    '[name="firstDay"]': days.first,
    '[name="lastDay"]': days.last,
    '[name="startsLocal.date"]': days.february,
    '[name="startsLocal.time"]': '12:00',
    '[name="endsLocal.date"]': days.february,
    '[name="endsLocal.time"]': '13:00',
  })
  await page.goto(freeze)
  const field = page.locator(both('exceptions', 'en'))
  await expect(field).toHaveValue('Typed early')
  // Of the days that were typed it is said what lies inside: the script has come.
  await expect(page.getByRole('region', { name: 'Windows inside' }).getByRole('status')).toContainText('would lie')
  await page.getByRole('button', { name: 'Save the changes' }).click()
  await expect(page.getByText(/^Saved\./)).toBeVisible()
  await expect(field).toHaveValue('Typed early')

  await page.goto('/admin/freezes/new')
  await expect(page.locator('[name="firstDay"]')).toHaveValue(days.first)
  await expect(page.locator('[name="lastDay"]')).toHaveValue(days.last)

  // What was typed is judged too, as if it had been typed after.
  await page.goto('/admin/windows/new?service=dcc')
  await expect(page.locator('#field-startsLocal-error')).toContainText('lie between 20:00 and 08:00')
  for (const [name, typed] of [
    ['startsLocal.date', days.february],
    ['startsLocal.time', '12:00'],
    ['endsLocal.date', days.february],
    ['endsLocal.time', '13:00'],
  ] as const)
    await expect(page.locator(`[name="${name}"]`)).toHaveValue(typed)
})

test('what is chosen and ticked before the page’s script has come stays, and counts', async ({ page }) => {
  await signIn(page, people.operator)
  await beforeTheScript(page, {
    '[name="count"]': '7',
    '.cadence select': 'months',
    '.nights input:not(:checked)': true,
  })
  await page.goto('/admin/planner')
  const nights = page.locator('.nights input:checked')
  await expect(nights).toHaveCount(2)
  // The plan is another than these fields ask for, which the script says.
  await expect(page.getByText('The settings have changed since these days were chosen.')).toBeVisible()
  await expect(nights).toHaveCount(2)
  await expect(page.locator('.cadence select')).toHaveValue('months')
  await expect(page.locator('[name="count"]')).toHaveValue('7')

  await beforeTheScript(page, {
    'select[name="serviceId"]': 'Mojaloop hub',
    'select[name="kind"]': 'Release freeze',
    'select[name="environmentId"]': 'UIT-A',
    'select[name="severity"]': 'Low severity',
    '[name="audience"][value="internal"]': true,
    '[name="hasDowntime"][value="no"]': true,
    '[name="migration"]': true,
    '[name="services"]:not([value="*"])': true,
  })
  const chosen = (name: string) => page.locator(`main select[name="${name}"] option:checked`)
  await page.goto('/admin/freezes/new')
  // The field of a release is there for this kind only, and nothing but the script brings it.
  await expect(page.locator('[name="releaseId"]')).toBeVisible()
  await expect(chosen('kind')).toHaveText('Release freeze')
  await expect(chosen('serviceId')).toHaveText('Mojaloop hub')

  await page.goto('/admin/windows/new?service=dcc')
  await expect(page.locator('[name="downtime.from"]')).toHaveCount(0)
  await expect(page.locator('[name="hasDowntime"][value="no"]')).toBeChecked()
  await expect(page.locator('[name="migration"]')).toBeChecked()
  await expect(chosen('serviceId')).toHaveText('Mojaloop hub')

  await page.goto('/admin/incidents/new')
  await expect(page.locator('.who-sees').filter({ hasText: 'staff' })).toBeVisible()
  await expect(chosen('severity')).toHaveText('Low severity')

  await page.goto('/subscribe')
  // Some instead of all.
  await expect(page.locator('[name="services"][value="*"]')).not.toBeChecked()
  await expect(page.locator('[name="services"]').nth(1)).toBeChecked()
})

test('a language that is not touched is kept: of a freeze, an incident, a window that is corrected', async ({
  page,
}) => {
  await signIn(page, people.operator)
  const formOn = async (address: string, name: string) => {
    await page.goto(address)
    const form = page.locator('form').filter({ has: page.locator(both(name, 'en')) })
    const fold = page.locator('details').filter({ has: form })
    if (await fold.count()) await fold.evaluate((details: HTMLDetailsElement) => details.setAttribute('open', ''))
    return form
  }
  const freeze = await ownFreeze(page, 'In two languages')
  await keepsHindi(() => formOn(freeze, 'exceptions'), 'exceptions', 'Save the changes')
  const incident = await lastOf(page, '/admin/incidents', /^\/admin\/incidents\/(?!new)[^/?]+$/)
  await keepsHindi(() => formOn(incident, 'title'), 'title', 'Correct')
  const window = await lastOf(page, '/admin/windows', /^\/admin\/windows\/(?!new)[^/?]+$/)
  await keepsHindi(() => formOn(`${window}?step=correct`, 'description'), 'description', 'Correct')
})
