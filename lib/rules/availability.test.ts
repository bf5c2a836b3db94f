import { describe, expect, test } from 'vitest'
import { type ComponentState, componentStates } from '#db/schema/statuses.ts'
import { type Impact, impacts } from '#db/schema/windows.ts'
import { availability, byAvailability, type Course, courseOf } from './availability.ts'

test.each<[ComponentState, Impact | undefined, string]>([
  ['working', 'outage', 'usual'],
  ['maintenance', 'outage', 'out'],
  ['maintenance', 'degraded', 'limited'],
  ['maintenance', undefined, 'limited'],
  ['major', 'no_impact', 'out'],
  ['major', undefined, 'out'],
  ['partial', 'outage', 'limited'],
  ['degraded', 'no_impact', 'limited'],
  ['unknown', 'outage', 'unknown'],
])('%s, announced as %s, is %s', (state, announced, expected) => expect(availability(state, announced)).toBe(expected))

test.each(impacts)(
  'a component in major outage is never among those that work, whatever was announced: %s',
  (impact) => {
    const row = { state: 'major' as const, impact }
    expect(byAvailability([row])).toEqual({ out: [row], limited: [], usual: [] })
  },
)

describe('how a running window is going', () => {
  const at = (hour: number) => new Date(Date.UTC(2026, 10, 29, hour))
  const window = { endsAt: at(22), announcedDowntimeEndsAt: at(20), rollbackSaidAt: null }
  test.each<[string, Partial<typeof window> | { rollbackSaidAt: Date }, [ComponentState, Impact?][], number, Course]>([
    ['the announced outage, in its time', {}, [['maintenance', 'outage']], 19, 'on_plan'],
    ['out as announced, said so by hand', {}, [['major', 'outage']], 19, 'on_plan'],
    ['the announced outage, past its time', {}, [['maintenance', 'outage']], 20, 'trouble'],
    [
      'without an announced downtime as long as the window',
      { announcedDowntimeEndsAt: null as never },
      [['maintenance', 'outage']],
      21,
      'on_plan',
    ],
    ['and no longer', { announcedDowntimeEndsAt: null as never }, [['maintenance', 'outage']], 22, 'trouble'],
    ['less than usual as announced, to the end', {}, [['maintenance', 'degraded']], 21, 'on_plan'],
    ['out where less than usual was announced', {}, [['major', 'degraded']], 19, 'trouble'],
    ['out where nothing was announced', {}, [['major', 'no_impact']], 19, 'trouble'],
    ['less than usual where nothing was announced', {}, [['degraded', 'reduced_redundancy']], 19, 'trouble'],
    [
      'one of several',
      {},
      [
        ['working', 'outage'],
        ['partial', 'no_impact'],
      ],
      19,
      'trouble',
    ],
    ['everything works', {}, [['working', 'outage']], 21, 'on_plan'],
    ['everything works, past the end', {}, [['working', 'outage']], 23, 'late'],
    ['a rollback is no plan', { rollbackSaidAt: at(18) }, [['working', 'outage']], 19, 'rolling_back'],
    ['nor with an outage', { rollbackSaidAt: at(18) }, [['major', 'outage']], 19, 'rolling_back'],
  ])('%s', (_, changes, states, hour, expected) =>
    expect(
      courseOf(
        { ...window, ...changes },
        states.map(([state, impact]) => ({ state, impact })),
        at(hour),
      ),
    ).toBe(expected),
  )

  test.each(componentStates.filter((state) => availability(state) === 'out' || availability(state) === 'limited'))(
    'where no impact was announced, nothing is on plan with a component %s',
    (state) => expect(courseOf(window, [{ state, impact: 'no_impact' }], at(19))).toBe('trouble'),
  )
})
