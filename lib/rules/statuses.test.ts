import { describe, expect, test } from 'vitest'
import type { ComponentState } from '#db/schema/statuses.ts'
import { gravest, gravestOver, headline, mergeStrokes, percent, type Stretch, strokes, uptime } from './statuses.ts'

test.each([
  [['working', 'working'], 'working'],
  [['working', 'maintenance'], 'maintenance'],
  [['maintenance', 'degraded'], 'degraded'],
  [['degraded', 'partial'], 'partial'],
  [['partial', 'major', 'working'], 'major'],
  [['working', 'unknown'], 'unknown'],
  [[], 'unknown'],
] as [ComponentState[], ComponentState][])('the gravest of %j is %s', (states, expected) =>
  expect(gravest(states)).toBe(expected),
)

test.each([
  [[], { kind: 'nothing' }],
  [['working', 'working'], { kind: 'all', total: 2 }],
  [['working', 'maintenance', 'working'], { kind: 'some', working: 2, total: 3, unknown: 0 }],
  [['working', 'unknown'], { kind: 'some', working: 1, total: 2, unknown: 1 }],
  [['working', 'degraded', 'maintenance'], { kind: 'trouble', state: 'degraded', service: 1, others: 0 }],
  [['degraded', 'major', 'partial'], { kind: 'trouble', state: 'major', service: 1, others: 2 }],
] as [ComponentState[], ReturnType<typeof headline>][])('the headline of %j', (states, expected) =>
  expect(headline(states)).toEqual(expected),
)

const now = new Date('2026-11-29T21:42:00Z')
const stretch = (state: ComponentState, since: string, until: string | null): Stretch => ({
  state,
  since: new Date(since),
  until: until ? new Date(until) : null,
})

describe('strokes', () => {
  test('a day takes its gravest trouble, maintenance hangs beside it, days before anything is known are empty', () => {
    const days = strokes(
      [
        stretch('working', '2026-11-26T08:00:00Z', '2026-11-27T10:00:00Z'),
        stretch('partial', '2026-11-27T10:00:00Z', '2026-11-27T11:00:00Z'),
        stretch('degraded', '2026-11-27T11:00:00Z', '2026-11-27T12:00:00Z'),
        stretch('working', '2026-11-27T12:00:00Z', '2026-11-28T20:00:00Z'),
        stretch('maintenance', '2026-11-28T20:00:00Z', '2026-11-29T02:00:00Z'),
        stretch('working', '2026-11-29T02:00:00Z', null),
      ],
      5,
      'UTC',
      now,
    )
    expect(days).toEqual([
      { day: '2026-11-25', state: null, maintenance: false },
      { day: '2026-11-26', state: 'working', maintenance: false },
      { day: '2026-11-27', state: 'partial', maintenance: false },
      { day: '2026-11-28', state: 'working', maintenance: true },
      { day: '2026-11-29', state: 'working', maintenance: true },
    ])
  })

  test('days are those of the zone: half past six in the evening in Delhi is another day in Kolkata than in London', () => {
    const trouble = [
      stretch('working', '2026-11-01T00:00:00Z', '2026-11-28T19:00:00Z'),
      stretch('major', '2026-11-28T19:00:00Z', '2026-11-28T20:00:00Z'),
      stretch('working', '2026-11-28T20:00:00Z', null),
    ]
    expect(strokes(trouble, 3, 'Asia/Kolkata', now).map((stroke) => [stroke.day, stroke.state])).toEqual([
      ['2026-11-28', 'working'],
      ['2026-11-29', 'major'],
      ['2026-11-30', 'working'],
    ])
    expect(strokes(trouble, 3, 'Europe/London', now).map((stroke) => [stroke.day, stroke.state])).toEqual([
      ['2026-11-27', 'working'],
      ['2026-11-28', 'major'],
      ['2026-11-29', 'working'],
    ])
  })

  test('a service shows the gravest of its components each day', () => {
    const day = (state: 'working' | 'major' | null, maintenance = false) => [{ day: 'd', state, maintenance }]
    expect(mergeStrokes([day('working'), day('major'), day(null, true)])).toEqual([
      { day: 'd', state: 'major', maintenance: true },
    ])
    expect(mergeStrokes([day(null), day(null)])).toEqual([{ day: 'd', state: null, maintenance: false }])
  })
})

describe('uptime', () => {
  test('leaves out maintenance and what is unknown, counts degraded as not working', () => {
    const share = uptime(
      [
        stretch('working', '2026-11-28T21:42:00Z', '2026-11-29T03:42:00Z'),
        stretch('maintenance', '2026-11-29T03:42:00Z', '2026-11-29T09:42:00Z'),
        stretch('unknown', '2026-11-29T09:42:00Z', '2026-11-29T15:42:00Z'),
        stretch('degraded', '2026-11-29T15:42:00Z', '2026-11-29T18:42:00Z'),
        stretch('working', '2026-11-29T18:42:00Z', null),
      ],
      90,
      'UTC',
      now,
    )
    expect(share).toBeCloseTo(9 / 12, 6)
  })
  test('is null when nothing is known', () =>
    expect(uptime([stretch('unknown', '2026-11-01T00:00:00Z', null)], 90, 'UTC', now)).toBeNull())
  test.each([
    [1, '100'],
    [0.99999, '99.99'],
    [0.9993, '99.93'],
    [0, '0.00'],
  ])('%d is written %s', (share, text) => expect(percent(share)).toBe(text))
})

test('what the gravest of several components was, over time: overlaps by the gravest, neighbours joined, gaps left out', () => {
  const at = (hour: number) => new Date(Date.UTC(2026, 10, 29, hour))
  const of = (state: ComponentState, since: number, until: number | null) => ({
    ...{ state, since: at(since), until: until === null ? null : at(until) },
  })
  expect(
    gravestOver(
      [
        ...[of('working', 1, 10), of('maintenance', 10, 12), of('major', 12, null)],
        ...[of('working', 1, 11), of('degraded', 11, 13), of('major', 13, 14)],
      ],
      at(9),
      at(16),
    ).map(({ state, from, until }) => [state, from.getUTCHours(), until.getUTCHours()]),
  ).toEqual([
    ['working', 9, 10],
    ['maintenance', 10, 11],
    ['degraded', 11, 12],
    ['major', 12, 16],
  ])
  expect(gravestOver([], at(9), at(16))).toEqual([])
})
