import { describe, expect, test } from 'vitest'
import { freezeSpan, freezeStanding } from '#lib/rules/freezes.ts'
import { byEnvironment, calendarDays, gaps, pageOf, position, scheduleMonths } from './rules.ts'

test('the schedule has 24 months from the one of today, each with its days and the blanks before the first', () => {
  const months = scheduleMonths('2026-11-29')
  expect(months).toHaveLength(24)
  expect(months[0]).toMatchObject({ first: '2026-11-01', blanks: 6 })
  expect(months.map((month) => month.days.length).slice(0, 5)).toEqual([30, 31, 31, 28, 31])
  expect(months.find((month) => month.first === '2028-02-01')?.days).toHaveLength(29)
  expect(months.at(-1)?.first).toBe('2028-10-01')
})

describe('the days of a month or a week', () => {
  const known = { first: '2026-11-01', end: '2028-11-01' }
  const table = (view: 'month' | 'week', asked: string) => {
    const { weeks, before, after } = calendarDays(view, asked, known)
    return [weeks.length, weeks[0]?.[0], weeks.at(-1)?.[6], before, after]
  }
  test.each([
    // The first month begins on a Sunday: its first row is six days of the month before.
    ['month', '2026-11-21', [6, '2026-10-26', '2026-12-06', null, '2026-12-01']],
    ['month', '2027-02-01', [4, '2027-02-01', '2027-02-28', '2027-01-01', '2027-03-01']],
    ['month', '2028-02-29', [5, '2028-01-31', '2028-03-05', '2028-01-01', '2028-03-01']],
    ['month', '2028-10-31', [6, '2028-09-25', '2028-11-05', '2028-09-01', null]],
    ['week', '2026-11-22', [1, '2026-11-16', '2026-11-22', '2026-11-09', '2026-11-23']],
    ['week', '2026-11-01', [1, '2026-10-26', '2026-11-01', null, '2026-11-02']],
    ['week', '2026-11-02', [1, '2026-11-02', '2026-11-08', '2026-10-26', '2026-11-09']],
    ['week', '2028-10-31', [1, '2028-10-30', '2028-11-05', '2028-10-23', null]],
    // The nights on which clocks go back and forth have a day like others.
    ['week', '2027-03-28', [1, '2027-03-22', '2027-03-28', '2027-03-15', '2027-03-29']],
    ['week', '2027-10-31', [1, '2027-10-25', '2027-10-31', '2027-10-18', '2027-11-01']],
  ] as const)('a %s around %s', (view, asked, expected) => expect(table(view, asked)).toEqual(expected))

  test.each(['month', 'week'] as const)('a %s that the schedule does not reach is the nearest that it does', (view) => {
    expect(table(view, '1999-01-01')).toEqual(table(view, '2026-11-01'))
    expect(table(view, '2199-01-01')).toEqual(table(view, '2028-10-31'))
  })

  test.each(['month', 'week'] as const)('turning every %s shows each day of the schedule', (view) => {
    const seen = new Set<string>()
    let turns = 0
    for (let at: string | null = known.first; at !== null; turns += 1) {
      const page: ReturnType<typeof calendarDays> = calendarDays(view, at, known)
      if (page.before) expect(calendarDays(view, page.before, known).after).toBe(page.from)
      for (const day of page.weeks.flat()) if (day >= page.from && day < page.to) seen.add(day)
      at = page.after
    }
    expect(turns).toBe(view === 'month' ? 24 : 106)
    expect([...seen].filter((day) => day >= known.first && day < known.end)).toHaveLength(731)
  })
})

test('gaps are days from each to the next, across a clock change too', () => {
  expect(gaps(['2026-10-18', '2026-10-25', '2026-11-29'])).toEqual([7, 35])
  expect(gaps(['2026-10-18'])).toEqual([])
})

test('a rhythm is that of one environment; where there is none, of the service', () => {
  const of = (serviceId: string, environmentId: string | null) => ({ serviceId, environmentId })
  const [one, other, two, imported] = [of('s', 'a'), of('s', 'b'), of('s', 'a'), of('t', null)]
  expect(byEnvironment([one, other, two, imported])).toEqual([[one, two], [other], [imported]])
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

describe('pages of a list', () => {
  const days = ['01', '01', '02', '03', '03', '03', '04', '05'].map((day) => `2027-01-${day}`)
  const walk = (size: number, step: 'before' | 'after', from: string) => {
    const seen: [number, number][] = []
    for (let at: string | null = from; at !== null; ) {
      const page: ReturnType<typeof pageOf> = pageOf(days, at, size)
      seen.push([page.start, page.end])
      at = page[step]
    }
    return seen
  }

  test('hold whole days and follow each other without a gap', () => {
    expect(walk(2, 'after', '2027-01-01')).toEqual([
      [0, 2],
      [2, 6],
      [6, 8],
    ])
    expect(walk(50, 'after', '2027-01-01')).toEqual([[0, 8]])
  })

  test('lead back to the first entry, leaving nothing out', () => {
    for (const size of [1, 2, 3, 4]) {
      const pages = walk(size, 'before', '2027-01-05')
      expect(pages.at(-1)?.[0]).toBe(0)
      for (const [index, [start]] of pages.entries())
        expect(pages[index + 1]?.[1] ?? start).toBeGreaterThanOrEqual(start)
    }
  })

  test('begin on the first day that has something, and are empty after the last', () => {
    expect(pageOf(days, '2026-12-01', 2)).toMatchObject({ start: 0, before: null, after: '2027-01-02' })
    expect(pageOf(days, '2027-02-01', 2)).toMatchObject({ start: 8, end: 8, before: '2027-01-04', after: null })
    expect(pageOf([], '2027-02-01', 2)).toEqual({ start: 0, end: 0, before: null, after: null })
  })
})
