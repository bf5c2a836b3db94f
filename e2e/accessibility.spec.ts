import type { Page } from '@playwright/test'
import { allRoutes, paths } from '#lib/routes.ts'
import { look, lookedAt, staffLooks } from './support/look.ts'
import { expect, people, signIn, test } from './support/test.ts'

/** Every page of the table of addresses; the kit is none where pages are served to readers. */
const pages = allRoutes.filter((route) => !route.anyLanguage && route.path !== paths.kit)
/** Those whose address names nothing, with what else some of them show; the others are looked at where they are reached. */
const plain = (staff: boolean) =>
  pages.filter((route) => Boolean(route.signedIn) === staff && !route.path.includes(':')).map((route) => route.path)
const open = [
  ...plain(false),
  ...['service=dcc', 'view=list', 'view=month', 'view=week'].map((query) => `${paths.schedule}?${query}`),
  ...['/subscription/confirm/void', '/subscription/void', '/subscription/end/void', '/nonsense'],
]
const staff = [
  ...plain(true),
  ...['/admin/planner?environment=uit-a', '/admin/policies/dcc', '/admin/policies/mashme', '/admin/holidays?of=dcc'],
]

/** Where the first link to a record of a kind leads, from a page. */
async function first(page: Page, from: string, link: RegExp): Promise<string> {
  await page.goto(from)
  const links = await page
    .locator('main a')
    .evaluateAll((all) => all.map((one) => new URL((one as HTMLAnchorElement).href).pathname))
  const found = links.find((path) => link.test(path)) ?? ''
  expect(found, `a link from ${from}`).not.toBe('')
  return found
}

for (const path of open) {
  test(`${path}, in both languages`, async ({ page }) => {
    await look(page, path)
  })
}

test('records of a window and an incident, and a month, in both languages', async ({ page }) => {
  const records = [await first(page, '/', /^\/schedule\/M-/), await first(page, '/', /^\/incidents\/I-/)]
  for (const path of records) await look(page, path)
  await look(page, await first(page, paths.history, /^\/history\/\d/), staffLooks(0))
})

for (const [nth, path] of staff.entries()) {
  test(`${path}, in both languages`, async ({ page }) => {
    await signIn(page, people.operator)
    await look(page, path, staffLooks(nth))
  })
}

test('an incident of staff, and the mail of a notice', async ({ page }) => {
  await signIn(page, people.operator)
  const incident = await first(page, paths.incidents, /^\/admin\/incidents\/(?!new)/)
  await look(page, incident, staffLooks(0))
  await look(page, await first(page, paths.outbox, /^\/admin\/outbox\/./), staffLooks(1))
})

test('a freeze of staff with what lies inside it', async ({ page }) => {
  await signIn(page, people.operator)
  await page.goto('/admin/freezes')
  await page
    .getByRole('link', { name: /SEC Release .* freeze/ })
    .first()
    .click()
  await expect(page.getByRole('heading', { name: /inside it/ })).toBeVisible()
  const path = new URL(page.url()).pathname
  await look(page, path)
  await look(page, `/admin/freezes/new?rule=christmas&year=${new Date().getUTCFullYear() + 1}`, staffLooks(0))
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
  await look(page, path)
  const steps = ['reschedule', 'update', 'cancel', 'correct', 'checkpoint', 'start']
  for (const [nth, step] of steps.entries()) await look(page, `${path}?step=${step}`, staffLooks(nth))
  for (const [nth, part] of ['edit', 'preview', 'waiver?code=frozen'].entries())
    await look(page, `${path}/${part}`, staffLooks(nth))
})

test('every page has been looked at', () => {
  // A plan that is published shows its own page: the journeys of the planner, which publish one, read it.
  const forgotten = pages.filter(({ name }) => name !== 'publishedPlan' && !lookedAt.has(name))
  expect(forgotten.map(({ path }) => path)).toEqual([])
})
