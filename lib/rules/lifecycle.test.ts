import { describe, expect, test } from 'vitest'
import { type WindowState, windowStates } from '#db/schema/windows.ts'
import {
  announcementGaps,
  downtimeOverrun,
  endIsLate,
  type Facing,
  nextStep,
  type Standing,
  type Step,
  startIsLate,
  startsEarly,
  stepReasons,
  steps,
  updateDue,
} from './lifecycle.ts'
import { checkTimes } from './times.ts'

const start = new Date('2026-11-29T20:00:00Z')
const end = new Date('2026-11-30T02:00:00Z')
const at = (minutes: number, from = start) => new Date(from.getTime() + minutes * 60_000)
const standing = (state: WindowState, more: Partial<Standing> = {}): Standing => ({
  state,
  startsAt: start,
  endsAt: end,
  announcedDowntimeEndsAt: end,
  rollbackSaidAt: null,
  ...more,
})

describe('which step is possible in which state, and why not', () => {
  const table: Record<WindowState, Partial<Record<Step, string>>> = {
    draft: {
      edit: '',
      discard: '',
      plan: '',
      announce: '',
      reschedule: 'not-published',
      cancel: 'not-published',
      start: 'not-published',
      update: 'not-published',
      finish: 'not-published',
      correct: 'not-published',
    },
    planned: {
      edit: '',
      discard: 'already-published',
      plan: 'already-published',
      announce: '',
      reschedule: '',
      cancel: '',
      start: 'not-announced',
      update: 'not-announced',
      finish: 'not-announced',
      correct: '',
    },
    announced: {
      edit: '',
      plan: 'already-published',
      announce: 'already-announced',
      reschedule: '',
      cancel: '',
      start: '',
      checkpoint: '',
      update: '',
      extend: 'not-started',
      verify: 'not-started',
      'roll-back': 'not-started',
      finish: 'not-started',
      remind: '',
      correct: '',
    },
    in_progress: {
      reschedule: 'already-started',
      cancel: 'already-started',
      start: 'already-started',
      checkpoint: '',
      update: '',
      extend: '',
      verify: '',
      'roll-back': '',
      finish: '',
      remind: 'already-started',
    },
    verifying: { verify: 'already-verifying', cancel: 'already-started', extend: '', 'roll-back': '', finish: '' },
    completed: { start: 'already-over', finish: 'already-over', update: 'already-over', correct: '' },
    rolled_back: { finish: 'already-over', correct: '' },
    cancelled: { start: 'was-cancelled', reschedule: 'was-cancelled', correct: '' },
  }
  const cases = Object.entries(table).flatMap(([state, steps]) =>
    Object.entries(steps).map(([step, code]) => [state as WindowState, step as Step, code] as const),
  )
  test.each(cases)('%s: %s %s', (state, step, code) => {
    expect(stepReasons(standing(state), step, at(-60)).map((reason) => reason.code)).toEqual(code ? [code] : [])
  })

  test('what has passed its start is not announced; exactly at the start is too late, a minute before is not', () => {
    expect(stepReasons(standing('planned'), 'announce', start)).toEqual([{ code: 'start-has-passed' }])
    expect(stepReasons(standing('planned'), 'announce', at(-1))).toEqual([])
  })

  test('a rollback is said once, and testing does not begin after it', () => {
    const rolling = standing('in_progress', { rollbackSaidAt: at(10) })
    expect(stepReasons(rolling, 'roll-back', at(20))).toEqual([{ code: 'already-rolling-back' }])
    expect(stepReasons(rolling, 'verify', at(20))).toEqual([{ code: 'already-rolling-back' }])
    expect(stepReasons(rolling, 'finish', at(20))).toEqual([])
  })
})

