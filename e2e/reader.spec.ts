import { expect, test } from './support/test.ts'

test.describe('a reader', () => {
  test('learns in one sentence whether it works, and what comes next', async ({ page }) => {
    await page.goto('/')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(
      /^((All five|Four of five) services are working|DCC smart metering is not working)\.$/,
    )
    await expect(page.getByRole('region', { name: 'Next windows' }).getByRole('listitem').first()).toBeVisible()
    const dcc = page.locator('#service-dcc')
    await expect(dcc.getByText('Self-Service Interface')).toBeHidden()
    await dcc.locator('summary').press('Enter')
    await expect(dcc.getByText('Self-Service Interface')).toBeVisible()
    await expect(dcc.getByRole('img', { name: /^Self-Service Interface, .* working \d/ })).toBeVisible()
  })

  test('reads it in Hindi, and gets back', async ({ page }) => {
    await page.goto('/')
    await page.getByRole('link', { name: 'हिन्दी' }).click()
    await expect(page).toHaveURL('/hi')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/सेवाएँ चालू हैं।|बंद है।$/)
    expect(await page.locator('html').getAttribute('lang')).toBe('hi')
    await page.getByRole('link', { name: 'समय-सारणी', exact: true }).first().click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('परिवर्तनों की अग्रिम समय-सारणी')
    await page.getByRole('link', { name: 'English' }).click()
    await expect(page).toHaveURL('/schedule')
  })

  test('finds a window on the two-year schedule by filter and opens its record', async ({ page }) => {
    await page.goto('/schedule')
    await expect(page.locator('.month')).toHaveCount(24)
    await page.getByLabel('Service').selectOption('DCC smart metering')
    await page.getByRole('button', { name: 'Show', exact: true }).nth(1).click()
    await expect(page).toHaveURL(/service=dcc/)
    await expect(page.getByText(/DCC smart metering, in the 24 months/)).toBeVisible()
    await page.getByLabel('Environment').selectOption('Production')
    await page.getByRole('button', { name: 'Show', exact: true }).nth(1).click()
    await expect(page.getByText(/DCC smart metering, Production, in the 24 months/)).toBeVisible()
    const marked = page.locator('.days a.window').first()
    await expect(marked).toHaveAccessibleName(/^Sunday .*: 20:00 (GMT|BST): Maintenance \d{4}-\d\d$/)
    await marked.click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Maintenance \d{4}-\d\d$/)
    await expect(page.getByText(/^Affected components$/)).toBeVisible()
  })

  test('sees times in a zone of their choice, which stays in the address', async ({ page }) => {
    await page.goto('/')
    const row = page
      .getByRole('region', { name: 'Next windows' })
      .getByRole('listitem')
      .filter({ hasText: 'Demo upgrade' })
    await expect(row).toContainText('12:30–16:30 GMT (18:00–22:00 IST)')
    await page.getByLabel('Show times in').first().selectOption('Asia/Kolkata')
    await page.getByRole('button', { name: 'Show', exact: true }).first().click()
    await expect(page).toHaveURL('/?zone=Asia%2FKolkata')
    await expect(row).toContainText('18:00–22:00 IST')
  })

  test('opens the month and the week as a calendar, which asks for what it shows', async ({ page }) => {
    await page.goto('/schedule?service=dcc')
    await page.getByRole('navigation', { name: 'View' }).getByRole('link', { name: 'Month' }).click()
    await expect(page.getByRole('table', { name: /20\d\d/ })).toBeVisible()
    await page.getByRole('button', { name: 'Later' }).click()
    await expect(page.getByText(/Christmas freeze|Maintenance/).first()).toBeVisible()
    await page.getByRole('navigation', { name: 'View' }).getByRole('link', { name: 'Week' }).click()
    await expect(page.getByRole('rowheader', { name: 'All day' })).toBeVisible()
  })

  test('finds freezes, the history with a rollback and an incident with its review', async ({ page }) => {
    await page.goto('/freezes')
    await expect(page.getByRole('row', { name: /Christmas freeze/ }).first()).toBeVisible()
    await page.goto('/')
    await page.getByRole('link', { name: 'Rooms do not open after an update' }).click()
    await expect(page.getByRole('heading', { name: 'Review' })).toBeVisible()
    await page.getByRole('link', { name: 'Update 4.18' }).click()
    await expect(page.getByText('Closed as rolled back.')).toBeVisible()
    await page.goto('/history/2025-06')
    await expect(page.getByRole('link', { name: 'Planned outage including ECVAA' })).toBeVisible()
  })

  test('is told the same for a record that is not there and one that is not theirs', async ({ page }) => {
    const answer = await page.goto('/schedule/M-2026-9999')
    expect(answer?.status()).toBe(404)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('There is no page at this address.')
    expect((await page.goto('/nonsense'))?.status()).toBe(404)
  })

  test('is told that a newer edition is out, and the page does not change under them', async ({ page, request }) => {
    await page.goto('/')
    const edition = Number((await request.get('/api/health').then((answer) => answer.json())).edition)
    expect(edition).toBeGreaterThan(0)
    await expect(page.getByText(/^Edition \d/).first()).toBeVisible()
    await page.evaluate(() => {
      document.title = 'still here'
    })
    const channel = await page.evaluate(
      () =>
        new Promise<string>((resolve) => {
          new EventSource('/api/live').addEventListener('edition', (event) => resolve(event.data))
        }),
    )
    expect(JSON.parse(channel)).toMatchObject({ up: true })
  })
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })
  for (const path of [
    '/',
    '/schedule',
    '/schedule?service=dcc',
    '/schedule?view=list',
    '/freezes',
    '/history',
    '/subscribe',
    '/hi',
    '/hi/schedule',
  ]) {
    test(`${path} is whole`, async ({ page }) => {
      const answer = await page.goto(path)
      expect(answer?.status()).toBe(200)
      await expect(page.getByRole('heading', { level: 1 })).not.toBeEmpty()
      await expect(page.locator('main a, main button').first()).toBeVisible()
    })
  }
})
