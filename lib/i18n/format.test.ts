import { expect, test } from 'vitest'
import { daySpan, duration, longRange, moment, number, shortRange, zoneCity, zoneName } from './format.ts'

const [start, end] = [new Date('2026-11-29T20:00Z'), new Date('2026-11-30T02:00Z')]

test.each([
  ['en', 'Europe/London', 'Sunday 29 November 2026, 20:00 to Monday 30 November 2026, 02:00 GMT'],
  ['hi', 'Europe/London', 'रविवार, 29 नवंबर 2026, 20:00 से सोमवार, 30 नवंबर 2026, 02:00 GMT तक'],
  ['en', 'Asia/Kolkata', 'Monday 30 November 2026, 01:30–07:30 IST'],
  ['en', 'Asia/Kathmandu', 'Monday 30 November 2026, 01:45–07:45 UTC+05:45'],
] as const)('a range in %s, %s', (locale, zone, text) => expect(longRange(start, end, zone, locale)).toBe(text))

test('both zone names stand there on the night of a clock change', () => {
  expect(shortRange(new Date('2026-10-24T22:00Z'), new Date('2026-10-25T02:00Z'), 'Europe/London', 'en')).toBe(
    '23:00 BST–02:00 GMT',
  )
  expect(longRange(new Date('2026-10-25T00:30Z'), new Date('2026-10-25T01:30Z'), 'Europe/London', 'en')).toBe(
    'Sunday 25 October 2026, 01:30 BST–01:30 GMT',
  )
})

test('days are named when it takes longer than one', () =>
  expect(shortRange(new Date('2025-11-21T23:00Z'), new Date('2025-11-23T23:00Z'), 'Europe/Luxembourg', 'en')).toBe(
    '22 Nov 00:00 – 24 Nov 00:00 CET',
  ))

test.each([
  ['Europe/Madrid', 'CET'],
  ['America/New_York', 'EST'],
  ['Africa/Nairobi', 'EAT'],
  ['UTC', 'UTC'],
  ['Asia/Kolkata', 'IST'],
  ['America/Sao_Paulo', 'UTC-03:00'],
])('%s is %s in winter', (zone, name) => expect(zoneName(start, zone)).toBe(name))

test('digits are 0 to 9 in both languages', () => {
  expect(moment(start, 'Europe/London', 'hi')).toBe('रविवार, 29 नवंबर 2026, 20:00 GMT')
  expect(number(4182, 'en')).toBe('4,182')
})

test.each([
  [360, '6 h', '6 घंटे'],
  [90, '1 h 30 min', '1 घंटा 30 मिनट'],
  [2880, '2 d', '2 दिन'],
  [0, '0 min', '0 मिनट'],
])('%d minutes', (minutes, en, hi) => {
  expect([duration(minutes, 'en'), duration(minutes, 'hi')]).toEqual([en, hi])
})

test('cities are named in the reader’s language', () =>
  expect([zoneCity('Asia/Kolkata', 'hi'), zoneCity('America/New_York', 'en'), zoneCity('Asia/Calcutta', 'en')]).toEqual(
    ['कोलकाता', 'New York', 'Kolkata'],
  ))

test.each([
  ['2026-11-16', '2026-11-22', '16–22 November 2026', '16–22 नवंबर 2026', '16–22 Nov'],
  ['2026-11-30', '2026-12-06', '30 November – 6 December 2026', '30 नवंबर – 6 दिसंबर 2026', '30 Nov – 6 Dec'],
  ['2026-12-28', '2027-01-03', '28 December 2026 – 3 January 2027', '28 दिसंबर 2026 – 3 जनवरी 2027', '28 Dec – 3 Jan'],
])('the week from %s to %s', (first, last, en, hi, short) =>
  expect([daySpan(first, last, 'en'), daySpan(first, last, 'hi'), daySpan(first, last, 'en', 'short')]).toEqual([
    en,
    hi,
    short,
  ]),
)
