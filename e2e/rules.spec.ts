import type { Page } from '@playwright/test'
import { site } from './support/ports.ts'
import { expect, people, signIn, test } from './support/test.ts'
import { between, fingerOn } from './support/touch.ts'

/** Days of next year that have what a rule looks at, whenever the tests run. */
const nextYear = new Date().getUTCFullYear() + 1
const lastSunday = (month: number) => {
  const day = new Date(Date.UTC(nextYear, month, 0))
  day.setUTCDate(day.getUTCDate() - day.getUTCDay())
  return day.toISOString().slice(0, 10)
}
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
const after = (day: string) => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10)

type Times = { start: [day: string, time: string]; end: [day: string, time: string] }
const night = (day: string): Times => ({ start: [day, '20:00'], end: [after(day), '02:00'] })

async function fill(page: Page, { start, end }: Times): Promise<void> {
  await page.locator('[name="startsLocal.date"]').fill(start[0])
  await page.locator('[name="startsLocal.time"]').fill(start[1])
  await page.locator('[name="endsLocal.date"]').fill(end[0])
  await page.locator('[name="endsLocal.time"]').fill(end[1])
}

type Entry = { kind: string; state?: string; start: string; title: string }
const upcoming = async (page: Page, from: number): Promise<Entry[]> => {
  const answer = await page.request.get(
    `/api/schedule?start=${inDays(from)}&end=${inDays(420)}&service=dcc&environment=production`,
  )
  return ((await answer.json()) as { events: Entry[] }).events
}

/** A night on which DCC's Production has a planned window, from the published schedule. */
async function plannedNight(page: Page): Promise<Times> {
  const planned = (await upcoming(page, 60)).find(
    ({ state, title }) => state === 'planned' && title.startsWith('Maintenance'),
  )
  return night(planned?.start.slice(0, 10) ?? '')
}

/** A night in the freeze around an SEC release, so many days after its first, which no other journey changes. */
async function frozenNight(page: Page, days: number): Promise<Times> {
  const freeze = (await upcoming(page, 60)).find(
    ({ kind, title, start }) => kind === 'freeze' && title.startsWith('SEC Release') && start > inDays(60),
  )
  return night(new Date(Date.parse(freeze?.start ?? '') + days * 86_400_000).toISOString().slice(0, 10))
}

const cases: [
  code: string,
  field: string,
  times: Times | ((page: Page) => Promise<Times>),
  english: RegExp,
  hindi: RegExp,
][] = [
  [
    'frozen',
    'startsLocal',
    (page) => frozenNight(page, 2),
    /SEC Release .* freeze holds changes back/,
    /SEC रिलीज़ .* की रोक के कारण/,
  ],
  [
    'outside-permitted-hours',
    'startsLocal',
    { start: [`${nextYear}-02-10`, '12:00'], end: [`${nextYear}-02-10`, '13:00'] },
    /lie between 20:00 and 08:00/,
    /20:00 और 08:00 के बीच/,
  ],
  [
    'peak-hours',
    'startsLocal',
    { start: [`${nextYear}-02-10`, '12:00'], end: [`${nextYear}-02-10`, '13:00'] },
    /peak hours of Great Britain\. A start at 06:00 is off-peak/,
    /ग्रेट ब्रिटेन के व्यस्त घंटों/,
  ],
  [
    'monthly-limit',
    'endsLocal',
    { start: [`${nextYear}-02-10`, '20:00'], end: [`${nextYear}-02-11`, '05:00'] },
    /hours of maintenance in February \d+; the limit is 8/,
    /रखरखाव के [\d.]+ घंटे/,
  ],
  ['notice-too-short', 'startsLocal', night(inDays(4)), /20 business days of notice are owed/, /20 कार्य दिवस पहले/],
  ['beyond-horizon', 'startsLocal', night(`${nextYear + 2}-03-10`), /reaches 24 months ahead/, /24 महीने आगे/],
  [
    'clock-change',
    'startsLocal',
    { start: [lastSunday(10), '01:30'], end: [lastSunday(10), '04:00'] },
    /01:30 comes twice that night/,
    /01:30 दो बार आता है/,
  ],
]

