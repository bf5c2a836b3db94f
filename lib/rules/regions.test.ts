import { describe, expect, test } from 'vitest'
import { leastPeakStart, peakMinutes, type Region, regionsAtPeak, spansOf } from './regions.ts'

const at = (iso: string) => new Date(iso)
const span = (from: string, to: string) => ({ startsAt: at(from), endsAt: at(to) })
const london: Region = { name: { en: 'Britain' }, timeZone: 'Europe/London', peak: { from: '07:00', to: '20:00' } }
const india: Region = { name: { en: 'India' }, timeZone: 'Asia/Kolkata', peak: { from: '09:00', to: '21:00' } }
const night: Region = { name: { en: 'Night' }, timeZone: 'UTC', peak: { from: '22:00', to: '02:00' } }

describe('peak hours', () => {
  test.each([
    ['ends exactly when peak begins', '2027-01-17T04:00Z', '2027-01-17T07:00Z', london, 0],
    ['one minute into it', '2027-01-17T04:00Z', '2027-01-17T07:01Z', london, 1],
    ['begins exactly when it is over', '2027-01-17T20:00Z', '2027-01-18T02:00Z', london, 0],
    ['one minute before it is over', '2027-01-17T19:59Z', '2027-01-18T02:00Z', london, 1],
    ['in summer an hour earlier by UTC', '2027-06-20T05:00Z', '2027-06-20T06:01Z', london, 1],
    ['a half-hour zone: 09:00 is 03:30 UTC', '2027-01-17T03:00Z', '2027-01-17T03:30Z', india, 0],
    ['and a minute more', '2027-01-17T03:00Z', '2027-01-17T03:31Z', india, 1],
    ['peak over midnight', '2027-01-17T01:59Z', '2027-01-17T03:00Z', night, 1],
    ['three days hold three peaks', '2027-01-17T00:00Z', '2027-01-20T00:00Z', london, 3 * 13 * 60],
  ])('%s', (_, from, to, region, minutes) => expect(peakMinutes(span(from, to), [region])).toBe(minutes))

  test('names the regions that it hurts', () => {
    expect(regionsAtPeak(span('2027-01-17T06:00Z', '2027-01-17T07:00Z'), [london, india])).toEqual([india])
  })
})

test('daily hours on the nights of clock changes are as long as they are', () => {
  const hours = { from: '20:00', to: '08:00' }
  const length = ([one]: ReturnType<typeof spansOf>) =>
    ((one?.endsAt.getTime() ?? 0) - (one?.startsAt.getTime() ?? 0)) / 3_600_000
  expect(length(spansOf(hours, 'Europe/London', span('2027-03-28T00:00Z', '2027-03-28T00:30Z')))).toBe(11)
  expect(length(spansOf(hours, 'Europe/London', span('2027-10-31T00:00Z', '2027-10-31T00:30Z')))).toBe(13)
  expect(length(spansOf(hours, 'Asia/Kolkata', span('2027-10-31T00:00Z', '2027-10-31T00:30Z')))).toBe(12)
})

describe('the least busy start', () => {
  test('the nearest hour that is off-peak everywhere', () => {
    const best = leastPeakStart('2027-01-17', 120, [london, india], 'Europe/London', at('2027-01-17T19:00Z'))
    expect(best).toMatchObject({ clock: '20:00', peak: 0 })
  })
  test('between two full hours, where one peak ends and another begins', () => {
    const [office, evening] = [
      { ...india, peak: { from: '09:00', to: '18:00' } },
      { ...night, peak: { from: '13:30', to: '03:30' } },
    ]
    const best = leastPeakStart('2027-01-17', 60, [office, evening], 'UTC', at('2027-01-17T12:00Z'))
    expect(best).toMatchObject({ clock: '12:30', peak: 0 })
  })
  test('where none is, the one with the fewest peak minutes', () => {
    const always = [
      london,
      { ...night, peak: { from: '20:00', to: '07:00' } },
      { ...night, peak: { from: '02:00', to: '05:00' } },
    ]
    const best = leastPeakStart('2027-01-17', 60, always, 'UTC', at('2027-01-17T04:00Z'))
    expect(best).toMatchObject({ clock: '05:00', peak: 60 })
  })
  test('among permitted ones only', () => {
    const best = leastPeakStart(
      '2027-01-17',
      60,
      [london],
      'UTC',
      at('2027-01-17T12:00Z'),
      (one) => one.startsAt < at('2027-01-17T06:00Z'),
    )
    expect(best?.clock).toBe('05:00')
    expect(leastPeakStart('2027-01-17', 60, [london], 'UTC', at('2027-01-17T12:00Z'), () => false)).toBeNull()
  })
  test('on a night with 23 or 25 hours every start exists', () => {
    const starts = new Set<string>()
    leastPeakStart('2027-10-31', 60, [], 'Europe/London', at('2027-10-31T12:00Z'), ({ startsAt }) => {
      starts.add(startsAt.toISOString())
      return true
    })
    expect(starts.size).toBe(25)
  })
})
