import { test as base, type Cookie, expect, type Locator, type Page } from '@playwright/test'
import type { ArrivedMail } from './mail-server.ts'
import { password, ports } from './ports.ts'

/** Fails a test in which a page logs an error or throws one; a refused form is no error. */
export const test = base.extend<{ strictConsole: undefined }>({
  strictConsole: [
    async ({ page }, use) => {
      const errors: string[] = []
      page.on('pageerror', (error) => errors.push(error.message))
      // A refused sign-in and a page that is not there are answers; the sandbox of a mail's frame stops the test tool itself.
      const expected = /status of (401|404)|Blocked script execution in 'about:srcdoc'/
      page.on('console', (message) => {
        if (message.type() === 'error' && !expected.test(message.text())) errors.push(message.text())
      })
      await use(undefined)
      expect(errors).toEqual([])
    },
    { auto: true },
  ],
})
export { expect }

export const people = {
  operator: 'olive@almanac.example',
  scheduler: 'priya@almanac.example',
  mashme: 'rosa@almanac.example',
  digit: 'nikhil@almanac.example',
  approver: 'grace@almanac.example',
  auditor: 'ada@almanac.example',
  cityA: 'asha@citya.example',
  cityB: 'bala@cityb.example',
}

const sessions = new Map<string, Cookie[]>()

/**
 * Makes a page one of the demo's people's. A person signs in once in a worker and keeps the session: so many sign-ins
 * from one address would be refused, as they should.
 */
export async function signIn(page: Page, email: string): Promise<void> {
  const kept = sessions.get(email)
  if (kept) return page.context().addCookies(kept)
  await page.goto('/admin/sign-in')
  await page.getByLabel('Email address').fill(email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL((url) => !url.pathname.includes('sign-in'))
  sessions.set(email, await page.context().cookies())
}

/** The mails that an address has got, oldest first. */
export async function mailsTo(address: string): Promise<ArrivedMail[]> {
  const answer = await fetch(`http://localhost:${ports.mails}/?to=${encodeURIComponent(address)}`)
  return answer.json()
}

/** Waits until an address has so many mails and gives the last of them. */
export async function mailNumber(address: string, count: number): Promise<ArrivedMail> {
  await expect.poll(async () => (await mailsTo(address)).length).toBeGreaterThanOrEqual(count)
  const mail = (await mailsTo(address))[count - 1]
  if (!mail) throw new Error('no mail')
  return mail
}

/** A link in a mail that leads to a path of the site. */
export function linkIn(mail: ArrivedMail, path: RegExp): string {
  const found = [...mail.html.matchAll(/href="([^"]+)"/g)]
    .map((match) => (match[1] ?? '').replaceAll('&amp;', '&'))
    .find((href) => path.test(new URL(href).pathname))
  if (!found) throw new Error(`no link to ${path} in “${mail.subject}”`)
  return found
}

/** An address that no other test uses. */
export const freshAddress = (name: string) => `${name}-${Math.random().toString(36).slice(2, 10)}@reader.example`

/** What a reader finds on the page, who reloads it until it is there: a busy machine may show the edition before first. */
export async function reloaded(reader: Page, found: Locator): Promise<void> {
  await expect(async () => {
    await reader.reload()
    expect(await found.isVisible()).toBe(true)
  }).toPass()
}