test.describe('each rule stands at its field, in both languages', () => {
  for (const [code, field, asked, english, hindi] of cases) {
    test(code, async ({ page }) => {
      await signIn(page, people.scheduler)
      const times = typeof asked === 'function' ? await asked(page) : asked
      await page.goto('/admin/windows/new?service=dcc')
      await fill(page, times)
      await expect(page.locator(`#field-${field}-error`)).toContainText(english)
      const rules = page.getByRole('complementary', { name: 'What the rules say' })
      await expect(rules.getByRole('listitem').filter({ hasText: code }).first()).toBeVisible()
      await page.goto('/hi/admin/windows/new?service=dcc')
      await fill(page, times)
      await expect(page.locator(`#field-${field}-error`)).toContainText(hindi)
    })
  }

  test('overlaps-window, and the next day that works is one click away', async ({ page }) => {
    await signIn(page, people.scheduler)
    const taken = await plannedNight(page)
    await page.goto('/admin/windows/new?service=dcc')
    await fill(page, { ...taken, end: [taken.start[0], '21:00'] })
    await expect(page.locator('#field-startsLocal-error')).toContainText('is at work in the same environment then')
    await page
      .getByRole('button', { name: /^Move to / })
      .first()
      .click()
    await expect(page.locator('#field-startsLocal-error')).toHaveCount(0)
    await expect(page.locator('[name="startsLocal.date"]')).not.toHaveValue(taken.start[0])
  })
})

test('the hours of a service’s regions are drawn, and that none is off-peak is said plainly', async ({ page }) => {
  await signIn(page, people.mashme)
  await page.goto('/admin/windows/new')
  await fill(page, { start: [`${nextYear}-02-10`, '17:00'], end: [`${nextYear}-02-10`, '19:00'] })
  await expect(page.getByRole('img', { name: /No permitted start that day is off-peak everywhere/ })).toBeVisible()
  await expect(page.locator('figcaption')).toContainText('The least busy start is')
})

test('an exception to a freeze: asked for with its risk, approved by two others, shown on the public record', async ({
  page,
  browser,
}) => {
  await signIn(page, people.scheduler)
  await page.goto('/admin/windows/new?service=dcc')
  await page.getByLabel('Title, English').fill('Certificates that expire soon')
  const { start } = await frozenNight(page, 4)
  await fill(page, { start, end: [start[0], '21:00'] })
  await page.getByRole('radio', { name: 'None' }).check()
  await page.getByRole('button', { name: 'Save draft' }).click()
  await page.getByRole('link', { name: 'Publish as planned' }).click()
  await expect(page.locator('#step').getByRole('button', { name: 'Publish as planned' })).toBeDisabled()
  await page.locator('#step').getByRole('link', { name: 'Ask for an exception' }).click()

  await page.getByLabel('Why it must be so, English').fill('The certificates expire that week.')
  await page.getByRole('button', { name: 'Ask for it' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'This is needed.' })).toBeFocused()
  await expect(page.getByLabel('Why it must be so, English')).toHaveValue('The certificates expire that week.')
  const ask = async () => {
    await page.getByLabel('Why it must be so, English').fill('The certificates expire that week.')
    await page.getByLabel('What could go wrong, English').fill('One of two sites stays alone for an hour.')
    await page.getByLabel('Extra checks before, during and after, English').fill('A full regression run on UIT-A.')
    await page.getByRole('button', { name: 'Ask for it' }).click()
    await expect(page.getByText('It waits for 2 approvals.')).toBeVisible()
  }
  await ask()
  const window = page.url().split(/[?#]/)[0] ?? ''

  // Refused, which needs a word: who asked reads it, and asks again.
  const refusing = await browser.newPage({ baseURL: site })
  await signIn(refusing, people.approver)
  await refusing.goto(window)
  const word = refusing.getByLabel('A word with the decision')
  await refusing.getByRole('button', { name: 'Refuse' }).click()
  await expect(word).toHaveAccessibleDescription(/Say why it is refused/)
  await expect(word).toBeFocused()
  await word.fill('Ask again with both sites.')
  await refusing.getByRole('button', { name: 'Refuse' }).click()
  await expect(refusing.getByText(/^Refused by Grace/)).toBeVisible()
  await refusing.close()
  await page.goto(window)
  await expect(page.locator('#rules').getByText('Ask again with both sites.')).toBeVisible()
  await expect(page.getByRole('row', { name: /Refused a waiver/ })).toContainText('Ask again with both sites.')
  await page.locator('#rules').getByRole('link', { name: 'Ask for an exception' }).click()
  await ask()

  for (const [person, left] of [
    [people.approver, 'It waits for 1 approval.'],
    [people.operator, null],
  ] as const) {
    const other = await browser.newPage({ baseURL: site })
    await signIn(other, person)
    await other.goto('/admin')
    await expect(other.getByText('A waiver is asked for').first()).toBeVisible()
    await other.goto(window)
    await other.getByRole('button', { name: 'Grant' }).click()
    if (left) {
      await expect(other.getByText(left)).toBeVisible()
      await expect(other.getByText('You have decided this already.')).toBeVisible()
    } else await expect(other.getByText('Waived', { exact: true })).toBeVisible()
    await other.close()
  }
  await page.goto(`${window}?step=plan`)
  await page.locator('#step').getByRole('button', { name: 'Publish as planned' }).click()
  await expect(page.getByText('Done: Publish as planned.')).toBeVisible()
  await page.getByRole('link', { name: 'Public record' }).click()
  const facts = page.getByRole('complementary')
  await expect(facts.getByText('Goes in during a freeze, by exception')).toBeVisible()
  await expect(facts.getByText('The certificates expire that week.')).toBeVisible()
})

test('a scheduler drags a window onto another day: the rules are asked first, and nothing moves until she says so', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1280, height: 1600 })
  await signIn(page, people.scheduler)
  const { start } = await plannedNight(page)
  const [day] = start
  await page.goto(`/schedule?view=month&service=dcc&environment=production&from=${day}`)
  const entry = page.locator('a.entry-window').first()
  const reference = (await entry.getAttribute('href')) ?? ''
  // Another day of the same month.
  const other = Number(day.slice(8)) > 15 ? -3 : 2
  const date = new Date(Date.parse(day) + other * 86_400_000).toISOString().slice(0, 10)
  const target = page.locator(`[data-date="${date}"]`).first()
  const drag = async () => {
    const [from, to] = [await entry.boundingBox(), await target.boundingBox()]
    if (!from || !to) throw new Error('The calendar is not there.')
    await page.mouse.move(from.x + 20, from.y + 8)
    await page.mouse.down()
    await page.mouse.move(to.x + 30, to.y + 30, { steps: 12 })
    await page.mouse.up()
  }
  await expect(entry).toBeVisible()
  await drag()
  const dialog = page.getByRole('dialog', { name: /^Move Maintenance/ })
  await dialog.getByRole('button', { name: 'Leave it where it was' }).click()
  await expect(dialog).toHaveCount(0)
  await drag()
  await expect(dialog.getByText('Every rule of the schedule is kept.')).toBeVisible()
  await dialog.getByLabel('Why it is moved').fill('The network team asked for it.')
  await dialog.getByRole('button', { name: 'Move', exact: true }).click()
  await expect(dialog).toHaveCount(0)
  await expect(page.getByRole('status').filter({ hasText: /^Moved: Maintenance/ })).toBeVisible()
  await page.goto(reference)
  await expect(page.getByText('The network team asked for it.')).toBeVisible()
})

