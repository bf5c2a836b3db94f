import { site } from './support/ports.ts'
import { expect, people, signIn, test } from './support/test.ts'

const head = 'service,title,starts_local,ends_local,time_zone,kind,note,source'
const file = (name: string, content: string | Buffer) => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.isBuffer(content) ? content : Buffer.from(content),
})

test('the operator sees what a file would make before it makes it, and takes it back', async ({ page }) => {
  await signIn(page, people.operator)
  await page.goto('/admin/import')
  const choose = page.getByLabel('File', { exact: true })
  const preview = page.getByRole('button', { name: 'See what it would do' })

  // As much as is promised goes up; more is refused in one sentence.
  await choose.setInputFiles(file('large.csv', `${head}\n${'x'.repeat(5 * 2 ** 20)}`))
  await preview.click()
  await expect(choose).toHaveAccessibleDescription(/5 MB/)
  await choose.setInputFiles(file('latin.csv', Buffer.from(`${head}\nDienst,Gr\xf6\xdfe,,,,,,\n`, 'latin1')))
  await preview.click()
  await expect(choose).toHaveAccessibleDescription(/Windows-1252 \(line 2\)/)

  const year = new Date().getUTCFullYear() + 1
  const note = 'n'.repeat(3900)
  const line = (number: number) =>
    `Journey city,Works ${number},${year}-03-01T20:00,${year}-03-01T22:00,UTC,planned,${note},\n`
  const lines = Array.from({ length: 320 }, (_, number) => line(number)).join('')
  await choose.setInputFiles(file('city.csv', `${head}\n${lines}`))
  await preview.click()
  const ahead = page.getByRole('region', { name: 'What city.csv would do' })
  await expect(ahead.getByText('320, on the public schedule as planned')).toBeVisible()
  await expect(ahead.getByText('Journey city').first()).toBeVisible()
  await ahead.getByRole('button', { name: 'Import 320 entries' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'Imported: 320 windows' })).toBeVisible()

  await page.goto('/admin/import')
  const past = page.getByRole('row', { name: /city\.csv/ })
  await expect(past).toContainText('320 windows, 0 freezes, 1 new service')
  await past.getByRole('button', { name: /Take back/ }).click()
  await expect(past).toContainText('Taken back')
})

test('a service that a file makes stays hidden until it is shown, and is hidden again', async ({ page, browser }) => {
  await signIn(page, people.operator)
  await page.goto('/admin/import')
  const year = new Date().getUTCFullYear() + 1
  const line = `Quiet town,Works by night,${year}-03-01T20:00,${year}-03-01T22:00,UTC,planned,,`
  await page.getByLabel('File', { exact: true }).setInputFiles(file('town.csv', `${head}\n${line}\n`))
  await page.getByRole('button', { name: 'See what it would do' }).click()
  await page.getByRole('checkbox', { name: /^Keep the new services hidden/ }).check()
  await page.getByRole('button', { name: 'Import 1 entry' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'Imported: 1 window,' })).toBeVisible()

  const reader = await browser.newPage({ baseURL: site })
  const shown = async () => {
    await reader.goto(`/schedule?view=list`)
    const named = await reader.getByText('Works by night').count()
    const feed = await (await reader.request.get('/schedule.ics')).text()
    return [named > 0, feed.includes('Works by night')]
  }
  expect(await shown()).toEqual([false, false])

  await page.goto('/admin/policies')
  const row = page.getByRole('row', { name: /Quiet town/ })
  await expect(row).toContainText('Hidden')
  await row.getByRole('link', { name: 'Quiet town' }).click()
  const who = page.getByRole('region', { name: 'Who sees this service' })
  await expect(who).toContainText('puts one published window and no freeze of the days ahead back')
  await who.getByRole('button', { name: 'Show this service' }).click()
  await expect(who).toContainText('Hiding takes one published window and no freeze')
  await expect.poll(shown).toEqual([true, true])

  await who.getByRole('button', { name: 'Hide this service' }).click()
  await expect(who.getByRole('button', { name: 'Show this service' })).toBeVisible()
  await expect.poll(shown).toEqual([false, false])
  await reader.close()
})
