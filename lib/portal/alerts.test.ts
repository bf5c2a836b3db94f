import { expect, test } from 'vitest'
import type { WindowState } from '#db/schema/windows.ts'
import { alertLines } from './alerts.ts'

const incident = (id: string) => ({ id, reference: id, serviceId: 's', title: { en: id }, severity: 'high' as const })
const window = (id: string, state: WindowState = 'announced') => ({
  ...{ id, reference: id, serviceId: 's', title: { en: id }, startsAt: new Date(), endsAt: new Date(), state },
})
const freeze = (id: string, standing: 'on' | 'near' = 'on') => ({ id, standing })
const nothing = { incidents: [], windows: [], freezes: [] }
/** Each line as its figures and what it names. */
const lines = (...[alerted, told]: Parameters<typeof alertLines>) => {
  const { incidents, windows, freezes } = alertLines(alerted, told)
  return [
    incidents && `${incidents.count} incidents: ${incidents.first.id}`,
    windows && `${windows.count} windows, ${windows.running} running: ${windows.next.id}`,
    freezes && `${freezes.count} freezes, ${freezes.on} on: ${freezes.first.id}`,
  ].filter(Boolean)
}

test.each<[string, Parameters<typeof alertLines>[0], string[], string[]]>([
  ['nothing', nothing, [], []],
  [
    'of each kind one line, however many there are',
    {
      incidents: [incident('grave'), incident('other')],
      windows: [window('runs', 'in_progress'), window('next'), window('later')],
      freezes: [freeze('soon', 'near'), freeze('now'), freeze('too')],
    },
    [],
    ['2 incidents: grave', '3 windows, 1 running: next', '3 freezes, 2 on: now'],
  ],
  [
    'where none starts, one that runs is named',
    { ...nothing, windows: [window('runs', 'verifying')] },
    [],
    ['1 windows, 1 running: runs'],
  ],
  ['a freeze that is near', { ...nothing, freezes: [freeze('soon', 'near')] }, [], ['1 freezes, 0 on: soon']],
  [
    'what the page tells first is not said again',
    {
      incidents: [incident('told')],
      windows: [window('runs', 'in_progress'), window('next')],
      freezes: [freeze('now')],
    },
    ['told', 'runs', 'now'],
    ['1 windows, 0 running: next'],
  ],
  [
    'and with it nothing is left',
    { incidents: [incident('told')], windows: [window('own')], freezes: [] },
    ['told', 'own'],
    [],
  ],
])('%s', (_, alerted, told, expected) => expect(lines(alerted, new Set(told))).toEqual(expected))
