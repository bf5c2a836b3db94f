import { expect, test } from 'vitest'
import { localOf } from '#lib/time.ts'
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

/** From one side of a clock change to the other, and on days of 23 and 25 hours. */
test.each([
  ['Europe/Madrid', '2026-10-24T20:00Z', '2026-10-27T05:00Z', '24 Oct 22:00 CEST – 27 Oct 06:00 CET'],
  ['Europe/Madrid', '2026-03-28T21:00Z', '2026-03-30T04:00Z', '28 Mar 22:00 CET – 30 Mar 06:00 CEST'],
  ['Europe/London', '2026-03-29T00:00Z', '2026-03-29T23:00Z', '29 Mar 00:00 GMT – 30 Mar 00:00 BST'],
  ['Europe/London', '2026-10-24T23:00Z', '2026-10-25T23:30Z', '00:00 BST–23:30 GMT'],
  ['Europe/London', '2026-10-24T19:00Z', '2026-10-25T02:00Z', '20:00 BST–02:00 GMT'],
  ['Asia/Kolkata', '2026-10-24T20:00Z', '2026-10-27T05:00Z', '25 Oct 01:30 – 27 Oct 10:30 IST'],
  ['America/St_Johns', '2026-10-30T20:00Z', '2026-11-02T20:00Z', '30 Oct 17:30 UTC-02:30 – 2 Nov 16:30 UTC-03:30'],
  ['Australia/Lord_Howe', '2026-04-03T20:00Z', '2026-04-05T20:00Z', '4 Apr 07:00 LHDT – 6 Apr 06:30 LHST'],
  ['Australia/Lord_Howe', '2026-10-02T20:00Z', '2026-10-04T20:00Z', '3 Oct 06:30 LHST – 5 Oct 07:00 LHDT'],
])('in %s, %s to %s', (zone, start, end, text) =>
  expect(shortRange(new Date(start), new Date(end), zone, 'en')).toBe(text),
)

test('in every zone each end has its own, in every way a range is said, when the two differ', () => {
  const ends = ['2026-01-10T12:00Z', '2026-04-10T12:00Z', '2026-07-10T12:00Z', '2026-10-30T12:00Z', '2027-01-10T12:00Z']
  for (const zone of Intl.supportedValuesOf('timeZone'))
    for (const [index, from] of ends.slice(0, -1).entries()) {
      const [start, end] = [new Date(from), new Date(ends[index + 1] ?? '')]
      const [first, last] = [zoneName(start, zone), zoneName(end, zone)]
      const offset = (at: Date) => localOf(at, zone)
      const moved = Date.parse(`${offset(end)}Z`) - Date.parse(`${offset(start)}Z`) !== end.getTime() - start.getTime()
      if (moved) expect(first, zone).not.toBe(last)
      for (const locale of ['en', 'hi'] as const)
        for (const said of [shortRange(start, end, zone, locale), longRange(start, end, zone, locale)])
          expect(said.includes(`12:00 ${first}`) || said.split(first).length > 1, `${zone}: ${said}`).toBe(true)
    }
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
