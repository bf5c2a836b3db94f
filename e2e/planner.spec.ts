import type { Locator, Page } from '@playwright/test'
import { password, site } from './support/ports.ts'
import { expect, freshAddress, linkIn, mailNumber, mailsTo, people, reloaded, signIn, test } from './support/test.ts'
import { between, fingerOn } from './support/touch.ts'

async function subscribed(page: Page, address: string): Promise<void> {
  await page.goto('/subscribe?service=dcc')
  await page.getByLabel('Email address').fill(address)
  await page.getByRole('button', { name: 'Subscribe' }).click()
  await page.goto(linkIn(await mailNumber(address, 1), /confirm/))
  await page.getByRole('button', { name: 'Confirm' }).click()
  await expect(page.getByText('Confirmed. The next notice comes to you.')).toBeVisible()
}

const proposed = (page: Page) => page.getByRole('region', { name: 'Proposed windows' })
const boxes = (page: Page) => proposed(page).getByRole('checkbox', { name: /^Publish \d/ })
const spoken = (page: Page) => page.locator('[data-spoken]')
const publishButton = (page: Page) => page.getByRole('button', { name: /^Publish \d+ as planned$/ })
const tellButton = (page: Page) =>
  page.getByRole('button', { name: /^Publish,? and tell (nobody|one person|\d+ people)$/ })

/** Publishes what is planned, once its mail and whom it reaches were seen. */
async function publish(page: Page): Promise<void> {
  await publishButton(page).click()
  await expect(page.getByRole('heading', { name: 'The mail' })).toBeFocused()
  await tellButton(page).click()
}

/** Another day, so many days later. */
const daysLater = (day: string, days: number) =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)

/** How many days two are apart. */
const apart = (one: string, other: string) => Math.abs(Date.parse(one) - Date.parse(other)) / 86_400_000

/** What was published: on the page after it, and for everybody on the schedule, as planned. */
async function seenAsPlanned(page: Page, count: number, environment: string): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`${count} windows are planned.`)
  const references = await page
    .getByRole('main')
    .getByRole('link', { name: /^M-\d{4}-\d+$/ })
    .allInnerTexts()
  expect(references).toHaveLength(count)
  const reader = await page.context().browser()?.newPage({ baseURL: site, locale: 'en-GB' })
  if (!reader) throw new Error('no browser')
  await reader.goto(`/schedule?service=dcc&environment=${environment}&view=list`)
  await reloaded(reader, reader.locator(`main a[href$="/schedule/${references[0]}"]`))
  const first = new Date().toISOString().slice(0, 10)
  const span = `service=dcc&environment=${environment}&start=${first}&end=${daysLater(first, 790)}`
  await expect(async () => {
    const { events } = await (await reader.request.get(`/api/schedule?${span}`)).json()
    for (const reference of references)
      expect(events).toContainEqual(expect.objectContaining({ url: `/schedule/${reference}`, state: 'planned' }))
  }).toPass()
  await reader.goto(`/schedule/${references[0]}`)
  await reloaded(reader, reader.getByText('Planned', { exact: true }).first())
  await reader.close()
}

