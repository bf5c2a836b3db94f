import { describe, expect, test } from 'vitest'
import { addDays, daysBetween } from '#lib/time.ts'
import {
  annualDates,
  annualDue,
  type FreezeInForce,
  freezeSpan,
  freezesHolding,
  type Held,
  isTold,
  newlyHeld,
  noticeShortfall,
  otherDays,
  releaseDates,
  toldOf,
} from './freezes.ts'

const christmas = { code: 'christmas', from: '12-18', to: '01-08' }
const spring = { code: 'spring', from: '02-25', to: '03-05' }

describe('a freeze is published in time', () => {
  const first = { day: '2026-12-18', field: 'firstDay' as const }
  const policy = (value: number, severities = {}) => ({ freezeNoticeDays: { value, source: 'DCC 4.6' }, severities })
  test.each([
    ['exactly sixty days ahead', '2026-10-19', 60, null],
    ['a day less', '2026-10-20', 60, 59],
    ['over the night in which clocks go back, days are days', '2026-10-25', 54, null],
    ['on its first day', '2026-12-18', 1, 0],
    ['when it has begun', '2026-12-20', 1, 0],
    ['where no notice is wanted', '2026-12-18', 0, null],
  ])('%s', (_, told, wanted, days) => {
    const facts = { days, wanted, due: addDays('2026-12-18', -wanted), source: 'DCC 4.6' }
    expect(noticeShortfall(first, told, policy(wanted))).toEqual(
      days === null ? [] : [{ code: 'freeze-notice-short', field: 'firstDay', severity: 'warns', facts }],
    )
  })

  test('by sixty days, the last day in time was 19 October', () => {
    expect(noticeShortfall(first, '2026-11-01', policy(60))[0]?.facts?.due).toBe('2026-10-19')
  })

  test('a policy may refuse it', () => {
    const strict = policy(60, { 'freeze-notice-short': 'refused' })
    expect(noticeShortfall(first, '2026-11-01', strict)[0]?.severity).toBe('refused')
  })
})

describe('what a changed freeze newly holds', () => {
  const before: Held = { startsOn: '2026-12-18', endsOn: '2027-01-09', environments: ['a', 'b'], releaseId: null }
  const first = '2026-12-18'
  test.each<[string, Partial<Held>, Partial<Held>, [string, string] | null]>([
    ['nothing, as it was', {}, {}, null],
    ['nothing, fewer days', {}, { startsOn: '2026-12-20', endsOn: '2027-01-04' }, null],
    ['nothing, fewer environments', {}, { environments: ['b'] }, null],
    ['nothing, one of the whole service', { environments: null }, { environments: ['a'] }, null],
    ['a sooner day', {}, { startsOn: '2026-12-17' }, ['2026-12-17', 'firstDay']],
    ['a later day', {}, { endsOn: '2027-01-11' }, ['2027-01-09', 'lastDay']],
    [
      'a later day, though it begins later',
      {},
      { startsOn: '2026-12-24', endsOn: '2027-01-10' },
      ['2027-01-09', 'lastDay'],
    ],
    ['other days altogether', {}, { startsOn: '2027-02-01', endsOn: '2027-02-03' }, ['2027-02-01', 'lastDay']],
    ['days on both sides', {}, { startsOn: '2026-12-01', endsOn: '2027-02-03' }, ['2026-12-01', 'firstDay']],
    ['another environment', {}, { environments: ['a', 'c'] }, [first, 'environments']],
    ['the whole service', {}, { environments: null }, [first, 'environments']],
    ['some, where a stream had none', { environments: [] }, { environments: ['a'] }, [first, 'environments']],
    ['another environment and a later day', {}, { environments: ['c'], endsOn: '2027-01-20' }, [first, 'environments']],
    ['its release, exempt no longer', { releaseId: 'r' }, { releaseId: null }, [first, 'releaseId']],
    ['its release, where another is exempt', { releaseId: 'r' }, { releaseId: 's' }, [first, 'releaseId']],
    ['nothing, where a release is exempt now', {}, { releaseId: 'r' }, null],
  ])('%s', (_, was, is, expected) => {
    const newly = newlyHeld({ ...before, ...was }, { ...before, ...was, ...is })
    expect(newly && [newly.day, newly.field]).toEqual(expected)
  })

  const publishedAt = new Date('2026-10-01T12:00:00Z')
  const toldAt = new Date('2026-12-01T12:00:00Z')
  test.each<[string, string | null, string, string, Date]>([
    ['as it was published', null, '2026-12-18', 'firstDay', publishedAt],
    ['its first day, told later', '2026-12-18', '2026-12-18', 'firstDay', toldAt],
    ['days at its end, told later', '2027-01-09', '2027-01-09', 'lastDay', toldAt],
    ['days of which the first are held no longer', '2026-12-10', '2026-12-18', 'firstDay', toldAt],
  ])('its notice is judged by %s', (_, toldFrom, day, field, at) => {
    const told = { toldFrom, toldAt: toldFrom ? toldAt : null }
    expect(toldOf({ startsOn: '2026-12-18', publishedAt, ...told })).toEqual({ day, field, at })
  })
})

