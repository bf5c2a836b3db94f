import { expect, test } from 'vitest'
import type { PlacedWindow, Schedule } from '#lib/schedule/queries.ts'
import { dayOf } from '#lib/time.ts'
import { byDay, sharesDay } from './on-days.ts'

/** A schedule with one window, placed as a reader in the zone sees it. */
function withWindow(
  startsAt: string,
  minutes: number,
  zone: string,
  state: PlacedWindow['state'] = 'planned',
): Schedule {
  const starts = new Date(startsAt)
  const window: PlacedWindow = {
    id: 'w',
    reference: 'M-2027-1',
    serviceId: 's',
    environmentId: null,
    kind: 'planned',
    state,
    title: { en: 'Maintenance' },
    startsAt: starts,
    endsAt: new Date(starts.getTime() + minutes * 60_000),
    timeZone: 'Europe/London',
    minutes,
    environment: null,
    downtime: null,
    urgent: false,
    pinned: false,
    sequence: 0,
    day: dayOf(starts, zone),
  }
  return { today: '2027-01-01', first: '2027-01-01', end: '2029-01-01', windows: [window], releases: [], freezes: [] }
}

test.each([
  // A night belongs to the day on which it begins, also when it has an hour less or more.
  ['2027-01-17T20:00Z', 360, 'Europe/London', ['2027-01-17']],
  ['2027-03-27T22:00Z', 360, 'Europe/London', ['2027-03-27']],
  ['2027-03-28T00:00Z', 360, 'Europe/London', ['2027-03-28']],
  ['2027-10-30T23:30Z', 360, 'Europe/London', ['2027-10-31']],
  ['2027-10-31T23:30Z', 360, 'Europe/London', ['2027-10-31']],
  // A Sunday evening in London is a Monday in Kolkata.
  ['2027-01-17T20:00Z', 360, 'Asia/Kolkata', ['2027-01-18']],
  ['2027-03-28T18:30Z', 60, 'Asia/Kolkata', ['2027-03-29']],
  // More than a day stands on each that it touches; one that ends at midnight does not touch the next.
  ['2027-01-15T23:00Z', 2940, 'Europe/London', ['2027-01-15', '2027-01-16', '2027-01-17']],
  ['2027-01-16T00:00Z', 2880, 'Europe/London', ['2027-01-16', '2027-01-17']],
])('a window from %s for %i minutes, seen in %s', (startsAt, minutes, zone, days) =>
  expect([...byDay(withWindow(startsAt, minutes, zone), zone).keys()]).toEqual(days),
)

test('what was cancelled stands there only where it is asked for', () => {
  const schedule = withWindow('2027-01-17T20:00Z', 360, 'UTC', 'cancelled')
  expect([byDay(schedule, 'UTC').size, byDay(schedule, 'UTC', true).size]).toEqual([0, 1])
})

test.each([
  ['s', 'a', 's', 'a', false],
  ['s', 'a', 's', 'b', true],
  ['s', 'a', 's', null, true],
  ['s', 'a', 't', 'b', false],
] as const)('of service %s in %s beside one of %s in %s: %s', (service, environment, otherService, other, shares) => {
  const [planned] = withWindow('2027-01-17T20:00Z', 60, 'UTC').windows
  if (!planned) throw new Error('There is no window.')
  const window = { ...planned, serviceId: service, environmentId: environment }
  const windows = [window, { ...planned, serviceId: otherService, environmentId: other }]
  expect(sharesDay(window, { windows, releases: [] })).toBe(shares)
})
