import { expect, test } from 'vitest'
import {
  type Act,
  change,
  draftedOf,
  keptOf,
  mayMove,
  noProposal,
  notAdded,
  type Proposal,
  undoneBy,
} from './proposal.ts'

const after = (...acts: Act[]): Proposal => acts.reduce(change, noProposal)
const three: Act = { type: 'replan', days: ['2027-01-10', '2027-02-14', '2027-03-21'] }
const say = ({ windows }: Proposal) =>
  windows.map((one) => `${one.id} ${one.day.slice(5)}${one.locked ? ' locked' : ''}${one.dropped ? ' dropped' : ''}`)

test.each<[string, Act[], string[]]>([
  ['proposed', [], ['w1 01-10', 'w2 02-14', 'w3 03-21']],
  ['moved', [{ type: 'move', id: 'w2', day: '2027-02-21' }], ['w1 01-10', 'w2 02-21', 'w3 03-21']],
  [
    'moved past another, the order follows',
    [{ type: 'move', id: 'w1', day: '2027-02-21' }],
    ['w2 02-14', 'w1 02-21', 'w3 03-21'],
  ],
  ['not onto another', [{ type: 'move', id: 'w1', day: '2027-02-14' }], ['w1 01-10', 'w2 02-14', 'w3 03-21']],
  [
    'locked stays',
    [
      { type: 'lock', id: 'w1' },
      { type: 'move', id: 'w1', day: '2027-01-11' },
    ],
    ['w1 01-10 locked', 'w2 02-14', 'w3 03-21'],
  ],
  [
    'unlocked moves',
    [
      { type: 'lock', id: 'w1' },
      { type: 'unlock', id: 'w1' },
      { type: 'move', id: 'w1', day: '2027-01-11' },
    ],
    ['w1 01-11', 'w2 02-14', 'w3 03-21'],
  ],
  ['dropped stays in the list', [{ type: 'drop', id: 'w3' }], ['w1 01-10', 'w2 02-14', 'w3 03-21 dropped']],
  [
    'kept again',
    [
      { type: 'drop', id: 'w3' },
      { type: 'keep', id: 'w3' },
    ],
    ['w1 01-10', 'w2 02-14', 'w3 03-21'],
  ],
  [
    'a day that a dropped one left is free',
    [
      { type: 'drop', id: 'w3' },
      { type: 'add', day: '2027-03-21' },
    ],
    ['w1 01-10', 'w2 02-14', 'w3 03-21 dropped', 'w4 03-21'],
  ],
  [
    'and then not to be kept again',
    [
      { type: 'drop', id: 'w3' },
      { type: 'add', day: '2027-03-21' },
      { type: 'keep', id: 'w3' },
    ],
    ['w1 01-10', 'w2 02-14', 'w3 03-21 dropped', 'w4 03-21'],
  ],
  ['added in its place', [{ type: 'add', day: '2027-01-31' }], ['w1 01-10', 'w4 01-31', 'w2 02-14', 'w3 03-21']],
  ['not added where one stands', [{ type: 'add', day: '2027-01-10' }], ['w1 01-10', 'w2 02-14', 'w3 03-21']],
  [
    'planned again: locked ones stay, dropped ones go, ids are new',
    [
      { type: 'lock', id: 'w1' },
      { type: 'drop', id: 'w2' },
      { type: 'replan', days: ['2027-01-10', '2027-04-04'] },
    ],
    ['w1 01-10 locked', 'w4 04-04'],
  ],
])('%s', (_, acts, expected) => expect(say(after(three, ...acts))).toEqual(expected))

test('a draft keeps all that was done by hand, and opened again nothing else stays, not even what is locked', () => {
  const drafted = draftedOf(
    after(
      three,
      { type: 'move', id: 'w1', day: '2027-01-11' },
      { type: 'lock', id: 'w1' },
      { type: 'drop', id: 'w2' },
      { type: 'add', day: '2027-05-02' },
    ),
  )
  const opened = after(
    { type: 'replan', days: ['2027-07-04'] },
    { type: 'lock', id: 'w1' },
    {
      type: 'open',
      windows: drafted,
    },
  )
  expect(say(opened)).toEqual(['w2 01-11 locked', 'w3 02-14 dropped', 'w4 03-21', 'w5 05-02'])
  expect(draftedOf(opened)).toEqual(drafted)
  expect(undoneBy(opened)).toEqual({ moved: 0, added: 1, dropped: 1 })
})

test('only what is not dropped is published', () =>
  expect(keptOf(after(three, { type: 'drop', id: 'w2' })).map(({ id }) => id)).toEqual(['w1', 'w3']))

test('what is carried moves, and is not said before it is moved', () => {
  const carried = after(three, { type: 'carry', id: 'w2', day: '2027-02-21' })
  expect(say(carried)).toEqual(['w1 01-10', 'w2 02-21', 'w3 03-21'])
  expect(carried.last).toBeNull()
  expect(say(after(three, { type: 'carry', id: 'w2', day: '2027-03-21' }))).toEqual([
    'w1 01-10',
    'w2 02-14',
    'w3 03-21',
  ])
})

test('planning again undoes what was done by hand, but not to what is locked', () => {
  expect(undoneBy(after(three))).toEqual({ moved: 0, added: 0, dropped: 0 })
  const moved: Act[] = [
    { type: 'move', id: 'w1', day: '2027-01-11' },
    { type: 'move', id: 'w2', day: '2027-02-15' },
    { type: 'lock', id: 'w2' },
    { type: 'drop', id: 'w3' },
    { type: 'add', day: '2027-05-02' },
  ]
  expect(undoneBy(after(three, ...moved))).toEqual({ moved: 1, added: 1, dropped: 1 })
  expect(undoneBy(after(three, ...moved, { type: 'move', id: 'w1', day: '2027-01-10' })).moved).toBe(0)
})

test('nothing moves where it stands, nor what is not there', () => {
  expect(mayMove(after(three), 'w1', '2027-01-10')).toBe(false)
  expect(mayMove(after(three), 'w9', '2027-01-11')).toBe(false)
  expect(mayMove(after(three), 'w1', '2027-01-11')).toBe(true)
})

test.each<[string, string | null]>([
  ['2027-01-17', null],
  ['2027-01-10', 'taken'],
  ['2027-03-21', null],
  ['2027-06-27', 'taken'],
  ['2026-12-31', 'outside'],
  ['2029-01-01', 'outside'],
  ['', 'outside'],
  ['20271-01-17', 'outside'],
  ['2027-02-30', 'outside'],
])('a window is not added on %j: %s', (day, why) => {
  const period = { from: '2027-01-01', to: '2029-01-01', pins: ['2027-06-27'] }
  expect(notAdded(day, after(three, { type: 'drop', id: 'w3' }), period)).toBe(why)
})
