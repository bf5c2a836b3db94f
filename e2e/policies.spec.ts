import type { Page } from '@playwright/test'
import { expect, people, signIn, test } from './support/test.ts'

/** The list of published windows in breach, beside the form of a policy. */
const inBreach = (page: Page) => page.getByRole('region', { name: 'Published windows in breach' })

test('the operator sets a monthly limit and sees at once what that breaks; undone, the list is empty', async ({
  page,
}) => {
  await signIn(page, people.operator)
  await page.goto('/admin/policies')
  // A service on which no other journey announces anything meanwhile.
  await page.getByRole('link', { name: 'Mojaloop hub', exact: true }).click()
  const before = await inBreach(page).getByRole('listitem').count()
  const limit = page.getByLabel('Hours a month', { exact: true })
  const hours = await limit.inputValue()

  await limit.fill('a few')
  await page.getByLabel('Months ahead', { exact: true }).fill('61')
  await page.getByRole('button', { name: 'Store the new version' }).click()
  const summary = page.getByRole('alert').filter({ hasText: 'keep this from being saved' })
  await expect(summary).toBeFocused()
  await expect(limit).toHaveAccessibleDescription(/whole or half/)
  await expect(limit).toHaveValue('a few')
  await expect(page.getByLabel('Months ahead', { exact: true })).toHaveAccessibleDescription(/from 1 to 60/)

  await limit.fill('1.5')
  await page.getByLabel('Months ahead', { exact: true }).fill('24')
  await page.getByLabel('By whose word').fill('Operations board')
  await page.getByRole('button', { name: 'Store the new version' }).click()
  // What it does is shown before anything is stored, with everything as it was typed.
  const ahead = page.getByRole('region', { name: /published windows? would break a rule/ })
  await expect(ahead.getByRole('listitem').first()).toContainText('the limit is 1.5')
  await expect(limit).toHaveValue('1.5')
  await page.getByRole('button', { name: 'Store it anyway' }).click()
  await expect(page.getByRole('status').filter({ hasText: /Version 2 is stored. It puts .* in breach/ })).toBeVisible()
  const broken = inBreach(page).getByRole('listitem').filter({ hasText: 'By version 2' })
  await expect(broken.first()).toContainText('the limit is 1.5')
  await expect(broken.first()).toContainText('Rule: Operations board.')
  await expect(page.getByRole('row').filter({ hasText: 'Policy revised' })).toContainText('Olive')

  await limit.fill(hours)
  await page.getByLabel('By whose word').fill('Operations board, withdrawn')
  await page.getByRole('button', { name: 'Store the new version' }).click()
  await expect(page.getByText('Version 3 is stored. It puts no published window in breach.')).toBeVisible()
  await expect(inBreach(page).getByRole('listitem')).toHaveCount(before)
})

