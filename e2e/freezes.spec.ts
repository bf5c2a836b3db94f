import type { Page } from '@playwright/test'
import { site } from './support/ports.ts'
import { expect, people, signIn, test } from './support/test.ts'

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

/** Publishes a window of an hour at 20:00 as planned, without downtime. */
async function plan(page: Page, title: string, day: string): Promise<void> {
  await page.goto('/admin/windows/new')
  await page.getByLabel('Title, English').fill(title)
  await page.getByRole('radio', { name: 'None' }).check()
  await page.getByLabel('Starts, date').fill(day)
  await page.getByLabel('Starts, time').fill('20:00')
  await page.getByLabel('Ends, date').fill(day)
  // The draft is saved once the rules have answered for its last field.
  const asked = page.waitForResponse((answer) => Boolean(answer.request().postData()?.includes('T21:00')))
  await page.getByLabel('Ends, time').fill('21:00')
  await asked
  await page.getByRole('button', { name: 'Save draft' }).click()
  await page.getByRole('link', { name: 'Publish as planned' }).click()
  await page
    .locator('#step')
    .getByRole('button', { name: /^Publish as planned/ })
    .click()
  await expect(page.getByText('Done: Publish as planned.')).toBeVisible()
}

test('a yearly freeze is published from the list; what lies inside is there at once, with a way out', async ({
  page,
}) => {
  await signIn(page, people.scheduler)
  // What was published for the last year that the schedule reaches is lifted: that year is due again.
  await page.goto('/admin/freezes')
  await page.getByRole('link', { name: 'Christmas freeze' }).first().click()
  await page.getByText('Lift this freeze').click()
  await page.getByRole('button', { name: 'Lift the freeze' }).click()
  await expect(page.getByText('Lifted. Subscribers are being told.')).toBeVisible()
  const due = page.getByRole('region', { name: 'Yearly freezes to publish' }).getByRole('row', { name: /Christmas/ })
  const name = (await due.last().getByRole('rowheader').textContent()) ?? ''
  const year = Number(name.slice(-4))
  await plan(page, 'Planned before the freeze', `${year}-12-29`)
  await page.goto('/admin/freezes')
  await due
    .last()
    .getByRole('link', { name: `Publish… ${name}` })
    .click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name)
  await expect(page.getByLabel('First day')).toHaveValue(`${year}-12-18`)
  await expect(page.getByLabel('Title, Hindi')).toHaveValue('क्रिसमस की रोक')

  // This year it lasts longer.
  await page.getByLabel('Title, English').fill('')
  await page.getByLabel('Title, Hindi').fill('')
  await page.getByLabel('Last day').fill(`${year + 1}-01-09`)
  await page.getByLabel('A-stream').check()
  await page.getByRole('button', { name: 'Publish the freeze' }).click()
  await expect(page.locator('[id="field-title.en-error"]')).toContainText('This is needed.')
  await expect(page.getByRole('alert').getByRole('link')).toHaveText(['Title, English: This is needed.'])
  await expect(page.getByLabel('Last day')).toHaveValue(`${year + 1}-01-09`)
  await expect(page.getByLabel('A-stream')).toBeChecked()
  await page.getByLabel('Title, English').fill('Longer Christmas freeze')
  await page.getByRole('button', { name: 'Publish the freeze' }).click()
  await expect(page.getByRole('status').filter({ hasText: /^Published\. .* inside it\.$/ })).toBeVisible()
  await expect(page.getByText('A-stream', { exact: true }).first()).toBeVisible()

  const inside = page.getByRole('row', { name: /Planned before the freeze/ })
  await expect(inside.getByRole('link', { name: 'Ask for an exception' })).toBeVisible()
  const freeze = page.url()
  const move = inside.getByRole('link', { name: /^Move to / })
  const to = new URL((await move.getAttribute('href')) ?? '', freeze).searchParams
  expect(to.get('step')).toBe('reschedule')
  expect(to.get('starts')).toMatch(new RegExp(`^${year + 1}-01-\\d\\dT20:00$`))
  expect(to.get('ends')).toBe(to.get('starts')?.replace('20:00', '21:00'))
  await move.click()
  const step = page.locator('#step')
  await expect(step.getByLabel('Starts, date')).toHaveValue(to.get('starts')?.slice(0, 10) ?? '')
  await step.getByLabel('Reason, English').fill('The freeze lasts longer.')
  await step.getByRole('button', { name: /^Reschedule/ }).click()
  await expect(page.getByText('Done: Reschedule.')).toBeVisible()
  await page.goto(freeze)
  await expect(page.getByRole('heading', { name: / inside it\.$/ })).toBeVisible()
  await expect(inside).toHaveCount(0)

  await page.goto('/freezes')
  const row = page.getByRole('row', { name: /Longer Christmas freeze/ })
  await expect(row).toContainText('A-stream (PIT, SIT-A, UIT-A, Production)')
  await expect(page.getByText(/^An exception is asked for/)).toBeVisible()
  await page.goto('/admin/freezes')
  await expect(page.getByRole('row', { name: /Longer Christmas freeze/ })).toContainText('The rule gives')
  await expect(page.getByRole('link', { name: `Publish… ${name}` })).toHaveCount(0)

  // As it was, for whoever comes after.
  await page.goto(freeze)
  await page.getByLabel('Title, English').fill('Christmas freeze')
  await page.getByLabel('Title, Hindi').fill('क्रिसमस की रोक')
  await page.getByLabel('Last day').fill(`${year + 1}-01-08`)
  await page.getByLabel('A-stream').uncheck()
  await page.getByRole('button', { name: 'Save the changes' }).click()
  await expect(page.getByRole('status').filter({ hasText: /^Saved\. / })).toBeVisible()
})