describe('the dates of a year', () => {
  test.each([
    ['over New Year', christmas, 2026, '2026-12-18', '2027-01-08'],
    ['into a leap year', christmas, 2027, '2027-12-18', '2028-01-08'],
    ['within a year', spring, 2027, '2027-02-25', '2027-03-05'],
    ['a single day', { from: '12-25', to: '12-25' }, 2027, '2027-12-25', '2027-12-25'],
  ])('%s', (_, rule, year, firstDay, lastDay) => {
    expect(annualDates(rule, year)).toEqual({ firstDay, lastDay })
  })

  test('29 February makes one of them a day longer', () => {
    const length = (year: number) => {
      const { firstDay, lastDay } = annualDates(spring, year)
      return daysBetween(firstDay, lastDay) + 1
    }
    expect([length(2027), length(2028)]).toEqual([9, 10])
  })

  test('published with other dates, what the rule gave is said', () => {
    const published = { ruleYear: 2027, startsOn: '2027-12-18', endsOn: '2028-01-09' }
    expect(otherDays(christmas, published)).toBeNull()
    expect(otherDays(christmas, { ...published, endsOn: '2028-01-03' })).toEqual(annualDates(christmas, 2027))
    expect(otherDays(christmas, { ...published, ruleYear: null })).toBeNull()
  })
})

describe('which years are due', () => {
  const due = (today: string, published: number[] = [], months = 24) =>
    annualDue(
      [christmas],
      published.map((ruleYear) => ({ rule: 'christmas', ruleYear })),
      today,
      months,
    ).map(({ year }) => year)

  test.each([
    ['those that begin within the horizon', '2026-11-21', [], [2026, 2027]],
    ['one that begins on its last day', '2026-12-18', [], [2026, 2027, 2028]],
    ['not one that begins a day later', '2026-12-17', [], [2026, 2027]],
    ['one that is on, to its last day', '2027-01-08', [], [2026, 2027, 2028]],
    ['not one that is over', '2027-01-09', [], [2027, 2028]],
    ['none that is published', '2026-11-21', [2026, 2027], []],
  ])('%s', (_, today, published, years) => {
    expect(due(today, published)).toEqual(years)
  })

  test('of several rules the next comes first, and one rule’s year is not another’s', () => {
    const found = annualDue([christmas, spring], [{ rule: 'spring', ruleYear: 2027 }], '2026-11-21', 24)
    expect(found.map(({ rule, year }) => `${rule.code} ${year}`)).toEqual([
      'christmas 2026',
      'christmas 2027',
      'spring 2028',
    ])
  })
})

