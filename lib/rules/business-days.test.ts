import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, type Day, dayOf, weekday } from '#lib/time.ts'
import { firstDayAfterNotice, isBusinessDay, lastDayForNotice } from './business-days.ts'
import { libraryHolidays } from './calendars.ts'

const years = Array.from({ length: 13 }, (_, index) => 2025 + index)
const of = (calendar: 'england-and-wales' | 'india') => ({
  weekend: [6, 7],
  holidays: new Set(years.flatMap((year) => libraryHolidays(calendar, year)).map(({ day }) => day)),
})
const england = of('england-and-wales')
const india = of('india')
const business = (amount: number) => ({ amount, unit: 'business-days' as const })

test('the library knows bank holidays with their substitute days, and no observances', () => {
  expect(libraryHolidays('england-and-wales', 2026).map(({ day }) => day)).toEqual([
    '2026-01-01',
    '2026-04-03',
    '2026-04-06',
    '2026-05-04',
    '2026-05-25',
    '2026-08-31',
    '2026-12-25',
    '2026-12-26',
    '2026-12-28',
  ])
  expect(libraryHolidays('india', 2027).find(({ day }) => day === '2027-01-26')?.name).toEqual({
    en: 'Republic Day',
    hi: 'गणतंत्र दिवस',
  })
})

describe('the last day for notice', () => {
  test.each([
    [
      '15 business days before a Sunday, over Christmas and its substitute day',
      '2027-01-17',
      15,
      england,
      '2026-12-23',
    ],
    ['the same where nothing is a holiday', '2027-01-17', 15, { ...england, holidays: new Set<Day>() }, '2026-12-28'],
    ['one before a Tuesday after a bank holiday is the Friday', '2027-05-04', 1, england, '2027-04-30'],
    ['none: the day itself', '2027-01-17', 0, england, '2027-01-17'],
    ['a holiday of India is none in England', '2027-01-27', 1, england, '2027-01-26'],
    ['and one in India', '2027-01-27', 1, india, '2027-01-25'],
    ['a Friday weekend counts Sundays', '2027-01-18', 1, { weekend: [5, 6], holidays: new Set<Day>() }, '2027-01-17'],
  ])('%s', (_, day, amount, calendar, expected) =>
    expect(lastDayForNotice(day, business(amount), calendar)).toBe(expected),
  )
  test('days are calendar days', () =>
    expect(lastDayForNotice('2027-01-17', { amount: 15, unit: 'days' }, england)).toBe('2027-01-02'))
  test('a calendar without business days ends the count', () =>
    expect(lastDayForNotice('2027-01-17', business(3), { weekend: [1, 2, 3, 4, 5, 6, 7], holidays: new Set() })).toBe(
      addDays('2027-01-17', -3660),
    ))
})

describe('against a plain count, day by day, over ten years', () => {
  const anyDay = fc.integer({ min: 0, max: 3650 }).map((offset) => addDays('2027-01-01', offset))
  /** The same question the slow way: dates of the machine's calendar in UTC, one at a time. */
  const plainly = (day: Day, amount: number, calendar: typeof england) => {
    const date = new Date(`${day}T00:00Z`)
    for (let left = amount; left > 0; ) {
      date.setUTCDate(date.getUTCDate() - 1)
      const rests = date.getUTCDay() === 0 || date.getUTCDay() === 6 || calendar.holidays.has(dayOf(date, 'UTC'))
      if (!rests) left--
    }
    return dayOf(date, 'UTC')
  }
  test.each([
    ['England and Wales', england],
    ['India', india],
  ])('%s', (_, calendar) =>
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 60 }), (day, amount) => {
        expect(lastDayForNotice(day, business(amount), calendar)).toBe(plainly(day, amount, calendar))
      }),
      { numRuns: 400 },
    ),
  )
  test('the first day after notice is the first one whose notice is still in time', () =>
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 40 }), (told, amount) => {
        const first = firstDayAfterNotice(told, business(amount), england)
        expect(lastDayForNotice(first, business(amount), england) >= told).toBe(true)
        if (amount > 0) expect(lastDayForNotice(addDays(first, -1), business(amount), england) < told).toBe(true)
      }),
      { numRuns: 400 },
    ))
})

test('a business day is neither in the weekend nor a holiday', () => {
  expect(weekday('2026-12-28')).toBe(1)
  expect(isBusinessDay('2026-12-28', england)).toBe(false)
  expect(isBusinessDay('2026-12-29', england)).toBe(true)
  expect(isBusinessDay('2026-12-27', england)).toBe(false)
})