test('two years are planned; a freeze published meanwhile refuses them at its window; moved off, all are published and told once', async ({
  page,
  browser,
}) => {
  const address = freshAddress('planner')
  await subscribed(page, address)
  await signIn(page, people.scheduler)
  await page.goto('/admin/planner')
  await page.getByLabel('Environment', { exact: true }).selectOption('UIT-A')
  await expect(page.getByRole('heading', { name: /^\d+ windows, \d+ to \d+ days apart\.$/ })).toBeVisible()
  await expect(page.getByText('Every window keeps every rule.')).toBeVisible()
  const count = await boxes(page).count()
  expect(count).toBeGreaterThan(15)
  const day = (await proposed(page).locator('time').nth(4).getAttribute('datetime')) ?? ''

  const other = await browser.newPage({ baseURL: site, locale: 'en-GB' })
  await signIn(other, people.operator)
  await other.goto('/admin/freezes/new')
  await other.getByLabel('Title, English').fill('Data-centre move')
  await other.getByRole('checkbox', { name: 'UIT-A', exact: true }).check()
  await other.getByLabel('First day').fill(daysLater(day, -2))
  await other.getByLabel('Last day').fill(daysLater(day, 2))
  await other.getByRole('button', { name: /^Publish/ }).click()
  await expect(other.getByRole('heading', { level: 1, name: 'Data-centre move' })).toBeVisible()
  await other.close()

  await publishButton(page).click()
  const refusal = page.getByRole('alert').filter({ hasText: 'Nothing was published' })
  await expect(refusal).toBeFocused()
  await expect(refusal).toContainText('Data-centre move holds changes back')
  await expect(boxes(page)).toHaveCount(count)
  await expect(publishButton(page)).toHaveAttribute('aria-disabled', 'true')
  const rules = page.getByRole('region', { name: 'What the rules say' })
  await expect(rules.getByText('Data-centre move holds changes back')).toBeVisible()
  await expect(rules.getByText('frozen', { exact: true })).toBeVisible()
  await rules
    .getByRole('button', { name: /^Move to / })
    .last()
    .click()
  await expect(spoken(page)).toHaveText(/^Moved to \w+ \d+ \w+ \d{4}: \d+ and \d+ days, no conflict\.$/)
  await expect(refusal).toContainText('That is settled: publish again.')

  await publish(page)
  await seenAsPlanned(page, count, 'uit-a')
  const isDigest = (mail: { subject: string }) => /^\d+ windows planned: DCC smart metering/.test(mail.subject)
  await expect.poll(async () => (await mailsTo(address)).filter(isDigest).length).toBe(1)
  expect((await mailsTo(address)).find(isDigest)?.text).toContain('Each window is announced by a notice of its own')
  await page.getByRole('link', { name: 'Read the mail' }).click()
  const mails = page
    .getByRole('region', { name: /recipient/i })
    .getByRole('listitem')
    .getByRole('link')
  await expect(mails.filter({ hasText: address })).toHaveCount(1)
  const recipients = await mails.allInnerTexts()
  expect(new Set(recipients).size).toBe(recipients.length)
  await page.goBack()
  await page.getByRole('link', { name: 'Plan like this again' }).click()
  // It goes on where the one before ends, in its rhythm, as far as the schedule reaches.
  await expect(page.getByRole('heading', { name: /^\d windows?, .*days apart\.$/ })).toBeVisible()
  await expect(page.getByLabel('Environment', { exact: true }).locator('option:checked')).toHaveText('UIT-A')
  await expect(page.getByLabel('Title, English')).toHaveValue('Maintenance')

  // Taken back it is told by one digest too, and stands on the schedule as cancelled.
  await page.goBack()
  await page.getByLabel('Why, for readers, English').fill('The vendor moved.')
  await page.getByRole('button', { name: `Cancel ${count} windows` }).click()
  await expect(page.getByText('The plan was taken back')).toBeVisible()
  const isWithdrawn = (mail: { subject: string }) => /withdrawn/.test(mail.subject)
  await expect.poll(async () => (await mailsTo(address)).filter(isWithdrawn).length).toBe(1)
})

