import { expect, test } from 'vitest'
import { Refusal } from '#lib/errors.ts'
import type { Row } from '#lib/forms/rows.ts'
import { parse } from '#lib/input.ts'
import { plainPolicy } from '#lib/rules/policy.ts'
import { policyRuleCodes, severityOf } from '#lib/rules/severity.ts'
import { editFrom, freezeRow, kindRow, regionRow } from './form.ts'
import { policyRevision } from './input.ts'
import { editOf } from './rules.ts'

const christmas = {
  code: 'christmas',
  name: { en: 'Christmas freeze', hi: 'क्रिसमस की रोक' },
  exceptions: { en: 'Emergency fixes.' },
  from: '12-18',
  to: '01-08',
  source: 'DCC 4.6',
}
const region = { name: { en: 'Great Britain' }, timeZone: 'Europe/London', peak: { from: '07:00', to: '20:00' } }
const policy = { ...plainPolicy, annualFreezes: [christmas], regions: [region], features: ['MAJOR', 'MINOR'] }
const [planned] = policy.kinds

/** The form of a policy as a browser sends it, with some fields changed; null: not sent. */
function formOf(changes: Record<string, string | null> = {}): FormData {
  const edit = editOf(policy)
  const rows = (list: string, of: Row[]) =>
    of.flatMap((row, number) => Object.entries(row).map(([name, value]) => [`${list}.${number}.${name}`, value]))
  const fields: Record<string, string | null> = {
    ...Object.fromEntries(policyRuleCodes.map((code) => [`severities.${code}`, severityOf(policy, code)])),
    ...Object.fromEntries(rows('kinds', policy.kinds.map(kindRow))),
    ...Object.fromEntries(rows('annualFreezes', policy.annualFreezes.map(freezeRow))),
    ...Object.fromEntries(rows('regions', policy.regions.map(regionRow))),
    features: edit.features.join(', '),
    ...Object.fromEntries(
      (
        [
          'horizonMonths',
          'alertLeadDays',
          'reminderMinutes',
          'updateEveryMinutes',
          'freezeLeadDays',
          'freezeNoticeDays',
        ] as const
      ).map((name) => [name, String(edit[name] ?? '')]),
    ),
    ...changes,
  }
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) if (value !== null) form.append(`edit.${name}`, value)
  for (const day of edit.nights) form.append('edit.nights', String(day))
  for (const day of edit.weekend) form.append('edit.weekend', String(day))
  return form
}
const revision = (changes?: Record<string, string | null>) =>
  parse(policyRevision, {
    ...{ serviceId: 'one', version: 1, inForceFrom: '2026-11-21', source: 'Board' },
    edit: editFrom(formOf(changes)),
  })
function refused(changes: Record<string, string | null>) {
  try {
    revision(changes)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return error.reasons.map(({ code, field }) => [code, field])
  }
  return []
}

test('what the form is filled with is what it says', () => {
  expect(revision().edit).toEqual(editOf(policy))
})

test('rows that were removed or left empty are gone; what is said of the others counts those that are left', () => {
  const { edit } = revision({
    ...Object.fromEntries(Object.keys(kindRow(planned as never)).map((name) => [`kinds.0.${name}`, null])),
    'regions.4.name.en': ' ',
    'kinds.7.name.en': 'Data load',
    'kinds.7.notice.unit': 'days',
    'kinds.7.notice.amount': '3',
    'kinds.7.carries': 'SEC, major,,SEC ',
  })
  expect(edit.kinds.map(({ code }) => code)).toEqual(['urgent', 'release', ''])
  expect(edit.kinds.at(-1)).toEqual({
    ...{ code: '', name: { en: 'Data load' }, urgent: false, routine: false, patch: false },
    ...{ carries: ['SEC', 'major'], notice: { amount: 3, unit: 'days' } },
  })
  expect(edit.regions).toHaveLength(1)
  expect(refused({ 'annualFreezes.9.from.day': '31', 'annualFreezes.9.from.month': '12' })).toEqual([
    ['required', 'edit.annualFreezes.1.name.en'],
    ['not-a-day-of-the-year', 'edit.annualFreezes.1.to'],
  ])
})

test.each([
  [{ 'annualFreezes.0.to.day': '31', 'annualFreezes.0.to.month': '06' }, 'not-a-day-of-the-year', 'annualFreezes.0.to'],
  [
    { 'annualFreezes.0.from.day': '29', 'annualFreezes.0.from.month': '02' },
    'not-a-day-of-the-year',
    'annualFreezes.0.from',
  ],
  [{ 'annualFreezes.0.to.day': 'first' }, 'not-a-day-of-the-year', 'annualFreezes.0.to'],
  // From 18 December to 16 April are 120 days in a leap year, the longest that a freeze may be.
  [{ 'annualFreezes.0.to.day': '17', 'annualFreezes.0.to.month': '04' }, 'too-many-days', 'annualFreezes.0.to'],
  [{ 'annualFreezes.0.to.day': '17', 'annualFreezes.0.to.month': '12' }, 'too-many-days', 'annualFreezes.0.to'],
  [{ 'annualFreezes.0.name.en': '', 'annualFreezes.0.name.hi': '' }, 'required', 'annualFreezes.0.name.en'],
  [{ 'kinds.1.name.en': '<b>', 'kinds.1.name.hi': '' }, 'markup', 'kinds.1.name.en'],
  [{ 'kinds.0.notice.unit': 'days', 'kinds.0.notice.amount': 'some' }, 'out-of-range', 'kinds.0.notice.amount'],
  [{ 'releaseFreeze.before': '10' }, 'out-of-range', 'releaseFreeze.after'],
  [{ 'releaseFreeze.before': '101', 'releaseFreeze.after': '0' }, 'out-of-range', 'releaseFreeze.before'],
])('%o is refused at its field', (changes, code, field) => {
  expect(refused(changes as unknown as Record<string, string>)).toEqual([[code, `edit.${field}`]])
})

test('the longest freeze, a single day and no kind at all', () => {
  expect(refused({ 'annualFreezes.0.to.day': '16', 'annualFreezes.0.to.month': '04' })).toEqual([])
  expect(refused({ 'annualFreezes.0.to.day': '18', 'annualFreezes.0.to.month': '12' })).toEqual([])
  const all = policy.kinds.flatMap((kind, number) =>
    Object.keys(kindRow(kind)).map((name) => `kinds.${number}.${name}`),
  )
  expect(refused(Object.fromEntries(all.map((name) => [name, null])))).toEqual([['no-kind-of-window', 'edit.kinds']])
})