test('a release freeze has its days from the release, which stays chosen when the form is refused', async ({
  page,
}) => {
  await signIn(page, people.scheduler)
  await page.goto('/admin/freezes/new')
  await page.getByLabel('Kind').selectOption('Release freeze')
  await page.getByLabel('Release', { exact: true }).selectOption({ index: 1 })
  const [first, last] = [page.getByLabel('First day'), page.getByLabel('Last day')]
  const days = [await first.inputValue(), await last.inputValue()].map((day) => Date.parse(day) / 86_400_000)
  expect((days[1] ?? 0) - (days[0] ?? 0)).toBe(20)
  await page.getByRole('button', { name: 'Publish the freeze' }).click()
  await expect(page.locator('[id="field-title.en-error"]')).toContainText('This is needed.')
  await expect(page.getByLabel('Kind')).toHaveValue('release')
  await expect(page.getByLabel('Release', { exact: true })).not.toHaveValue('')
})

test('what would lie inside is listed while the form is filled in; late, it says so before and after it is published', async ({
  page,
}) => {
  await signIn(page, people.scheduler)
  await page.goto('/admin/freezes/new')
  await page.getByLabel('Kind').selectOption('Annual freeze')
  await page.getByLabel('Title, English').fill('Quiet weeks')
  const first = page.getByLabel('First day')
  await first.fill(inDays(61))
  await expect(first).not.toHaveAccessibleDescription(/of notice/)
  await first.fill(inDays(39))
  await expect(first).toHaveAccessibleDescription(/39 days of notice: freezes are published 60 days before they begin/)
  const inside = page.getByRole('region', { name: 'Windows inside' })
  const none = 'No published window would lie inside it.'
  // DCC has a window in Production in most months, and none in PIT.
  await page.getByLabel('Last day').fill(inDays(150))
  await expect(inside.getByRole('status')).toHaveText(/published windows? would lie inside it\./)
  const held = inside
    .getByRole('row')
    .filter({ hasText: /M-\d{4}-\d+.*\d\d:\d\d.*Production/ })
    .first()
  await expect(held).toBeVisible()
  await page.getByLabel('PIT', { exact: true }).check()
  await expect(inside.getByRole('status')).toHaveText(none)
  await page.getByLabel('PIT', { exact: true }).uncheck()
  await expect(held).toBeVisible()
  await page.getByLabel('PIT', { exact: true }).check()
  await expect(inside.getByRole('status')).toHaveText(none)
  await page.getByLabel('Last day').fill(inDays(41))

  await page.getByRole('button', { name: 'Publish the freeze' }).click()
  await expect(page.getByText('Published. Subscribers are being told.')).toBeVisible()
  await expect(first).toHaveAccessibleDescription(/39 days of notice/)
  await expect(page.getByRole('row', { name: /Freeze published/ })).toContainText(
    'Warned of: Freezes published with the notice owed',
  )
  await expect(inside.getByText(none)).toHaveCount(0)
  await page.getByLabel('Last day').fill(inDays(40))
  await expect(inside.getByText(none)).toBeVisible()
  await page.goto(page.url().replace('/admin/', '/hi/admin/'))
  await expect(page.getByText(/39 दिन पहले सूचना/)).toBeVisible()
  await page.getByText('यह रोक हटाएँ').click()
  await page.getByRole('button', { name: 'रोक हटाएँ', exact: true }).click()
  await expect(page.getByText('हटाई गई। सदस्यों को बताया जा रहा है।')).toBeVisible()

  const wrong = await page.request.post('/api/freezes/check', { data: {} })
  expect([wrong.status(), wrong.headers()['content-type']]).toEqual([422, 'application/problem+json'])
})

