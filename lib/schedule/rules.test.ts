import { describe, expect, test } from 'vitest'
import { freezeSpan, freezeStanding } from '#lib/freezes/rules.ts'
import { gaps, position, scheduleMonths } from './rules.ts'

test('the schedule has 24 months from the one of today, each with its days and the blanks before the first', () => {
  const months = scheduleMonths('2026-11-29')
  expect(months).toHaveLength(24)
  expect(months[0]).toMatchObject({ first: '2026-11-01', blanks: 6 })
  expect(months.map((month) => month.days.length).slice(0, 5)).toEqual([30, 31, 31, 28, 31])
  expect(months.find((month) => month.first === '2028-02-01')?.days).toHaveLength(29)
  expect(months.at(-1)?.first).toBe('2028-10-01')
})

test('gaps are days from each to the next, across a clock change too', () => {
  expect(gaps(['2026-10-18', '2026-10-25', '2026-11-29'])).toEqual([7, 35])
  expect(gaps(['2026-10-18'])).toEqual([])
})

test('a position is the share of days', () => expect(position('2026-11-16', '2026-11-01', '2026-12-01')).toBe(0.5))

describe('freezes', () => {
  const now = new Date('2026-12-01T12:00:00Z')
  test('whole days in the zone, the last included', () => {
    expect(freezeSpan('2026-12-18', '2027-01-08', 'Europe/London', now)).toEqual({
      span: {
        startsOn: '2026-12-18',
        endsOn: '2027-01-09',
        startsAt: new Date('2026-12-18T00:00Z'),
        endsAt: new Date('2027-01-09T00:00Z'),
      },
    })
    expect(freezeSpan('2027-03-28', '2027-03-28', 'Europe/London', now)).toMatchObject({
      span: { startsAt: new Date('2027-03-28T00:00Z'), endsAt: new Date('2027-03-28T23:00Z') },
    })
    expect(freezeSpan('2026-12-18', '2026-12-18', 'Asia/Kolkata', now)).toMatchObject({
      span: { startsAt: new Date('2026-12-17T18:30Z'), endsAt: new Date('2026-12-18T18:30Z') },
    })
  })
  test.each([
    ['2026-12-10', '2026-12-09', 'ends-before-start'],
    ['2026-11-01', '2026-11-30', 'is-over'],
    ['2026-12-10', '2027-04-10', 'too-many-days'],
  ])('%s to %s is refused: %s', (first, last, code) => {
    expect(freezeSpan(first, last, 'UTC', now)).toEqual({
      reasons: [expect.objectContaining({ code, field: 'lastDay' })],
    })
  })
  const freeze = { startsAt: new Date('2026-12-18T00:00Z'), endsAt: new Date('2027-01-09T00:00Z') }
  test.each([
    ['2026-12-03T23:59:59Z', 'later'],
    ['2026-12-04T00:00:00Z', 'near'],
    ['2026-12-17T23:59:59Z', 'near'],
    ['2026-12-18T00:00:00Z', 'on'],
    ['2027-01-08T23:59:59Z', 'on'],
    ['2027-01-09T00:00:00Z', 'over'],
  ] as const)('at %s, with a lead of 14 days, it is %s', (at, standing) =>
    expect(freezeStanding(freeze, 14, new Date(at))).toBe(standing),
  )
})
