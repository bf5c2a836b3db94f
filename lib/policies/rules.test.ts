import { expect, test } from 'vitest'
import { dcc } from '#lib/policies/presets/dcc.ts'
import { policySchema } from '#lib/rules/policy.ts'
import { editOf, revised } from './rules.ts'

const policy = policySchema.parse(dcc.policy)
const [christmas] = policy.annualFreezes
if (!christmas) throw new Error('the preset has no yearly freeze')

test.each([
  ['the same', {}, christmas.source],
  ['another name alone', { name: { en: 'Year’s end' } }, christmas.source],
  ['another first day', { from: '12-17' }, 'Board'],
  ['another last day', { to: '01-09' }, 'Board'],
  ['other days with a source of their own', { to: '01-09', source: 'Annex B' }, 'Annex B'],
  ['another source alone', { source: 'Annex B' }, 'Annex B'],
  ['a source that was emptied', { source: '' }, 'Board'],
])('a yearly freeze comes from where its days come from: %s', (_, change, source) => {
  const edit = { ...editOf(policy), annualFreezes: [{ ...christmas, ...change }] }
  expect(revised(policy, edit, 'Board').annualFreezes[0]?.source).toBe(source)
})
