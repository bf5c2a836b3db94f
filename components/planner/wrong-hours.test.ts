import { expect, test } from 'vitest'
import { dcc } from '#lib/policies/presets/dcc.ts'
import { policySchema } from '#lib/rules/policy.ts'
import type { Settings } from './settings-of.ts'
import { wrongIn } from './wrong-hours.ts'

const ground = {
  ...{ today: '2026-11-21', last: '2028-11-21', zone: 'Europe/London' },
  policy: policySchema.parse(dcc.policy),
}
const right: Settings = {
  ...{ from: '2026-12-01', until: '2028-10-31', count: '21', every: '', nights: [7] },
  ...{ starts: '20:00', lasts: '6 h', kind: 'maintenance', title: { en: 'Maintenance', hi: '' } },
  description: { en: '', hi: '' },
}
const wrong = (changes: Partial<Settings>) =>
  wrongIn({ ...right, ...changes }, ground, new Date('2026-11-21T21:00:00Z')).map(
    ({ field, code }) => `${field} ${code}`,
  )

test.each<[Partial<Settings>, string[]]>([
  [{}, []],
  [{ from: '' }, ['from required']],
  [{ from: '2026-11-20' }, ['from starts-in-past']],
  [{ from: '2026-11-21' }, ['from starts-in-past']],
  [{ from: '2026-11-21', starts: '22:00' }, []],
  [{ from: '20271-01-01' }, ['from not-a-date']],
  [{ from: '2027-02-30', count: '0' }, ['from not-a-date', 'count out-of-range']],
  [{ until: '' }, ['until required']],
  [{ until: '20271-01-01' }, ['until not-a-date']],
  [{ until: '2026-11-30' }, ['until ends-before-start']],
  [{ until: '2028-11-21' }, []],
  [{ until: '2028-11-22' }, ['until beyond-horizon']],
  [{ count: '' }, ['count out-of-range']],
  [{ count: '0' }, ['count out-of-range']],
  [{ count: 'abc' }, ['count out-of-range']],
  [{ count: '200' }, []],
  [{ count: '201' }, ['count out-of-range']],
  [{ every: '0' }, ['every out-of-range']],
  [{ every: '5' }, []],
  [{ starts: '9pm' }, ['starts not-a-clock']],
  [{ lasts: '25 h' }, []],
  [{ lasts: '14 d' }, []],
  [{ lasts: '14 d 1 h' }, ['lasts too-many-days']],
  [{ lasts: 'long' }, ['lasts not-a-length']],
])('of %o', (changes, expected) => expect(wrong(changes)).toEqual(expected))
