import { expect, test } from 'vitest'
import type { DraftedPlan } from '#lib/planner/queries.ts'
import { settingsIn, wishOf } from './settings-of.ts'

const draft: Pick<DraftedPlan, 'settings' | 'made'> = {
  settings: {
    ...{ from: '2026-12-01', until: '2028-10-31', count: '21', every: '', nights: [7], starts: '20:00', lasts: '6 घंटे' },
    ...{ kind: 'maintenance', title: { en: 'Maintenance', hi: '' }, description: { en: '', hi: '' } },
  },
  made: { wish: { from: '2026-12-01', to: '2028-11-01', count: 21, nights: [7] }, hours: '20:00 360' },
}
const on = (today: string, clock = '12:00') => {
  const at = new Date(`${today}T${clock}Z`)
  const { settings, made } = settingsIn(draft, { today, last: '2028-11-21', zone: 'Europe/London' }, at, 'en')
  return [settings.from, made.wish.from, settings.lasts]
}

test.each<[string, string[], string[]]>([
  ['before its first day', on('2026-11-21'), ['2026-12-01', '2026-12-01', '6 h']],
  ['on it', on('2026-12-01'), ['2026-12-01', '2026-12-01', '6 h']],
  ['after its start', on('2026-12-01', '20:30'), ['2026-12-02', '2026-12-02', '6 h']],
  ['a week later', on('2026-12-08'), ['2026-12-08', '2026-12-08', '6 h']],
])('a draft opened %s is one for days that are left, in the words of who opens it', (_, found, expected) =>
  expect(found).toEqual(expected),
)

test.each([
  ['2028-10-31', '2028-11-01'],
  ['2028-11-01', '2028-11-01'],
  ['2028-09-30', '2028-10-01'],
])('what the schedule reaches on opening, %s, is as far as its days are drawn', (last, to) => {
  const ground = { today: '2026-11-21', last, zone: 'Europe/London' }
  expect(settingsIn(draft, ground, new Date('2026-11-21T12:00Z'), 'en').made.wish.to).toBe(to)
})

test.each([
  [{}, { from: '2026-12-01', to: '2028-11-01' }],
  [{ from: '20271-01-01' }, { from: '', to: '2028-11-01' }],
  [{ until: '20271-01-01' }, { from: '2026-12-01', to: '' }],
  [{ until: '' }, { from: '2026-12-01', to: '' }],
])('what is wanted with %o typed', (typed, days) =>
  expect(wishOf({ ...draft.settings, ...typed })).toEqual({ ...days, count: 21, nights: [7] }),
)