describe('times', () => {
  const now = new Date('2026-01-01T00:00:00Z')
  const said = (startsLocal: string, endsLocal: string, downtime: { from: string; minutes: number } | null = null) => ({
    startsLocal,
    endsLocal,
    downtime,
  })
  const codes = (...args: Parameters<typeof checkTimes>) => {
    const checked = checkTimes(...args)
    return 'reasons' in checked ? checked.reasons.map((reason) => `${reason.field}:${reason.code}`) : []
  }

  const refused: [string, ReturnType<typeof said>, string, string[]][] = [
    ['an end at the start', said('2026-05-01T10:00', '2026-05-01T10:00'), 'UTC', ['endsLocal:ends-before-start']],
    ['a start that is now', said('2026-01-01T00:00', '2026-01-01T01:00'), 'UTC', ['startsLocal:starts-in-past']],
    [
      'a start the clocks skip in London',
      said('2026-03-29T01:30', '2026-03-29T04:00'),
      'Europe/London',
      ['startsLocal:clock-change'],
    ],
    [
      'an end the clocks skip in New York',
      said('2026-03-08T01:00', '2026-03-08T02:30'),
      'America/New_York',
      ['endsLocal:clock-change'],
    ],
    ['more than two weeks', said('2026-05-01T10:00', '2026-05-15T10:01'), 'UTC', ['endsLocal:too-many-days']],
    [
      'a downtime before the start',
      said('2026-05-01T10:00', '2026-05-01T12:00', { from: '09:59', minutes: 10 }),
      'UTC',
      ['downtime.from:downtime-outside'],
    ],
    [
      'a downtime at the end',
      said('2026-05-01T10:00', '2026-05-01T12:00', { from: '12:00', minutes: 10 }),
      'UTC',
      ['downtime.from:downtime-outside'],
    ],
    [
      'a downtime one minute too long',
      said('2026-05-01T10:00', '2026-05-01T12:00', { from: '11:00', minutes: 61 }),
      'UTC',
      ['downtime.minutes:downtime-outside'],
    ],
  ]
  test.each(refused)('%s is refused', (_, times, zone, expected) => expect(codes(times, zone, now)).toEqual(expected))

  const kept: [string, ReturnType<typeof said>, string, string, string, number][] = [
    [
      'a night in winter',
      said('2026-11-29T20:00', '2026-11-30T02:00'),
      'Europe/London',
      '2026-11-29T20:00:00Z',
      '2026-11-30T02:00:00Z',
      360,
    ],
    [
      'the night the clocks go back is an hour longer',
      said('2026-10-24T22:00', '2026-10-25T04:00'),
      'Europe/London',
      '2026-10-24T21:00:00Z',
      '2026-10-25T04:00:00Z',
      420,
    ],
    [
      'the night they go forward is an hour shorter',
      said('2026-03-28T22:00', '2026-03-29T04:00'),
      'Europe/London',
      '2026-03-28T22:00:00Z',
      '2026-03-29T03:00:00Z',
      300,
    ],
    [
      'a time that comes twice is the first',
      said('2026-10-25T01:30', '2026-10-25T03:00'),
      'Europe/London',
      '2026-10-25T00:30:00Z',
      '2026-10-25T03:00:00Z',
      150,
    ],
    [
      'an end that comes twice is the second, where the first lies before the start',
      said('2026-10-25T01:50', '2026-10-25T01:10'),
      'Europe/London',
      '2026-10-25T00:50:00Z',
      '2026-10-25T01:10:00Z',
      20,
    ],
    [
      'a zone of half an hour',
      said('2026-06-01T18:00', '2026-06-01T22:00'),
      'Asia/Kolkata',
      '2026-06-01T12:30:00Z',
      '2026-06-01T16:30:00Z',
      240,
    ],
    [
      'exactly two weeks',
      said('2026-05-01T10:00', '2026-05-15T10:00'),
      'UTC',
      '2026-05-01T10:00:00Z',
      '2026-05-15T10:00:00Z',
      20_160,
    ],
  ]
  test.each(kept)('%s', (_, times, zone, from, to, minutes) => {
    expect(checkTimes(times, zone, now)).toEqual({
      times: { startsAt: new Date(from), endsAt: new Date(to), minutes, downtimeAfter: null, downtimeMinutes: null },
    })
  })

  test('a downtime is found by its clock, after midnight too, and may end with the window', () => {
    const checked = checkTimes(
      said('2026-11-29T20:00', '2026-11-30T02:00', { from: '00:30', minutes: 90 }),
      'Europe/London',
      now,
    )
    expect(checked).toMatchObject({ times: { downtimeAfter: 270, downtimeMinutes: 90 } })
  })
})

describe('what an announcement needs', () => {
  const complete = {
    title: { en: 'T' },
    description: { en: 'D' },
    effect: null,
    downtimeMinutes: 60,
    impacts: [{ impact: 'outage' as const }],
  }
  const cases: [string, Record<string, unknown>, string[]][] = [
    ['complete', {}, []],
    ['no description', { description: null }, ['description.en:no-description']],
    ['no component', { impacts: [], downtimeMinutes: null, effect: { en: 'None' } }, ['impacts:no-component']],
    [
      'no downtime and nothing said of it',
      { downtimeMinutes: null, impacts: [{ impact: 'degraded' }] },
      ['effect.en:no-effect'],
    ],
    [
      'a component out, and no downtime',
      { downtimeMinutes: null, effect: { en: 'Little' } },
      ['downtime:outage-without-downtime'],
    ],
    ['a downtime of nothing', { impacts: [{ impact: 'reduced_redundancy' }] }, ['impacts:downtime-of-nothing']],
  ]
  test.each(cases)('%s', (_, changes, expected) => {
    expect(
      announcementGaps({ ...complete, ...changes } as Parameters<typeof announcementGaps>[0]).map(
        (reason) => `${reason.field}:${reason.code}`,
      ),
    ).toEqual(expected)
  })
})