test('in the week the end of a window is dragged to another hour: it is left, or it ends then once the dialog was sent', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1280, height: 1800 })
  await signIn(page, people.scheduler)
  const last = (await upcoming(page, 60)).filter(({ title }) => title.startsWith('Maintenance')).at(-1)
  const day = after(last?.start.slice(0, 10) ?? '')
  await page.goto(`/schedule?view=week&service=dcc&environment=production&from=${day}`)
  const entry = page.locator('a.entry-window').first()
  const reference = (await entry.getAttribute('href')) ?? ''
  const pullEnd = async (hours: number) => {
    const box = await entry.boundingBox()
    if (!box) throw new Error('The calendar is not there.')
    // What stands there is its last two hours, after midnight.
    const [x, y] = [box.x + box.width / 2, box.y + box.height - 2]
    await page.mouse.move(x, y)
    await page.mouse.down()
    await page.mouse.move(x, y + (hours * box.height) / 2, { steps: 12 })
    await page.mouse.up()
  }
  const dialog = page.getByRole('dialog', { name: /^Move Maintenance/ })
  await pullEnd(2)
  await expect(dialog.locator('b')).toContainText(/20:00.* 04:00 (GMT|BST)$/)
  await dialog.getByRole('button', { name: 'Leave it where it was' }).click()
  await expect(dialog).toHaveCount(0)
  await pullEnd(1)
  await expect(dialog.locator('b')).toContainText(/20:00.* 03:00 (GMT|BST)$/)
  await expect(dialog.getByText('Every rule of the schedule is kept.')).toBeVisible()
  const before = await page.request.get(reference)
  expect(await before.text()).not.toContain('03:00')
  await dialog.getByLabel('Why it is moved').fill('The check of the data takes longer.')
  await dialog.getByRole('button', { name: 'Move', exact: true }).click()
  await expect(dialog).toHaveCount(0)
  await page.goto(reference)
  await expect(page.getByText('The check of the data takes longer.')).toBeVisible()
  await expect(page.getByText(/03:00 (GMT|BST)/).first()).toBeVisible()
})

