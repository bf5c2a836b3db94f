import type { BrowserContext, Page } from '@playwright/test'
import { password, site } from './support/ports.ts'
import { expect, people, test } from './support/test.ts'

/** What is guarded about signing in and out, in a browser that runs no script: what works there works before scripts run. */
const withoutScript = async (browser: { newContext: (options: object) => Promise<BrowserContext> }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: site })
  return { context, page: await context.newPage() }
}
const fill = async (page: Page, email: string, typed: string) => {
  await page.getByLabel('Email address').fill(email)
  await page.getByLabel('Password').fill(typed)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

test('signing in posts: nothing typed stands in an address, the address stays, the password does not', async ({
  browser,
}) => {
  const { context, page } = await withoutScript(browser)
  const seen: string[] = []
  page.on('request', (request) => seen.push(request.url(), request.headers().referer ?? ''))
  await page.goto('/admin/sign-in?to=%2Fadmin%2Fwindows%3Flist%3Dover')
  await fill(page, people.auditor, 'wrong & secret')
  await expect(page.locator('.error-summary')).toContainText('The address or the password is wrong.')
  await expect(page.getByLabel('Email address')).toHaveValue(people.auditor)
  await expect(page.getByLabel('Password')).toHaveValue('')
  await expect(page.getByLabel('Password')).toHaveAttribute('aria-describedby', 'field-password-error')
  expect(await page.content()).not.toContain('wrong &amp; secret')
  await fill(page, people.auditor, password)
  await expect(page).toHaveURL('/admin/windows?list=over')
  expect(seen.filter((address) => /secret|correct|ada@|ada%40/.test(address))).toEqual([])
  await context.close()
})

test('signing out ends the session: the old cookie opens nothing', async ({ browser }) => {
  const { context, page } = await withoutScript(browser)
  await page.goto('/admin/sign-in')
  await fill(page, people.auditor, password)
  await expect(page).toHaveURL('/admin')
  const old = await context.cookies()
  await page.goto('/schedule')
  await page.getByRole('contentinfo').getByRole('button', { name: 'Sign out' }).click()
  await expect(page).toHaveURL('/')
  expect((await context.cookies()).map(({ name }) => name)).not.toContain('almanac.session')
  await context.addCookies(old)
  await page.goto('/admin')
  await expect(page).toHaveURL(/sign-in/)
  const session = await page.request.get('/api/auth/session')
  expect(await session.json()).toEqual({})
  await context.close()
})

test('who is signed in and is no staff is told so, and led nowhere else', async ({ browser }) => {
  const { context, page } = await withoutScript(browser)
  await page.goto('/admin/sign-in?to=%2F%09%2Fhost.example%2F')
  await fill(page, people.cityB, password)
  await expect(page).toHaveURL('/')
  await page.goto('/admin/windows')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This page is for staff.')
  await expect(page.getByText('You are signed in as Bala')).toBeVisible()
  await fill(page, people.auditor, password)
  await expect(page).toHaveURL('/admin/windows')
  await context.close()
})