test('the operator adds a kind of window and a yearly freeze, keeps what was refused, and removes them again', async ({
  page,
}) => {
  await signIn(page, people.operator)
  await page.goto('/admin/policies/mhhs')
  const save = page.getByRole('button', { name: 'Store the new version' })
  const kinds = page.locator('[id="field-edit.kinds"]')
  const freezes = page.locator('[id="field-edit.annualFreezes"]')
  // What stored windows are of cannot go.
  await kinds.locator('summary', { hasText: 'Deployment into a test environment' }).click()
  const deployment = kinds.getByRole('group', { name: 'Deployment into a test environment', exact: true })
  await expect(deployment.getByText(/stored windows? (is|are) of this kind: it cannot be removed/)).toBeVisible()

  await page.getByRole('button', { name: 'Add a kind' }).click()
  const kind = kinds.getByRole('group', { name: 'New kind' })
  await expect(kind.getByLabel('Name, English')).toBeFocused()
  await page.keyboard.type('Data <b>load')
  await kind.getByLabel('Amount').fill('soon')
  await kind.getByLabel('May carry any release').uncheck()
  await kind.getByLabel('Types of release it may carry').fill('Data, Minor')
  await page.getByRole('button', { name: 'Add a yearly freeze' }).click()
  // A row that goes takes nothing of the others with it.
  await page.getByRole('button', { name: 'Remove: New yearly freeze' }).click()
  await page.getByRole('button', { name: 'Add a yearly freeze' }).click()
  const freeze = freezes.getByRole('group', { name: 'New yearly freeze' })
  await freeze.getByLabel('Name, English').fill('Summer break')
  await freeze.getByLabel('First day, day').fill('31')
  await freeze.getByLabel('First day, month').selectOption('June')
  await freeze.getByLabel('Last day, included, day').fill('9')
  await freeze.getByLabel('Last day, included, month').selectOption('July')
  await page.getByLabel('By whose word').fill('Programme board')
  await save.click()

  await expect(page.getByRole('alert').filter({ hasText: '3 things keep this from being saved' })).toBeFocused()
  const refused = kinds.getByRole('group', { name: 'Data <b>load', exact: true })
  await expect(refused.getByLabel('Name, English')).toHaveAccessibleDescription(/Plain text only/)
  await expect(refused.getByLabel('Amount')).toHaveAccessibleDescription(/from 0 to 90/)
  await expect(refused.getByLabel('Amount')).toHaveValue('soon')
  await expect(refused.getByLabel('Types of release it may carry')).toHaveValue('Data, Minor')
  const summer = freezes.getByRole('group', { name: 'Summer break', exact: true })
  await expect(summer.getByLabel('First day, day')).toHaveAccessibleDescription(/a day that every year has/)
  await expect(summer.getByLabel('First day, month')).toHaveValue('06')
  await refused.getByLabel('Name, English').fill('Data load')
  await refused.getByLabel('Amount').fill('4')
  // One that is added where a refused one was removed begins without its errors.
  await page.getByRole('button', { name: 'Remove: Summer break' }).click()
  await page.getByRole('button', { name: 'Add a yearly freeze' }).click()
  await expect(freeze.getByLabel('First day, day')).not.toHaveAccessibleDescription(/no day that every year has/)
  await freeze.getByLabel('Name, English').fill('Summer break')
  await freeze.getByLabel('First day, day').fill('30')
  await freeze.getByLabel('First day, month').selectOption('June')
  await freeze.getByLabel('Last day, included, day').fill('9')
  await freeze.getByLabel('Last day, included, month').selectOption('July')
  await save.click()

  await expect(page.getByRole('status').filter({ hasText: /Version \d+ is stored/ })).toBeVisible()
  await expect(kinds.getByText('4 business days of notice')).toBeVisible()
  await expect(freezes.getByText('30 Jun – 9 Jul')).toBeVisible()
  const entry = page.getByRole('row').filter({ hasText: 'Policy revised' }).first()
  await expect(entry).toContainText(/Data load.*Notice: 4 business days/)
  await expect(entry).toContainText(/Summer break.*First day: 30 Jun/)
  await page.goto('/admin/freezes')
  await expect(page.getByRole('row', { name: /Summer break, \d+.*Programme board/ }).first()).toBeVisible()

  await page.goto('/admin/policies/mhhs')
  await kinds.locator('summary', { hasText: 'Data load' }).click()
  await page.getByRole('button', { name: 'Remove: Data load' }).click()
  await expect(page.getByRole('button', { name: 'Add a kind' })).toBeFocused()
  await freezes.locator('summary', { hasText: 'Summer break' }).click()
  await page.getByRole('button', { name: 'Remove: Summer break' }).click()
  await page.getByLabel('By whose word').fill('Programme board, withdrawn')
  await save.click()
  await expect(page.getByText(/is stored. It puts no published window in breach/)).toBeVisible()
  await expect(kinds.locator('summary', { hasText: 'Data load' })).toHaveCount(0)
  await expect(freezes.getByRole('group')).toHaveCount(0)
})

test('the operator adds a holiday, sees what it breaks, and takes it back', async ({ page }) => {
  await signIn(page, people.operator)
  await page.goto('/admin/holidays?of=india&year=2027')
  await expect(page.getByRole('row', { name: /Republic Day/ })).toContainText('from the library')
  await page.getByLabel('Day', { exact: true }).fill('2027-03-22')
  await page.getByLabel('Name, English').fill('Holi')
  await page.getByLabel('Name, Hindi').fill('होली')
  await page.getByRole('button', { name: 'Add the holiday' }).click()
  await expect(page.getByRole('status')).toContainText('Monday 22 March 2027, Holi: added.')
  await expect(page.getByRole('row', { name: /Holi / })).toContainText('Added by hand by Olive')

  await page.getByLabel('Day', { exact: true }).fill('2027-03-22')
  await page.getByLabel('Name, English').fill('Holi again')
  await page.getByRole('button', { name: 'Add the holiday' }).click()
  await expect(page.getByLabel('Day', { exact: true })).toHaveAccessibleDescription(
    'That day is a holiday already: Holi.',
  )
  await expect(page.getByLabel('Name, English')).toHaveValue('Holi again')

  await page.getByRole('button', { name: 'Remove: Holi' }).click()
  await expect(page.getByText('Removed. It puts no published window in breach.')).toBeVisible()
  await expect(page.getByRole('row', { name: /Holi / })).toHaveCount(0)
})

test('the scheduler reads both, and each says why it cannot be changed', async ({ page }) => {
  await signIn(page, people.scheduler)
  await page.goto('/admin/policies/dcc')
  await expect(page.getByLabel('Hours a month', { exact: true })).toBeDisabled()
  await expect(page.getByRole('button', { name: 'Store the new version' })).toBeDisabled()
  await expect(page.getByText(/Who may change it: Operator/i).first()).toBeVisible()
  await page.goto('/admin/policies/digit')
  await expect(page.getByText('404')).toBeVisible()
  await page.goto('/admin/holidays?of=dcc')
  await expect(page.getByRole('button', { name: 'Add the holiday' })).toBeDisabled()
  await expect(page.getByText(/Adding and removing holidays is the operator’s/).first()).toBeVisible()
})