describe('what a freeze holds', () => {
  const freeze: FreezeInForce = {
    kind: 'annual',
    reference: 'F-2026-1',
    title: { en: 'Christmas freeze' },
    startsAt: new Date('2026-12-18T00:00:00Z'),
    endsAt: new Date('2027-01-09T00:00:00Z'),
    environments: [],
    releaseId: null,
  }
  const window = (startsAt: string, endsAt: string, environmentId: string | null = 'production') => ({
    startsAt: new Date(startsAt),
    endsAt: new Date(endsAt),
    environmentId,
  })
  const held = (changes: Partial<FreezeInForce>, ...of: Parameters<typeof window>) =>
    freezesHolding([{ ...freeze, ...changes }], window(...of)).length === 1

  test.each<[FreezeInForce['kind'], boolean]>([
    ['annual', true],
    ['release', true],
    ['code_merge', false],
  ])('one of the kind %s: %s', (kind, holds) => {
    expect(held({ kind }, '2026-12-20T20:00Z', '2026-12-21T02:00Z')).toBe(holds)
  })

  test.each([
    ['ends as it starts', '2026-12-17T20:00:00Z', '2026-12-18T00:00:00Z', false],
    ['ends a minute later', '2026-12-17T20:00:00Z', '2026-12-18T00:01:00Z', true],
    ['lies inside', '2026-12-27T20:00:00Z', '2026-12-28T02:00:00Z', true],
    ['starts a minute before its end', '2027-01-08T23:59:00Z', '2027-01-09T02:00:00Z', true],
    ['starts as it ends', '2027-01-09T00:00:00Z', '2027-01-09T06:00:00Z', false],
    ['goes over all of it', '2026-12-17T00:00:00Z', '2027-01-10T00:00:00Z', true],
  ])('a window that %s', (_, starts, ends, expected) => {
    expect(held({}, starts, ends)).toBe(expected)
  })

  test.each([
    ['the whole service', [], 'production', true],
    ['the whole service, a window in no environment', [], null, true],
    ['its environment', ['production'], 'production', true],
    ['another environment', ['uit-a'], 'production', false],
    ['some environment, a window in none', ['uit-a'], null, false],
  ])('a freeze of %s', (_, environments, environmentId, expected) => {
    expect(held({ environments }, '2026-12-27T20:00:00Z', '2026-12-28T02:00:00Z', environmentId)).toBe(expected)
  })

  test('its own release goes in; others, and windows without one, do not', () => {
    const around = [{ ...freeze, releaseId: 'sec' }]
    const inside = window('2026-12-27T20:00:00Z', '2026-12-28T02:00:00Z')
    expect(freezesHolding(around, inside, ['sec'])).toEqual([])
    expect(freezesHolding(around, inside, ['other'])).toHaveLength(1)
    expect(freezesHolding(around, inside)).toHaveLength(1)
    expect(freezesHolding([freeze], inside, ['sec'])).toHaveLength(1)
  })
})

test('ten days each side of a release, over the end of February', () => {
  expect(releaseDates({ before: 10, after: 10 }, '2027-06-27')).toEqual({
    firstDay: '2027-06-17',
    lastDay: '2027-07-07',
  })
  expect(releaseDates({ before: 1, after: 1 }, '2028-02-28')).toEqual({ firstDay: '2028-02-27', lastDay: '2028-02-29' })
})

test('days are those of the service’s zone, whatever the clocks do in between', () => {
  const spanned = freezeSpan('2027-03-27', '2027-03-28', 'Europe/London', new Date('2026-11-21T12:00:00Z'))
  expect(spanned).toEqual({
    span: {
      startsOn: '2027-03-27',
      endsOn: '2027-03-29',
      startsAt: new Date('2027-03-27T00:00:00Z'),
      endsAt: new Date('2027-03-28T23:00:00Z'),
    },
  })
})

describe('readers are told', () => {
  const before = {
    startsOn: '2026-12-18',
    endsOn: '2027-01-09',
    environments: ['a', 'b'],
    streams: [],
    releaseId: null,
    exceptions: { en: 'Emergency fixes.' },
  }
  test.each([
    ['of other days', { endsOn: '2027-01-10' }, true],
    ['of a stream', { streams: ['s'] }, true],
    ['of fewer environments', { environments: ['a'] }, true],
    ['of another release', { releaseId: 'r' }, true],
    ['of other exceptions', { exceptions: null }, true],
    ['not of the same environments in another order', { environments: ['b', 'a'] }, false],
  ])('%s', (_, change, told) => {
    expect(isTold(before, { ...before, ...change })).toBe(told)
  })
})