/** Presses Tab until something has the focus. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor()
  for (let pressed = 0; pressed < 400; pressed++) {
    if (await target.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error('Tab does not lead there')
}

test('by keyboard alone: chosen, fewer, moved into a conflict and out of it, locked, dropped, added, published', async ({
  page,
}) => {
  await page.goto('/admin/sign-in')
  await tabTo(page, page.getByLabel('Email address'))
  await page.keyboard.type(people.scheduler)
  await tabTo(page, page.getByLabel('Password'))
  await page.keyboard.type(password)
  await page.keyboard.press('Enter')
  await page.waitForURL((url) => !url.pathname.includes('sign-in'))
  await tabTo(page, page.getByRole('link', { name: 'Planner' }))
  await page.keyboard.press('Enter')
  await page.waitForURL('**/admin/planner')

  await tabTo(page, page.getByLabel('Environment', { exact: true }))
  await page.keyboard.type('UIT-B')
  await expect(page.getByText('Nothing is fixed in this period.')).toBeVisible()
  await expect(page.getByRole('heading', { name: /^\d+ windows, \d+ to \d+ days apart\.$/ })).toBeVisible()
  const count = await boxes(page).count()
  await tabTo(page, page.getByRole('button', { name: 'One fewer' }))
  await page.keyboard.press('Enter')
  await expect(boxes(page)).toHaveCount(count - 1)

  const calendar = page.getByRole('region', { name: 'The plan on a calendar' })
  await tabTo(page, page.getByRole('link', { name: 'The plan on a calendar' }))
  await page.keyboard.press('Enter')
  await tabTo(page, calendar.getByRole('button', { name: /, proposed$/ }).first())
  await page.keyboard.press('ArrowRight')
  await expect(spoken(page)).toHaveText(/^Moved to Monday .* no conflict\.$/)
  await page.keyboard.press('ArrowLeft')
  await expect(spoken(page)).toHaveText(/^Moved to Sunday .* no conflict\.$/)
  let up = 0
  for (; up < 30 && !/\d conflict/.test((await spoken(page).textContent()) ?? ''); up++) {
    const before = (await spoken(page).textContent()) ?? ''
    await page.keyboard.press('ArrowUp')
    await expect(spoken(page)).not.toHaveText(before)
  }
  await expect(publishButton(page)).toHaveAttribute('aria-disabled', 'true')
  for (; up > 0; up--) {
    const before = (await spoken(page).textContent()) ?? ''
    await page.keyboard.press('ArrowDown')
    await expect(spoken(page)).not.toHaveText(before)
  }
  await expect(spoken(page)).toHaveText(/no conflict\.$/)
  await page.keyboard.press('l')
  await expect(spoken(page)).toHaveText(/^Locked: /)
  await page.keyboard.press('Tab')
  await page.keyboard.press('Delete')
  await expect(spoken(page)).toHaveText(/^Dropped: /)
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await expect(spoken(page)).toHaveText(/^Added: Monday .*, no conflict\.$/)
  await expect(page.getByText(`${count - 1} windows, no conflict.`)).toBeVisible()

  await tabTo(page, publishButton(page))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'The mail' })).toBeFocused()
  await tabTo(page, tellButton(page))
  await page.keyboard.press('Enter')
  await page.waitForURL('**/admin/planner/published/*')
  await seenAsPlanned(page, count - 1, 'uit-b')
})

test('a plan is saved as a draft, opened by another, and each is told of the other; published, the draft is gone', async ({
  page,
  browser,
}) => {
  const address = '/admin/planner?service=dcc&environment=sit-a'
  const draftLine = (on: Page) => on.getByRole('status').filter({ hasText: /^Draft \d/ })
  const dayOf = (on: Page, index: number) => proposed(on).locator('time').nth(index).getAttribute('datetime')
  await signIn(page, people.scheduler)
  await page.goto(address)
  const count = await boxes(page).count()
  const found = (await dayOf(page, 2)) ?? ''
  await proposed(page)
    .getByRole('button', { name: /^\+1 day/ })
    .nth(2)
    .click()
  await boxes(page).nth(4).uncheck()
  await page.getByLabel('Title, English').fill('Quiet work')
  await page.getByLabel('What will be done, English').fill('Versions of the stack move up.')
  await expect(page.getByText('Your changes are not saved yet.')).toBeVisible()
  await page.getByRole('button', { name: 'Save draft' }).click()
  await expect(draftLine(page)).toHaveText(/^Draft 1, saved \d\d:\d\d (GMT|BST) by Priya Raman\.$/)
  await expect(page.getByRole('button', { name: 'Draft saved' })).toHaveAttribute('aria-disabled', 'true')

  const other = await browser.newPage({ baseURL: site, locale: 'en-GB' })
  await signIn(other, people.operator)
  await other.goto(address)
  await expect(draftLine(other)).toContainText('Draft 1, saved')
  expect(await dayOf(other, 2)).toBe(daysLater(found, 1))
  await expect(boxes(other).nth(4)).not.toBeChecked()
  await expect(other.getByLabel('Title, English')).toHaveValue('Quiet work')
  await expect(other.getByLabel('What will be done, English')).toHaveValue('Versions of the stack move up.')
  await boxes(other).nth(0).uncheck()
  const dropped = (await dayOf(other, 0)) ?? ''
  await other.getByRole('button', { name: 'Save draft' }).click()
  await expect(draftLine(other)).toHaveText(/^Draft 2, saved .* by Olive Okafor\.$/)

  await boxes(page).nth(4).check()
  await page.getByRole('button', { name: 'Save draft' }).click()
  const told = page.getByRole('alert').filter({ hasText: 'Somebody else changed this meanwhile.' })
  await expect(told).toBeFocused()
  await expect(told).toContainText('Olive Okafor: Draft of a plan saved')
  await expect(told).toContainText(/Only in yours: \w+ \d+ \w+ \d{4}, \w+ \d+ \w+ \d{4}\./)
  await expect(boxes(page).nth(4)).toBeChecked()
  await page.getByRole('button', { name: 'Save draft, having seen it' }).click()
  await expect(draftLine(page)).toHaveText(/^Draft 3, saved .* by Priya Raman\.$/)
  await expect(told).toHaveCount(0)

  await other.reload()
  await expect(boxes(other).nth(0)).toBeChecked()
  expect(await dayOf(other, 0)).toBe(dropped)
  await other.getByRole('button', { name: 'Start anew' }).click()
  expect(await dayOf(other, 2)).toBe(found)
  await expect(other.getByLabel('Title, English')).toHaveValue('Maintenance')
  await other.getByRole('button', { name: 'Open it' }).click()
  expect(await dayOf(other, 2)).toBe(daysLater(found, 1))
  await proposed(other)
    .getByRole('button', { name: /^−1 day/ })
    .nth(2)
    .click()
  await expect(other.getByText(`${count} windows, no conflict.`)).toBeVisible()
  await publish(other)
  await seenAsPlanned(other, count, 'sit-a')
  const [reference] = await other
    .getByRole('main')
    .getByRole('link', { name: /^M-\d{4}-\d+$/ })
    .allInnerTexts()
  await other.goto(`/schedule/${reference}`)
  await reloaded(other, other.getByText('Versions of the stack move up.'))
  await other.close()

  await page.reload()
  await expect(page.getByText(`${count} published windows`)).toBeVisible()
  await expect(draftLine(page)).toHaveCount(0)
})