test('two people with the same freeze: the second is told who did what, keeps their text, and can go on', async ({
  page,
  browser,
}) => {
  await signIn(page, people.scheduler)
  await page.goto('/admin/freezes/new')
  await page.getByLabel('Kind').selectOption('Code-merge freeze')
  await page.getByLabel('Title, English').fill('Held by two')
  await page.getByLabel('First day').fill(inDays(200))
  await page.getByLabel('Last day').fill(inDays(202))
  await page.getByLabel('PIT', { exact: true }).check()
  await page.getByRole('button', { name: 'Publish the freeze' }).click()
  await expect(page.getByText('Published. Subscribers are being told.')).toBeVisible()
  const freeze = new URL(page.url()).pathname

  const other = await browser.newPage({ baseURL: site, locale: 'en-GB' })
  await signIn(other, people.operator)
  await other.goto(freeze)
  await other.getByLabel('Last day').fill(inDays(205))
  await other.getByRole('button', { name: 'Save the changes' }).click()
  await expect(other.getByRole('status').filter({ hasText: /^Saved\./ })).toBeVisible()
  await other.close()

  await page.getByLabel('Title, Hindi').fill('दो लोगों की रोक')
  await page.getByRole('button', { name: 'Save the changes' }).click()
  const conflict = page.getByRole('alert').filter({ hasText: 'Somebody else changed this meanwhile.' })
  await expect(conflict).toBeFocused()
  await expect(conflict).toContainText('Olive Okafor')
  await expect(conflict.getByRole('rowheader')).toHaveText(['Last day'])
  await expect(page.getByLabel('Title, Hindi')).toHaveValue('दो लोगों की रोक')
  await page.getByRole('button', { name: /having seen it/ }).click()
  await expect(page.getByRole('status').filter({ hasText: /^Saved\./ })).toBeVisible()
  await page.getByText('Lift this freeze').click()
  await page.getByRole('button', { name: 'Lift the freeze' }).click()
  await expect(page.getByText('Lifted. Subscribers are being told.')).toBeVisible()
})

test('a freeze that is on stands across every page, the desk’s too', async ({ page, browser }) => {
  await signIn(page, people.scheduler)
  await page.goto('/admin/freezes/new')
  await page.getByLabel('Kind').selectOption('Code-merge freeze')
  await page.getByLabel('Title, English').fill('Begins today')
  await page.getByLabel('First day').fill(inDays(0))
  await page.getByLabel('Last day').fill(inDays(1))
  await page.getByLabel('PIT', { exact: true }).check()
  await page.getByRole('button', { name: 'Publish the freeze' }).click()
  await expect(page.getByText('Published. Subscribers are being told.')).toBeVisible()
  const freeze = page.url()
  // Beside another that is on it is counted; the page of freezes names each.
  for (const path of ['/', '/admin', '/admin/planner']) {
    await page.goto(path)
    await expect(
      page.getByText(/^(\d change freezes|Change freeze on DCC smart metering \(PIT\))$/),
      path,
    ).toBeVisible()
  }
  await page.goto('/freezes')
  await expect(page.getByRole('row', { name: /Begins today/ })).toBeVisible()
  await page.goto(freeze)
  await page.getByText('Lift this freeze').click()
  await page.getByRole('button', { name: 'Lift the freeze' }).click()
  await expect(page.getByText('Lifted. Subscribers are being told.')).toBeVisible()
  // It stays to be read, by an auditor too, and nothing of it can be changed.
  const other = await browser.newPage({ baseURL: site, locale: 'en-GB' })
  await signIn(other, people.auditor)
  await other.goto('/admin/freezes')
  await other.getByRole('link', { name: 'Begins today' }).click()
  await expect(other.getByRole('row', { name: /Freeze lifted/ })).toBeVisible()
  await expect(other.getByRole('button', { name: 'Save the changes' })).toHaveCount(0)
  await expect(other.getByText('Lift this freeze')).toHaveCount(0)
  await other.close()
})
