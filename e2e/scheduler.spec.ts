import type { Page } from '@playwright/test'
import { site } from './support/ports.ts'
import { expect, freshAddress, linkIn, mailNumber, mailsTo, people, reloaded, signIn, test } from './support/test.ts'

/** Wall-clock in Madrid so many minutes from now, as the form's fields hold it. */
function madrid(minutes: number): { date: string; time: string } {
  const parts = new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Europe/Madrid',
    dateStyle: 'short',
    timeStyle: 'short',
  }).format(new Date(Date.now() + minutes * 60_000))
  const [date = '', time = ''] = parts.split(' ')
  return { date, time }
}

async function fillTimes(page: Page, startsIn: number, minutes: number): Promise<void> {
  const [start, end] = [madrid(startsIn), madrid(startsIn + minutes)]
  await page.getByLabel('Starts, date').fill(start.date)
  await page.getByLabel('Starts, time').fill(start.time)
  await page.getByLabel('Ends, date').fill(end.date)
  await page.getByLabel('Ends, time').fill(end.time)
  await page.getByLabel('From', { exact: true }).fill(start.time)
  await page.getByLabel('For, minutes').fill(String(minutes))
}

/** Writes a complete draft as the scheduler of Mashme and leaves the browser on its page. */
async function draft(page: Page, title: string, startsIn: number, minutes: number): Promise<void> {
  await page.goto('/admin/windows/new')
  await page.getByLabel('Kind').selectOption('Urgent platform update')
  await page.getByLabel('Title, English').fill(title)
  await page.getByLabel('What changes, English').fill('Versions of the media servers move up.')
  await fillTimes(page, startsIn, minutes)
  await page.getByLabel('Video and audio: Impact').selectOption('Outage')
  await page.getByLabel('Infrastructure, English').fill('Images are restored.')
  await page.getByLabel('Services, English').fill('The version before is deployed again.')
  await page.getByLabel('Data, English').fill('No data is changed.')
  await expect(page.getByText('Nothing stands in the way of announcing it.')).toBeVisible()
  await page.getByRole('button', { name: 'Save draft' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title)
}

/** Sends the form of the step that is open. */
const send = (page: Page, name: RegExp) => page.locator('#step').getByRole('button', { name }).click()

async function announce(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Announce', exact: true }).click()
  await send(page, /^Announce/)
  await expect(page.getByText('Done: Announce.')).toBeVisible()
}

async function subscribed(page: Page, address: string): Promise<void> {
  await page.goto('/subscribe?service=mashme')
  await page.getByLabel('Email address').fill(address)
  await page.getByRole('button', { name: 'Subscribe' }).click()
  await page.goto(linkIn(await mailNumber(address, 1), /confirm/))
  await page.getByRole('button', { name: 'Confirm' }).click()
  await expect(page.getByText('Confirmed. The next notice comes to you.')).toBeVisible()
}

test('a form that is refused says so at each field, keeps what was typed, and stores nothing', async ({ page }) => {
  await signIn(page, people.mashme)
  await page.goto('/admin/windows/new')
  await page.getByLabel('Title, English').fill('<script>alert(1)</script>')
  await page.getByLabel('Title, Hindi').fill('रखरखाव 🚧')
  await page.getByLabel('What changes, English').fill('Versions move up.')
  await fillTimes(page, 120, 60)
  await page.getByLabel('Ends, time').fill('00:00')
  await page.getByLabel('Ends, date').fill(madrid(-2000).date)
  await page.getByRole('button', { name: 'Save draft' }).click()

  const summary = page.getByRole('alert').filter({ hasText: 'keep this window from being saved' })
  await expect(summary).toBeFocused()
  await expect(summary.getByRole('listitem')).toHaveCount(3)
  await expect(page.getByLabel('Title, English')).toHaveAttribute('aria-invalid', 'true')
  await expect(page.locator('#field-endsLocal-error')).toContainText('The end is not after the start.')
  await expect(page.getByLabel('Title, English')).toHaveValue('<script>alert(1)</script>')
  await expect(page.getByLabel('What changes, English')).toHaveValue('Versions move up.')
  await summary.getByRole('link', { name: /No emoji/ }).click()
  await expect(page.getByLabel('Title, Hindi')).toBeFocused()
  await page.goto('/admin/windows?list=drafts&q=Versions')
  await expect(page.getByText('No window matches.')).toBeVisible()
})

test('a planned window is completed nearer its time: the details change, the published time stays', async ({
  page,
}) => {
  await signIn(page, people.mashme)
  await draft(page, 'Planned first', 2000, 60)
  await page.getByRole('link', { name: 'Publish as planned' }).click()
  await send(page, /^Publish as planned/)
  await expect(page.getByText('Done: Publish as planned.')).toBeVisible()
  await page.getByRole('link', { name: 'Edit the details' }).click()
  await expect(page.getByText('the time changes by rescheduling')).toBeVisible()
  await page.getByLabel('What changes, English').fill('Versions of the media servers and of sign-in move up.')
  await page.getByRole('button', { name: 'Save changes' }).click()
  await expect(page.getByText('Saved.', { exact: true })).toBeVisible()
  await page.getByRole('link', { name: 'Public record' }).click()
  await expect(page.getByText('Versions of the media servers and of sign-in move up.')).toBeVisible()
})

test('a time that the clocks skip is refused in words', async ({ page }) => {
  await signIn(page, people.mashme)
  await page.goto('/admin/windows/new')
  await page.getByLabel('Title, English').fill('On the clock-change night')
  await page.getByLabel('Starts, date').fill('2027-03-28')
  await page.getByLabel('Starts, time').fill('02:30')
  await page.getByLabel('Ends, date').fill('2027-03-28')
  await page.getByLabel('Ends, time').fill('04:00')
  const rules = page.getByRole('complementary', { name: 'What the rules say' })
  await expect(
    rules.getByText('02:30 does not exist that night: clocks go forward. The next time that exists is 03:30.'),
  ).toBeVisible()
  await page.getByRole('radio', { name: 'None' }).check()
  await page.getByRole('button', { name: 'Save draft' }).click()
  await expect(page.locator('#field-startsLocal-error')).toContainText('02:30 does not exist that night')
})

test('a window is announced, started early, updated, extended, tested and finished; each step is on the page and in the inbox', async ({
  page,
  browser,
}) => {
  const address = freshAddress('follower')
  await subscribed(page, address)
  await signIn(page, people.mashme)
  await draft(page, 'Journey of a window', 90, 60)

  await page.getByRole('link', { name: 'Announce', exact: true }).click()
  await expect(page.getByText(/^Reaches \d+ pe/)).toBeVisible()
  await expect(page.locator('iframe[srcdoc*="Journey of a window"]')).toBeVisible()
  await send(page, /^Announce, to \d+/)
  await expect(page.getByText('Done: Announce.')).toBeVisible()
  expect((await mailNumber(address, 2)).subject).toMatch(/^Announced: Journey of a window, Mashme, \d/)

  const reader = await browser.newPage({ baseURL: site })
  await reader.goto('/')
  await reloaded(
    reader,
    reader.locator('.banner-maintenance').filter({ hasText: /Journey of a window|maintenance windows/ }),
  )

  await expect(page.getByRole('button', { name: 'Finish' })).toBeDisabled()
  await expect(page.getByRole('listitem').filter({ hasText: 'Finish' }).getByText('It has not started.')).toBeVisible()
  await page.getByRole('link', { name: 'Start', exact: true }).click()
  await send(page, /^Start/)
  await expect(page.getByText('It starts before its time: say why, people are told.').first()).toBeVisible()
  await page.getByLabel('Why it starts early, English').fill('Everybody is ready.')
  await send(page, /^Start/)
  await expect(page.getByText('Done: Start.')).toBeVisible()
  expect((await mailNumber(address, 3)).text).toContain('Everybody is ready.')
  await reloaded(reader, reader.getByRole('heading', { level: 1, name: 'Four of five services are working.' }))
  await expect(reader.locator('#service-mashme').getByText('Maintenance').first()).toBeVisible()

  await page.getByRole('link', { name: 'Post update' }).click()
  await page.getByLabel('Message, English').fill('Half of the steps are done.')
  await send(page, /^Post update/)
  await expect(page.getByText('Done: Post update.')).toBeVisible()
  expect((await mailNumber(address, 4)).text).toContain('Half of the steps are done.')
  await reloaded(reader, reader.getByText('Half of the steps are done.'))

  await page.getByRole('link', { name: 'Extend' }).click()
  const later = madrid(200)
  await page.getByLabel('New end, date').fill(later.date)
  await page.getByLabel('New end, time').fill(later.time)
  await page.getByLabel('Reason, English').fill('The data move takes longer.')
  await send(page, /^Extend/)
  await expect(page.getByText('Done: Extend.')).toBeVisible()
  expect((await mailNumber(address, 5)).subject).toMatch(/^Extended: /)

  await page.getByRole('link', { name: 'Start testing' }).click()
  await send(page, /^Start testing/)
  await expect(page.getByText('Done: Verify.')).toBeVisible()
  await page.getByRole('link', { name: 'Finish' }).click()
  await send(page, /^Finish/)
  await expect(page.getByText('Done: Finish.')).toBeVisible()
  expect((await mailNumber(address, 7)).subject).toMatch(/^Finished: /)
  await reloaded(reader, reader.getByRole('heading', { level: 1, name: 'All five services are working.' }))
  expect((await mailsTo(address)).map((mail) => mail.subject.split(':')[0])).toEqual([
    'Confirm your notices from Almanac',
    'Announced',
    'Started',
    'Update',
    'Extended',
    'Testing',
    'Finished',
  ])
  await expect(page.getByRole('row', { name: /Rosa Ortega.*Finished/ })).toBeVisible()
  await reader.close()
})

test('a window goes wrong: an incident from it, the rollback said first, closed as rolled back, resolved and reviewed', async ({
  page,
  browser,
}) => {
  await signIn(page, people.mashme)
  await draft(page, 'Window that goes wrong', 95, 60)
  await announce(page)
  await page.getByRole('link', { name: 'Start', exact: true }).click()
  await page.getByLabel('Why it starts early, English').fill('Ready.')
  await send(page, /^Start/)
  await page.getByRole('link', { name: 'Declare incident' }).click()
  await page.getByLabel('Title, English').fill('Interface does not come back')
  await page.getByLabel('Message, English').fill('It refuses everybody.')
  await page.getByLabel('Video and audio, Production: With this message').selectOption('Major outage')
  await page.getByRole('button', { name: /^Declare/ }).click()
  await expect(page.getByText('Declared. People are being told.')).toBeVisible()
  const incident = page.url()

  const reader = await browser.newPage({ baseURL: site })
  await reader.goto('/')
  await reloaded(reader, reader.getByRole('heading', { level: 1, name: 'Mashme is not working.' }))
  await expect(reader.getByRole('heading', { name: 'Interface does not come back' })).toBeVisible()

  await page.getByRole('link', { name: /Cause/ }).click()
  await page.getByRole('link', { name: 'Roll back' }).click()
  await send(page, /^Roll back/)
  await expect(page.getByText('This is needed.').first()).toBeVisible()
  await page.getByLabel('Why it is taken back, English').fill('Checks of step 12 failed.')
  await send(page, /^Roll back/)
  await expect(page.getByText('Done: Roll back.')).toBeVisible()
  await page.getByRole('link', { name: 'Finish' }).click()
  await send(page, /^Finish/)
  await expect(page.getByText('Rolled back').first()).toBeVisible()

  await page.goto(incident)
  await page.getByRole('radio', { name: 'Resolved' }).check()
  await page.getByLabel('Message, English').fill('The version before is back.')
  await page.getByRole('button', { name: /^Post/ }).click()
  await expect(page.getByText('Posted. People are being told.')).toBeVisible()
  await page.getByLabel('Review, English').fill('The setting was renamed.')
  await page.getByRole('button', { name: 'Publish the review' }).click()
  await expect(page.getByText('The review is published.')).toBeVisible()
  await reader.goto('/')
  await reloaded(reader, reader.getByRole('heading', { level: 1, name: 'All five services are working.' }))
  await reader.close()
})

test('a change of an announced plan: its mail and its reach are seen first, then it is sent just so', async ({
  page,
}) => {
  const address = freshAddress('change')
  await subscribed(page, address)
  await signIn(page, people.mashme)
  await draft(page, 'Changed on the way', 900, 60)
  await announce(page)
  await page.getByRole('link', { name: 'Change the plan' }).click()
  await expect(page.getByText('Nothing stands in the way of announcing it.')).toBeVisible()
  await page.getByLabel('What changes, English').fill('The recording servers move up too.')
  await page.getByLabel('Why the plan changes, English').fill('The supplier asks for it.')
  await page.getByRole('button', { name: 'See the mail first' }).click()
  await expect(page.getByRole('heading', { name: 'The mail' })).toBeFocused()
  const mail = page.frameLocator('iframe[title="The mail as it looks"]')
  await expect(mail.getByText('The recording servers move up too.')).toBeVisible()
  await expect(page.getByText(/^Reaches \d+ (person|people)$/)).toBeVisible()
  await expect(page.getByLabel('What changes, English')).toHaveValue('The recording servers move up too.')
  await page.getByRole('button', { name: 'हिन्दी' }).click()
  await expect(mail.locator('html')).toHaveAttribute('lang', 'hi')
  await page.getByRole('button', { name: 'Change the plan and tell it' }).click()
  await expect(page.getByText('Saved.')).toBeVisible()
  const told = () =>
    mailsTo(address).then((mails) => mails.filter(({ text }) => text.includes('The recording servers')))
  await expect.poll(async () => (await told()).length).toBe(1)
  expect((await told())[0]?.text).toContain('The supplier asks for it.')
})

test('two people with the same window: the second is told who did what, keeps their text, and can go on', async ({
  page,
  browser,
}) => {
  await signIn(page, people.mashme)
  await draft(page, 'Edited by two', 300, 60)
  await announce(page)
  await page.getByRole('link', { name: 'Post update' }).click()
  await page.getByLabel('Message, English').fill('My words, not to be lost.')

  const other = await browser.newPage({ baseURL: site, locale: 'en-GB' })
  await signIn(other, people.operator)
  await other.goto(page.url().split('?')[0] ?? '')
  await other.getByRole('link', { name: 'Reschedule' }).click()
  const later = madrid(420)
  await other.getByLabel('Ends, date').fill(later.date)
  await other.getByLabel('Ends, time').fill(later.time)
  await other.getByLabel('Reason, English').fill('An hour more.')
  await other.getByRole('button', { name: /^Reschedule/ }).click()
  await expect(other.getByText('Done: Reschedule.')).toBeVisible()
  await other.close()

  await send(page, /^Post update/)
  const conflict = page.getByRole('alert').filter({ hasText: 'Somebody else changed this meanwhile.' })
  await expect(conflict).toBeFocused()
  await expect(conflict).toContainText('Olive Okafor')
  await expect(conflict.getByRole('row', { name: /^End / })).toBeVisible()
  await expect(page.getByLabel('Message, English')).toHaveValue('My words, not to be lost.')
  await send(page, /having seen it/)
  await expect(page.getByText('Done: Post update.')).toBeVisible()
})

test('an auditor reads and cannot act; a member cannot enter; a wrong password locks', async ({ page, browser }) => {
  await signIn(page, people.auditor)
  await page.goto('/admin/windows')
  await expect(page.getByRole('link', { name: 'New window' })).toHaveCount(0)
  await page.getByRole('link', { name: 'SEC Release' }).first().click()
  await expect(page.getByRole('button', { name: 'Reschedule' })).toBeDisabled()
  await expect(page.getByText('Your role does not give this right here.').first()).toBeVisible()

  const member = await browser.newPage({ baseURL: site })
  await signIn(member, people.cityB)
  await member.goto('/admin')
  await expect(member.getByRole('heading', { level: 1 })).toHaveText('This page is for staff.')
  await member.close()
})
