import { site } from './support/ports.ts'
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
    await page.getByLabel('Environment', { exact: true }).selectOption('Production')
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
    const calendar = page.locator('.calendar.drawn').getByRole('table', { name: /20\d\d/ })
    await expect(calendar).toBeVisible()
    // The table has given way: the month is there once.
    await expect(page.getByRole('table')).toHaveCount(1)
    await page.getByRole('link', { name: /^Later: / }).click()
    await expect(calendar.getByText(/Christmas freeze|Maintenance/).first()).toBeVisible()
    await page.getByRole('navigation', { name: 'View' }).getByRole('link', { name: 'Week' }).click()
    await expect(page.getByRole('rowheader', { name: 'All day' })).toBeVisible()
  })

  test('has the month as a list on a phone, and turns it', async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 800 })
    await page.goto('/schedule?view=month')
    const days = page.locator('.days-table td:visible')
    await expect(days.filter({ hasText: ', Today' })).toHaveCount(1)
    expect(await days.count()).toBeLessThan(20)
    await expect(page.getByText('All times in London time unless another zone is named')).toBeVisible()
    await expect(page.getByRole('list', { name: 'Key' }).getByText('DCC smart metering')).toBeVisible()
    const link = page.getByRole('link', { name: /^Later: / })
    const month = ((await link.textContent()) ?? '').replace(/.*: |[ →]/g, '')
    await link.click()
    await expect(page.getByRole('heading', { name: new RegExp(`^${month} 20`) })).toBeVisible()
    await expect(page.locator('.calendar')).toHaveCount(0)
    await expect(days.getByRole('link').first()).toBeVisible()
  })

  test('keeps the month when the interactive calendar cannot be loaded, and is told so', async ({ browser }) => {
    // A page whose console may complain: it is in a tunnel.
    const context = await browser.newContext({ baseURL: site, viewport: { width: 360, height: 800 } })
    const page = await context.newPage()
    const told = page.getByRole('alert').filter({ hasText: 'The interactive calendar could not be loaded.' })
    await page.goto('/schedule?view=month')
    // The phone is turned in a tunnel: neither the script nor what it asks for arrives.
    await context.setOffline(true)
    await page.setViewportSize({ width: 1280, height: 800 })
    await expect(told).toBeVisible()
    await expect(page.locator('.days-table')).toBeVisible()
    await context.setOffline(false)
    await told.getByRole('button', { name: 'Try again' }).click()
    await expect(page.locator('.calendar.drawn')).toBeVisible()
    await expect(page.locator('.days-table')).toBeHidden()
    await context.close()
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
    '/schedule?view=month',
    '/schedule?view=week',
    '/hi/schedule?view=month',
    '/hi/schedule?view=week',
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

  const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
  const words = {
    '': {
      later: /^Later: /,
      earlier: /^Earlier: /,
      month: (at: Date) => at.toLocaleDateString('en-GB', { month: 'long' }),
    },
    '/hi': {
      later: /^बाद में: /,
      earlier: /^पहले: /,
      month: (at: Date) => at.toLocaleDateString('hi-IN', { month: 'long' }),
    },
  }
  for (const prefix of ['', '/hi'] as const) {
    for (const view of ['month', 'week'] as const) {
      const path = `${prefix}/schedule?view=${view}&service=dcc&environment=production`

      test(`${path}: a window stands in its day, in the zone of who looks`, async ({ page, request }) => {
        const answer = await request.get(
          `/api/schedule?start=${inDays(100)}&end=${inDays(300)}&service=dcc&environment=production`,
        )
        const { events } = await answer.json()
        const { start, url } = events.findLast(({ kind }: { kind: string }) => kind === 'window')
        const starts = new Date(start)
        for (const zone of ['Europe/London', 'Asia/Kolkata']) {
          const day = starts.toLocaleDateString('en-CA', { timeZone: zone })
          const time = starts.toLocaleTimeString('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' })
          await page.goto(`${path}&zone=${zone}&from=${day}`)
          const cell = page.getByRole('cell').filter({ has: page.locator(`a[href="${prefix}${url}"]`) })
          await expect(cell).toHaveCount(1)
          await expect(cell.locator('.day')).toContainText(new RegExp(`(^|\\s)${Number(day.slice(8))}\\s`))
          await expect(cell.getByRole('link').first()).toHaveAccessibleName(new RegExp(`^${time} `))
          // Monday to Sunday, each in its column.
          const column = (new Date(`${day}T12:00Z`).getUTCDay() + 6) % 7
          expect(await cell.evaluate((one) => (one as HTMLTableCellElement).cellIndex)).toBe(column)
        }
      })

      test(`${path}: is turned by links, and ends where the schedule does`, async ({ page }) => {
        const later = page.getByRole('link', { name: words[prefix].later })
        const earlier = page.getByRole('link', { name: words[prefix].earlier })
        const title = page.getByRole('heading', { level: 2 }).first()
        await page.goto(`${path}&from=1999-01-01`)
        await expect(earlier).toHaveCount(0)
        await expect(page.locator('.days-head a').first()).toHaveAttribute('href', /\/history\/\d{4}-\d\d$/)
        await expect(title).toContainText(words[prefix].month(new Date()))
        const first = (await title.textContent()) ?? ''
        await later.click()
        await expect(title).not.toHaveText(first)
        expect(new URL(page.url()).searchParams.get('service')).toBe('dcc')
        await earlier.click()
        await expect(title).toHaveText(first)
        await page.goto(`${path}&from=2199-01-01`)
        await expect(later).toHaveCount(0)
        await expect(earlier).toBeVisible()
        await expect(title).toContainText(String(new Date().getUTCFullYear() + 2))
      })
    }
  }
})
