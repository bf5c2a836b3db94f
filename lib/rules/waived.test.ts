import { expect, test } from 'vitest'
import type { Fact } from '#lib/errors.ts'
import { isAskedAnew } from './waived.ts'

const waiver = (code: string, facts: Record<string, Fact> = {}) => ({ code, facts })
const christmas = waiver('frozen', { freeze: 'F-2026-1', title: { en: 'Christmas freeze' } })

test.each([
  ['nothing was asked for later', christmas, [], false],
  ['for the same freeze', christmas, [waiver('frozen', { freeze: 'F-2026-1', title: { en: 'Renamed' } })], true],
  ['for another freeze', christmas, [waiver('frozen', { freeze: 'F-2026-2' })], false],
  ['for another and the same', christmas, [waiver('frozen', { freeze: 'F-2026-2' }), christmas], true],
  ['for another rule', christmas, [waiver('notice-too-short')], false],
  [
    'for the notice of another day',
    waiver('notice-too-short', { due: '2026-11-01' }),
    [waiver('notice-too-short')],
    true,
  ],
  [
    'for the limit of another month',
    waiver('monthly-limit', { month: '2026-11' }),
    [waiver('monthly-limit', { month: '2026-12' })],
    false,
  ],
])('a refused waiver is asked for anew: %s', (_, refused, later, expected) => {
  expect(isAskedAnew(refused, later)).toBe(expected)
})
