import { expect, test } from 'vitest'
import { minutesIn } from './length.ts'
import { baseOf, titlesFor } from './titles.ts'

test('each title has its month, the second of a month its number, also beside a published one', () => {
  const base = { en: 'Maintenance', hi: 'रखरखाव' }
  expect(titlesFor(base, ['2027-01-10', '2027-01-31', '2027-02-14'], [{ en: 'Maintenance 2027-02' }])).toEqual([
    { en: 'Maintenance 2027-01', hi: 'रखरखाव 2027-01' },
    { en: 'Maintenance 2027-01 (2)', hi: 'रखरखाव 2027-01 (2)' },
    { en: 'Maintenance 2027-02 (2)', hi: 'रखरखाव 2027-02 (2)' },
  ])
  expect(titlesFor({ hi: 'रखरखाव' }, ['2027-01-10'])).toEqual([{ hi: 'रखरखाव 2027-01' }])
})

test('the base of a title is what it was before', () => {
  expect(baseOf({ en: 'Maintenance 2027-01 (2)', hi: 'रखरखाव 2027-01' })).toEqual({ en: 'Maintenance', hi: 'रखरखाव' })
  expect(baseOf({ en: 'SEC Release June 2027' })).toEqual({ en: 'SEC Release June 2027' })
})

test.each<[string, number | null]>([
  ['6 h', 360],
  ['6h', 360],
  ['1.5 h', 90],
  ['1,5 h', 90],
  ['1 h 30 min', 90],
  ['90 min', 90],
  ['90', 90],
  ['6 घंटे', 360],
  ['45 मिनट', 45],
  [' 2 hours ', 120],
  ['1 d', 1440],
  ['1 d 2 h', 1560],
  ['1 दिन 1 घंटे 30 मिनट', 1530],
  ['', null],
  ['0 h', null],
  ['six', null],
  ['-3 h', null],
  ['6 h or so', null],
])('“%s” lasts %s minutes', (typed, minutes) => expect(minutesIn(typed)).toBe(minutes))