test('a window is not put down among whole days', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 1800 })
  await signIn(page, people.scheduler)
  const entry = page.locator('a.entry-window').first()
  const dragBy = async (way: { x: number; y: number }) => {
    const box = await entry.boundingBox()
    if (!box) throw new Error('The calendar is not there.')
    await page.mouse.move(box.x + box.width / 2, box.y + 8)
    await page.mouse.down()
    await page.mouse.move(box.x + box.width / 2 + way.x, box.y + 8 + way.y, { steps: 12 })
    await page.mouse.up()
    return box
  }
  const { start } = await plannedNight(page)
  await page.goto(`/schedule?view=week&service=dcc&environment=production&from=${start[0]}`)
  await entry.waitFor()
  const { y } = await between(entry, page.getByText('All day'))
  const there = await dragBy({ x: 0, y })
  await expect.poll(() => entry.boundingBox()).toEqual(there)
  await expect(page.getByRole('dialog')).toHaveCount(0)
})

test.describe('by touch', () => {
  test.use({ hasTouch: true, viewport: { width: 800, height: 1300 } })

  test('after a long press a window is dragged to another day, and the rules are asked', async ({ page }) => {
    await signIn(page, people.scheduler)
    const { start } = await plannedNight(page)
    const [day] = start
    await page.goto(`/schedule?view=month&service=dcc&environment=production&from=${day}`)
    const entry = page.locator('a.entry-window').first()
    const own = page.locator(`a[href="${await entry.getAttribute('href')}"]`)
    const stands = await own.count()
    const other = Number(day.slice(8)) > 15 ? -3 : 2
    const date = new Date(Date.parse(day) + other * 86_400_000).toISOString().slice(0, 10)
    const way = await between(entry, page.locator(`[data-date="${date}"]`).first())
    const finger = await fingerOn(page)
    await finger.press(entry)
    // What is carried follows the finger, beside what stands in the month.
    await expect.poll(() => own.count()).toBeGreaterThan(stands)
    await finger.move({ x: way.x, y: way.y + 20 })
    await finger.lift()
    const dialog = page.getByRole('dialog', { name: /^Move Maintenance/ })
    await expect(dialog.locator('b')).toContainText(String(Number(date.slice(8))))
    await dialog.getByRole('button', { name: 'Leave it where it was' }).click()
    await expect(dialog).toHaveCount(0)
  })
})

test('a reader drags nothing', async ({ page }) => {
  await page.goto('/schedule?view=month&service=dcc')
  await expect(page.locator('.calendar')).toBeVisible()
  await expect(page.getByText('Drag a window to move it')).toHaveCount(0)
})

test('the interfaces of the rules answer strangers and nonsense with problem+json', async ({ page, request }) => {
  const check = '/api/windows/check'
  const stranger = await request.post(check, { data: {} })
  expect([stranger.status(), stranger.headers()['content-type']]).toEqual([403, 'application/problem+json'])
  expect((await stranger.json()).reasons).toEqual([{ code: 'signed-out' }])
  expect((await request.post('/api/windows/M-2026-1/move', { data: {} })).status()).toBe(403)

  await signIn(page, people.scheduler)
  const nonsense = await page.request.post(check, { data: Buffer.from('{"a":') })
  expect([nonsense.status(), (await nonsense.json()).reasons]).toEqual([422, [{ code: 'not-understood' }]])
  const incomplete = await page.request.post(check, { data: { kind: 7, startsLocal: '2027-02-30T20:00' } })
  expect(incomplete.status()).toBe(422)
  expect((await incomplete.json()).reasons).toContainEqual({ code: 'not-a-time', field: 'startsLocal' })
  const foreign = await page.request.post(check, { headers: { 'Sec-Fetch-Site': 'same-site' }, data: {} })
  expect([foreign.status(), (await foreign.json()).reasons]).toEqual([403, [{ code: 'other-site' }]])
  const unknown = await page.request.get('/api/windows/M-1999-1/move?starts=2027-02-01T20:00&ends=2027-02-01T21:00')
  expect([unknown.status(), (await unknown.json()).reasons]).toEqual([404, [{ code: 'no-such-window' }]])
})