test('a year too long leaves the plan; saved beside a publish it is judged again; a draft is discarded by who is sure', async ({
  page,
  browser,
}) => {
  const address = '/admin/planner?service=dcc&environment=sit-b'
  await signIn(page, people.scheduler)
  await page.goto(address)
  const count = await boxes(page).count()
  const from = page.getByLabel('From', { exact: true })
  const first = await from.inputValue()
  await from.fill('20271-01-01')
  await expect(page.getByText('This is no date that the calendar has.')).toBeVisible()
  await expect(boxes(page)).toHaveCount(count)
  await from.fill(first)
  await expect(page.getByText(`${count} windows, no conflict.`)).toBeVisible()

  const other = await browser.newPage({ baseURL: site, locale: 'en-GB' })
  await signIn(other, people.operator)
  await other.goto(address)
  await publish(other)
  await other.waitForURL('**/admin/planner/published/*')
  await other.close()
  await page.getByRole('button', { name: 'Save draft' }).click()
  const draftLine = page.getByRole('status').filter({ hasText: /^Draft 1, saved .* by Priya Raman\.$/ })
  await expect(draftLine).toBeVisible()
  await expect(page.getByText(/^Publishing waits for/)).toBeVisible()
  await expect(publishButton(page)).toHaveAttribute('aria-disabled', 'true')

  await page.getByRole('button', { name: 'Start anew' }).click()
  const asked: string[] = []
  for (const sure of [false, true]) {
    page.once('dialog', async (dialog) => {
      asked.push(dialog.message())
      await (sure ? dialog.accept() : dialog.dismiss())
    })
    await page.getByRole('button', { name: 'Discard it' }).click()
    await expect.poll(() => asked.length).toBe(sure ? 2 : 1)
  }
  expect(asked[0]).toContain('for everybody who plans here')
  await expect(page.getByRole('status').filter({ hasText: /^Draft \d/ })).toHaveCount(0)
  await page.reload()
  await expect(page.getByText(`${count} published windows`)).toBeVisible()
  await expect(page.getByRole('status').filter({ hasText: /^Draft \d/ })).toHaveCount(0)
})