describe('lateness', () => {
  test('a start is missing five minutes after its time, not four', () => {
    expect(startIsLate(standing('announced'), at(4))).toBe(false)
    expect(startIsLate(standing('announced'), at(5))).toBe(true)
    expect(startIsLate(standing('in_progress'), at(60))).toBe(false)
  })
  test('a running window is late after its end, not at it', () => {
    expect(endIsLate(standing('verifying'), end)).toBe(false)
    expect(endIsLate(standing('verifying'), at(1, end))).toBe(true)
    expect(endIsLate(standing('completed'), at(1, end))).toBe(false)
  })
  test('early is before the planned start', () => {
    expect(startsEarly(standing('announced'), at(-1))).toBe(true)
    expect(startsEarly(standing('announced'), start)).toBe(false)
  })
  test('an update is owed so many minutes after the last message, while it runs', () => {
    expect(updateDue(standing('in_progress'), at(10), 60)).toEqual(at(70))
    expect(updateDue(standing('announced'), at(10), 60)).toBeNull()
  })
  test('unavailability counts from the end of the announced downtime; without one, at once', () => {
    expect(downtimeOverrun(standing('in_progress', { announcedDowntimeEndsAt: at(90) }), at(89))).toBe(false)
    expect(downtimeOverrun(standing('in_progress', { announcedDowntimeEndsAt: at(90) }), at(90))).toBe(true)
    expect(downtimeOverrun(standing('in_progress', { announcedDowntimeEndsAt: null }), at(1))).toBe(true)
    // Announced as out, with no hours said: until the end.
    const unsaid = standing('in_progress', { announcedDowntimeEndsAt: null })
    expect(downtimeOverrun(unsaid, at(1), 'outage')).toBe(false)
    expect(downtimeOverrun(unsaid, unsaid.endsAt, 'outage')).toBe(true)
    expect(downtimeOverrun(unsaid, at(1), 'degraded')).toBe(true)
    expect(downtimeOverrun(standing('completed'), at(1000))).toBe(false)
  })
})

const facing = (changes: Partial<Facing> = {}): Facing => ({
  ...{ updateOwed: false, checkpointHeld: true, blocked: 'no', may: () => true },
  ...changes,
})
test.each<[string, WindowState, Partial<Facing>, number, Step | null]>([
  ['a draft is announced', 'draft', {}, -30, 'announce'],
  ['one that lacks something is edited first', 'draft', { blocked: 'content' }, -30, 'edit'],
  ['so is one at a bad time', 'draft', { blocked: 'times' }, -30, 'edit'],
  ['and one whose start has passed', 'draft', {}, 5, 'edit'],
  ['a planned one is announced', 'planned', {}, -30, 'announce'],
  ['lacking something it is edited', 'planned', { blocked: 'content' }, -30, 'edit'],
  ['at a bad time it is moved', 'planned', { blocked: 'times' }, -30, 'reschedule'],
  ['its start has passed', 'planned', {}, 5, 'reschedule'],
  ['a checkpoint before the start', 'announced', { checkpointHeld: false }, -30, 'checkpoint'],
  ['then the start', 'announced', {}, -30, 'start'],
  ['past the start no checkpoint is waited for', 'announced', { checkpointHeld: false }, 5, 'start'],
  ['an update that is owed', 'in_progress', { updateOwed: true }, 5, 'update'],
  ['testing', 'in_progress', {}, 5, 'verify'],
  ['the end', 'verifying', {}, 5, 'finish'],
  ['nothing after the end', 'completed', {}, 5, null],
  ['nothing after a cancellation', 'cancelled', {}, 5, null],
  ['nothing for who may take no step', 'planned', { may: () => false }, -30, null],
  ['for who only runs it nothing while it is planned', 'planned', { may: (step) => step === 'start' }, -30, null],
])('next: %s', (_, state, changes, minutes, next) => {
  expect(nextStep(standing(state), at(minutes), facing(changes))).toBe(next)
})

test('whatever is next can be done, in every state, at any time, whoever looks', () => {
  for (const state of windowStates)
    for (const rollbackSaidAt of [null, at(1)])
      for (const minutes of [-30, 5, 5000])
        for (const blocked of ['no', 'content', 'times'] as const)
          for (const flags of [0, 1, 2, 3])
            for (const allowed of [[...steps], ['edit', 'announce'], ['start', 'finish', 'update']]) {
              const window = standing(state, { rollbackSaidAt })
              const next = nextStep(
                window,
                at(minutes),
                facing({
                  ...{ blocked, updateOwed: Boolean(flags & 1), checkpointHeld: Boolean(flags & 2) },
                  may: (step) => allowed.includes(step),
                }),
              )
              if (!next) continue
              expect(stepReasons(window, next, at(minutes))).toEqual([])
              expect(allowed).toContain(next)
              expect([next, blocked]).not.toEqual(['announce', blocked === 'no' ? '' : blocked])
            }
})
