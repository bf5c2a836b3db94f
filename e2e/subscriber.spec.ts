import { site } from './support/ports.ts'
import { expect, freshAddress, linkIn, mailNumber, mailsTo, test } from './support/test.ts'

test('subscribes in Hindi, confirms, changes and ends it by one click', async ({ page, request }) => {
  const address = freshAddress('sub')
  await page.goto('/hi/subscribe')
  await page.getByLabel('ईमेल पता').fill(address)
  await page.getByLabel('समय क्षेत्र').fill('कोलकाता')
  await page.getByRole('button', { name: 'सदस्यता लें' }).click()
  await expect(page.getByRole('heading', { name: 'एक क़दम बाक़ी है: मेल खोलें।' })).toBeVisible()

  const mail = await mailNumber(address, 1)
  expect(mail.subject).toBe('Almanac की सूचनाओं की पुष्टि करें')
  await page.goto(linkIn(mail, /confirm/))
  await page.getByRole('button', { name: 'पुष्टि करें' }).click()
  await expect(page.getByText('पुष्टि हो गई। अगली सूचना आपको मिलेगी।')).toBeVisible()
  await expect(page.getByRole('heading', { level: 1 })).toContainText(address)

  await expect(page.getByLabel('समय क्षेत्र')).toHaveValue('Asia/Kolkata')
  await page.getByLabel('DIGIT डेमो').check()
  await expect(page.getByLabel('सभी सेवाएँ')).not.toBeChecked()
  await page.getByRole('button', { name: 'विकल्प सहेजें' }).click()
  await expect(page.getByText('सहेजा गया। अगली सूचना से लागू होगा।')).toBeVisible()

  const key = new URL(page.url()).pathname.split('/').at(-1) ?? ''
  await page.getByRole('link', { name: 'सभी मेल बंद करें' }).click()
  await expect(page.getByRole('button', { name: 'सभी सूचनाएँ बंद करें' })).toBeVisible()
  const ended = await request.post(`/api/unsubscribe/${key}`, {
    form: { 'List-Unsubscribe': 'One-Click' },
    maxRedirects: 0,
  })
  expect(ended.status()).toBe(200)
  await page.reload()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('यहाँ कोई सदस्यता नहीं है।')
})

test('without script the form works, and says what is wrong with what was typed still there', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: site })
  const page = await context.newPage()
  await page.goto('/subscribe')
  await page.getByLabel('Email address').fill('not an address')
  await page.getByRole('button', { name: 'Subscribe' }).click()
  await expect(
    page.locator('.error').getByText('This is no email address. One looks like name@example.org.'),
  ).toBeVisible()
  await expect(page.getByLabel('Email address')).toHaveValue('not an address')
  const address = freshAddress('plain')
  await page.getByLabel('Email address').fill(address)
  await page.getByRole('button', { name: 'Subscribe' }).click()
  await expect(page.getByRole('heading', { name: 'One step is left: open the mail.' })).toBeVisible()
  await mailNumber(address, 1)
  await context.close()
})

test('the answer does not tell whether an address is subscribed; its owner is told by mail', async ({ page }) => {
  const address = freshAddress('known')
  const ask = async () => {
    await page.goto('/subscribe')
    await page.getByLabel('Email address').fill(address)
    await page.getByRole('button', { name: 'Subscribe' }).click()
    await expect(page.getByRole('heading', { name: 'One step is left: open the mail.' })).toBeVisible()
    return page.getByRole('status').filter({ hasText: 'We wrote to' }).textContent()
  }
  const first = await ask()
  await page.goto(linkIn(await mailNumber(address, 1), /confirm/))
  await page.getByRole('button', { name: 'Confirm' }).click()
  await expect(page.getByText('Confirmed. The next notice comes to you.')).toBeVisible()
  expect(await ask()).toBe(first)
  // Others announce meanwhile: notices may lie between.
  await expect
    .poll(async () => (await mailsTo(address)).map((mail) => mail.subject))
    .toContain('You get notices from Almanac already')
})

test('a confirmation that was tampered with confirms nothing', async ({ page }) => {
  const address = freshAddress('forged')
  await page.goto('/subscribe')
  await page.getByLabel('Email address').fill(address)
  await page.getByRole('button', { name: 'Subscribe' }).click()
  const link = linkIn(await mailNumber(address, 1), /confirm/)
  await page.goto(`${link.slice(0, -3)}xxx`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This link no longer works.')
  expect(await mailsTo(address)).toHaveLength(1)
})