test('by mouse: the days stay under what is carried, it is put down in a conflict and moved out of it, or brought back', async ({
  page,
}) => {
  await signIn(page, people.scheduler)
  await page.goto('/admin/planner?service=dcc&environment=pit')
  const calendar = page.getByRole('region', { name: 'The plan on a calendar' })
  const lifted = calendar.locator('.lifted')
  const rules = page.getByRole('region', { name: 'What the rules say' })
  const proposedDays = await calendar
    .getByRole('button', { name: /, proposed$/ })
    .evaluateAll((days) => days.map((day) => (day as HTMLElement).dataset.day ?? ''))
  const frozenDays = await calendar
    .locator('.on-frozen:not(.on-proposed) [data-day]')
    .evaluateAll((days) => days.map((day) => (day as HTMLElement).dataset.day ?? ''))
  const [frozen = '', day = ''] =
    frozenDays
      .flatMap((frozen) => proposedDays.map((day) => [frozen, day]))
      .sort(([a = '', b = ''], [c = '', d = '']) => apart(a, b) - apart(c, d))[0] ?? []
  const on = (day: string) => calendar.locator(`[data-day="${day}"]`)
  const carry = async (from: string, to: Locator) => {
    const box = await on(from).boundingBox()
    if (!box) throw new Error('There is nothing to take up.')
    const { x, y } = await between(on(from), to)
    const [left, top] = [box.x + box.width / 2, box.y + 12]
    await page.mouse.move(left, top)
    await page.mouse.down()
    await page.mouse.move(left + x, top + y, { steps: 12 })
  }

  // Of the list above something is in view too: a browser that keeps a place by itself may keep that one.
  await page.setViewportSize({ width: 1280, height: 1000 })
  await on(frozen).evaluate((element) => element.scrollIntoView({ block: 'center' }))
  const there = await on(frozen).boundingBox()
  await carry(day, on(frozen))
  await expect(rules.getByText('frozen', { exact: true })).toBeVisible()
  await expect(lifted.locator('button')).toHaveAttribute('data-day', frozen)
  expect((await on(frozen).boundingBox())?.y).toBeCloseTo(there?.y ?? 0, 0)
  await page.mouse.up()
  await expect(spoken(page)).toHaveText(/^Moved to .*, 1 conflict\.$/)
  await expect(lifted).toHaveCount(0)
  await expect(publishButton(page)).toHaveAttribute('aria-disabled', 'true')

  const back = page.getByRole('status').filter({ hasText: 'it is back on' })
  await carry(frozen, on(day))
  await expect(rules.getByText('Every window keeps every rule.')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(back).toBeVisible()
  await page.mouse.up()
  await expect(on(frozen)).toHaveAccessibleName(/, proposed, /)
  await carry(frozen, on(day))
  await page.mouse.up()
  await expect(spoken(page)).toHaveText(/^Moved to .*, no conflict\.$/)
  await expect(on(day)).toHaveAccessibleName(/, proposed$/)

  await carry(day, calendar.getByRole('heading'))
  await page.mouse.up()
  await expect(back).toBeVisible()
  await expect(on(day)).toHaveAccessibleName(/, proposed$/)
})

test.describe('by touch', () => {
  test.use({ hasTouch: true, viewport: { width: 412, height: 900 } })

  test('a swipe that begins on a window scrolls; after a long press it is carried to another day', async ({ page }) => {
    await signIn(page, people.scheduler)
    await page.goto('/admin/planner?service=dcc&environment=pit')
    await page.getByText('Show the calendar').click()
    const calendar = page.getByRole('region', { name: 'The plan on a calendar' })
    const window = calendar.getByRole('button', { name: /, proposed$/ }).nth(2)
    const day = (await window.getAttribute('data-day')) ?? ''
    const finger = await fingerOn(page)

    await window.evaluate((element) => element.scrollIntoView({ block: 'center' }))
    const before = await page.evaluate(() => scrollY)
    await finger.press(window)
    await finger.move({ x: 0, y: -200 })
    const still = page.evaluate(() => new Promise((done) => addEventListener('scrollend', done, { once: true })))
    await finger.lift()
    await still
    await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(before + 50)
    await expect(window).toHaveAttribute('data-day', day)

    const target = calendar.locator(`[data-day="${daysLater(day, Number(day.slice(8)) > 15 ? -7 : 7)}"]`)
    await window.evaluate((element) => element.scrollIntoView({ block: 'center' }))
    const way = await between(window, target)
    await finger.press(window)
    await expect(calendar.locator('.lifted')).toHaveCount(1)
    await finger.move(way)
    await finger.lift()
    await expect(spoken(page)).toHaveText(/^Moved to Sunday .*: \d+ and \d+ days, no conflict\.$/)
    await expect(target).toHaveAccessibleName(/, proposed$/)
    await expect(calendar.locator('.lifted')).toHaveCount(0)
  })
})
