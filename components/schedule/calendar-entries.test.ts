import { expect, test } from 'vitest'
import { windowStates } from '#db/schema/windows.ts'
import { toEvent } from './calendar-entries.ts'

const entry = { id: 'w', kind: 'window', service: 'dcc', title: 'Maintenance', start: '2027-01-10T20:00Z' } as const

test('a window can be dragged until it has started, by who plans its service', () => {
  const movable = (plans: string[]) => windowStates.filter((state) => toEvent({ ...entry, state }, plans).editable)
  expect(movable(['dcc'])).toEqual(['planned', 'announced'])
  expect(movable(['mashme'])).toEqual([])
  expect(toEvent({ ...entry, kind: 'freeze' }, ['dcc']).editable).toBe(false)
})
