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

const aFreeze = /^\/admin\/freezes\/(?!new)[^/?]+$/

/** The first record that a list leads to. */
async function firstOf(page: Page, list: string, pattern: RegExp): Promise<string> {
  await page.goto(list)
  const links = await page.locator('main a').evaluateAll((found) => found.map((one) => one.getAttribute('href') ?? ''))
  return links.find((link) => pattern.test(link)) ?? ''
}

test('what is typed before the page’s script has come stays', async ({ page }) => {
  await signIn(page, people.operator)
  const freeze = await firstOf(page, '/admin/freezes', aFreeze)
  await page.addInitScript(() => {
    const left = new Map([
      ['exceptions.en', 'Typed early'],
      ['firstDay', '2027-03-02'],
      ['lastDay', '2027-03-05'],
      ['startsLocal.date', '2027-02-10'],
      ['startsLocal.time', '12:00'],
      ['endsLocal.date', '2027-02-10'],
      ['endsLocal.time', '13:00'],
    ])
    new MutationObserver(() => {
      for (const [name, typed] of left) {
        const field = document.querySelector<HTMLInputElement>(`main [name="${name}"]`)
        if (!field) continue
        field.value = typed
        left.delete(name)
      }
    }).observe(document, { childList: true, subtree: true })
  })
  await page.goto(freeze)
  const field = page.locator(both('exceptions', 'en'))
  await expect(field).toHaveValue('Typed early')
  // A press that the script answers shows that it has come.
  await page.getByRole('button', { name: 'Save the changes' }).click()
  await expect(page.getByText(/^Saved\./)).toBeVisible()
  await expect(field).toHaveValue('Typed early')

  await page.goto('/admin/freezes/new')
  await expect(page.locator('[name="firstDay"]')).toHaveValue('2027-03-02')
  await expect(page.locator('[name="lastDay"]')).toHaveValue('2027-03-05')

  // What was typed is judged too, as if it had been typed after.
  await page.goto('/admin/windows/new?service=dcc')
  await expect(page.locator('#field-startsLocal-error')).toContainText('lie between 20:00 and 08:00')
  for (const [name, typed] of [
    ['startsLocal.date', '2027-02-10'],
    ['startsLocal.time', '12:00'],
    ['endsLocal.date', '2027-02-10'],
    ['endsLocal.time', '13:00'],
  ] as const)
    await expect(page.locator(`[name="${name}"]`)).toHaveValue(typed)
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
  const freeze = await firstOf(page, '/admin/freezes', aFreeze)
  await keepsHindi(() => formOn(freeze, 'exceptions'), 'exceptions', 'Save the changes')
  const incident = await firstOf(page, '/admin/incidents', /^\/admin\/incidents\/(?!new)[^/?]+$/)
  await keepsHindi(() => formOn(incident, 'title'), 'title', 'Correct')
  const window = await firstOf(page, '/admin/windows', /^\/admin\/windows\/(?!new)[^/?]+$/)
  await keepsHindi(() => formOn(`${window}?step=correct`, 'description'), 'description', 'Correct')
})
