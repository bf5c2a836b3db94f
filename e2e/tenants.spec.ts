import { expect, people, signIn, test } from './support/test.ts'

const addresses = [
  '/',
  '/schedule',
  '/schedule?view=list',
  '/schedule?service=digit',
  '/schedule?service=digit&view=list',
  '/schedule?view=month',
  '/schedule?view=week',
  '/history',
  '/freezes',
  '/schedule.ics',
  '/schedule.ics?service=digit',
  '/schedule.csv',
  '/schedule.csv?service=digit&lang=hi',
  '/api/schedule?start=2026-01-01&end=2028-03-01',
  '/hi',
  '/hi/schedule?view=list',
]
const secret = /City A|सिटी A/

test('City A’s windows are on no page and no feed for strangers and for City B, and are there for City A', async ({
  page,
  request,
}) => {
  for (const address of addresses)
    expect(await request.get(address).then((answer) => answer.text()), address).not.toMatch(secret)

  await signIn(page, people.cityB)
  for (const address of addresses)
    expect(await page.request.get(address).then((answer) => answer.text()), address).not.toMatch(secret)
  await page.goto('/schedule?service=digit&view=list')
  await expect(page.getByRole('link', { name: 'Back-up and export test of City B' })).toBeVisible()

  await page.context().clearCookies()
  await signIn(page, people.cityA)
  await page.goto('/schedule?service=digit&view=list')
  const own = page.getByRole('link', { name: /City A: demo upgrade/ }).first()
  await expect(own).toBeVisible()
  await expect(page.getByRole('link', { name: 'Back-up and export test of City B' })).toHaveCount(0)
  await own.click()
  await expect(page.getByText('Not everybody sees this record.')).toBeVisible()
  const record = new URL(page.url()).pathname
  expect(record).toMatch(/^\/schedule\/M-\d{4}-[B-Z]{4}-\d+$/)

  await page.context().clearCookies()
  expect((await page.request.get(record)).status()).toBe(404)
  expect((await page.request.get(`${record}/calendar.ics`)).status()).toBe(404)
  await signIn(page, people.cityB)
  expect((await page.request.get(record)).status()).toBe(404)
})

test('what is made for one reader is not kept for another', async ({ page, request }) => {
  await signIn(page, people.cityA)
  const theirs = await page.request.get('/schedule?service=digit&view=list')
  expect(theirs.headers()['cache-control']).toBe('private, no-store')
  const everybody = await request.get('/schedule?service=digit&view=list')
  expect(everybody.headers()['cache-control']).toContain('public')
  expect(await everybody.text()).not.toMatch(secret)
})

test('the foot of a page knows who is signed in: staff go to their desk, everybody out', async ({ page }) => {
  for (const [email, name, desk] of [
    [people.operator, /^Olive .*: to the desk$/, 1],
    [people.cityA, /Asha/, 0],
  ] as const) {
    await page.context().clearCookies()
    await signIn(page, email)
    await page.goto('/schedule')
    const foot = page.getByRole('contentinfo')
    await expect(foot.getByText(name)).toBeVisible()
    await expect(foot.getByRole('link', { name: /to the desk/ })).toHaveCount(desk)
    await expect(foot.getByRole('link', { name: 'Sign in' })).toHaveCount(0)
    await foot.getByRole('button', { name: 'Sign out' }).click()
    await expect(foot.getByRole('link', { name: 'Sign in' })).toBeVisible()
    await page.goto('/admin')
    await expect(page).toHaveURL(/sign-in/)
  }
})
