import ICAL from 'ical.js'
import { beforeAll, expect, test } from 'vitest'
import { asReader } from '#db/scope.ts'
import { cancelFreeze } from '#lib/freezes/cancel-freeze.ts'
import { changeFreeze } from '#lib/freezes/change-freeze.ts'
import { publishFreeze } from '#lib/freezes/publish-freeze.ts'
import { makeWorld, planFor, type World } from '#lib/testing/world.ts'
import { announceWindow } from '#lib/windows/announce-window.ts'
import { cancelWindow } from '#lib/windows/cancel-window.ts'
import { correctWindow } from '#lib/windows/correct-window.ts'
import { draftWindow, editWindow } from '#lib/windows/draft-window.ts'
import { extendWindow } from '#lib/windows/extend-window.ts'
import { finishWindow } from '#lib/windows/finish-window.ts'
import { planWindow } from '#lib/windows/plan-window.ts'
import { postUpdate } from '#lib/windows/post-update.ts'
import { recordCheckpoint } from '#lib/windows/record-checkpoint.ts'
import { remindWindow } from '#lib/windows/remind-window.ts'
import { rescheduleWindow } from '#lib/windows/reschedule-window.ts'
import { startWindow } from '#lib/windows/start-window.ts'
import { verifyWindow } from '#lib/windows/verify-window.ts'
import { serialiseCalendar } from './calendar.ts'
import { readFeed } from './queries.ts'

const now = new Date('2026-11-01T09:00:00Z')
let world: World
beforeAll(async () => {
  world = await makeWorld()
})

/** The entry as a calendar has it: what it says, and beside that when it was stamped and its sequence. */
async function entry(id: string, at: Date, locale = 'en') {
  const { name, windows, spans } = await asReader(null, (tx) => readFeed(tx, new URLSearchParams({ lang: locale }), at))
  const calendar = new ICAL.Component(ICAL.parse(serialiseCalendar(name, '', locale as 'en', windows, spans)))
  const event = calendar
    .getAllSubcomponents('vevent')
    .find((one) => one.getFirstPropertyValue('uid') === `${id}@almanac`)
  const of = (property: string) => String(event?.getFirstPropertyValue(property))
  const [stamp, modified, sequence] = [of('dtstamp'), of('last-modified'), Number(of('sequence'))]
  for (const property of ['dtstamp', 'last-modified', 'sequence']) event?.removeAllProperties(property)
  return { says: String(event), stamp, modified, sequence }
}

type Step = [name: string, at: string, run: (at: Date) => Promise<unknown>, shows: boolean]

/** After each step the stamp is the step's time and the sequence is higher where the entry says something else; or both stay. */
async function follow(id: string, steps: Step[]) {
  const both = async (at: Date) => [await entry(id, at), await entry(id, at, 'hi')]
  let before = await both(now)
  for (const [name, time, run, shows] of steps) {
    const at = new Date(time)
    await run(at)
    const after = await both(at)
    const said = (entries: typeof before) => entries.map(({ says }) => says)
    expect([name, JSON.stringify(said(after)) !== JSON.stringify(said(before))]).toEqual([name, shows])
    for (const [index, { stamp, modified, sequence }] of after.entries()) {
      const old = before[index]
      const expected = shows ? at.toISOString().replace('.000Z', 'Z') : old?.stamp
      expect([name, stamp, modified, sequence]).toEqual([
        name,
        expected,
        expected,
        (old?.sequence ?? 0) + (shows ? 1 : 0),
      ])
    }
    before = after
  }
}

test('a window is stamped when what its entry shows changed, and at no other step', async () => {
  const { operator, smart } = world
  const plan = planFor(smart)
  const { id } = await draftWindow(operator, plan, now)
  await planWindow(operator, { id }, now)
  const said = { title: { en: 'Maintenance', hi: 'रखरखाव' }, description: { en: 'Versions move up.' } }
  await follow(id, [
    [
      'details',
      '2026-11-02T09:00:00Z',
      (at) => editWindow(operator, { id }, { ...plan, userChanges: { en: 'Restart.' } }, at),
      false,
    ],
    [
      'description',
      '2026-11-02T10:00:00Z',
      (at) => editWindow(operator, { id }, { ...plan, description: { en: 'More.' } }, at),
      true,
    ],
    ['announced', '2026-11-03T09:00:00Z', (at) => announceWindow(operator, { id }, at), true],
    ['title', '2026-11-04T09:00:00Z', (at) => correctWindow(operator, { id, ...said }, at), true],
    ['the same again', '2026-11-04T10:00:00Z', (at) => correctWindow(operator, { id, ...said }, at), false],
    [
      'effect',
      '2026-11-04T11:00:00Z',
      (at) => correctWindow(operator, { id, ...said, effect: { en: 'Slow.' } }, at),
      false,
    ],
    ['an update', '2026-11-05T09:00:00Z', (at) => postUpdate(operator, { id, text: { en: 'On plan.' } }, at), false],
    [
      'moved',
      '2026-11-06T09:00:00Z',
      (at) =>
        rescheduleWindow(
          operator,
          { id, startsLocal: '2026-11-30T20:00', endsLocal: '2026-12-01T02:00', reason: { en: 'Busy.' } },
          at,
        ),
      true,
    ],
    ['reminded', '2026-11-30T19:00:00Z', (at) => remindWindow(id, at), false],
    [
      'checkpoint',
      '2026-11-30T19:30:00Z',
      (at) => recordCheckpoint(operator, { id, stability: true, resources: true, communications: true }, at),
      false,
    ],
    ['started', '2026-11-30T20:00:00Z', (at) => startWindow(operator, { id }, at), false],
    [
      'extended',
      '2026-11-30T21:00:00Z',
      (at) => extendWindow(operator, { id, endsLocal: '2026-12-01T03:00', reason: { en: 'Slow.' } }, at),
      true,
    ],
    ['verifying', '2026-12-01T01:00:00Z', (at) => verifyWindow(operator, { id }, at), false],
    ['finished', '2026-12-01T02:00:00Z', (at) => finishWindow(operator, { id }, at), false],
  ])
})

test('a cancelled window is stamped and says so', async () => {
  const { id } = await draftWindow(
    world.operator,
    planFor(world.smart, { startsLocal: '2027-01-10T20:00', endsLocal: '2027-01-11T02:00' }),
    now,
  )
  await announceWindow(world.operator, { id }, now)
  await follow(id, [
    [
      'cancelled',
      '2026-11-20T09:00:00Z',
      (at) => cancelWindow(world.operator, { id, reason: { en: 'Not needed.' } }, at),
      true,
    ],
  ])
})

test('a freeze too', async () => {
  const { operator, smart } = world
  const said = {
    ...{ serviceId: smart.id, kind: 'annual' as const, title: { en: 'Christmas' }, exceptions: { en: 'Fixes.' } },
    ...{ firstDay: '2026-12-18', lastDay: '2027-01-08' },
  }
  const { id } = await publishFreeze(operator, said, now)
  const changed = (changes: Partial<typeof said> & { environments?: string[] }) => (at: Date) =>
    changeFreeze(operator, { id, ...said, ...changes }, at)
  await follow(id, [
    ['scope', '2026-11-02T09:00:00Z', changed({ environments: [smart.environments.production ?? ''] }), false],
    ['title', '2026-11-03T09:00:00Z', changed({ title: { en: 'Year end' } }), true],
    ['exceptions', '2026-11-04T09:00:00Z', changed({ title: { en: 'Year end' }, exceptions: { en: 'None.' } }), true],
    [
      'days',
      '2026-11-05T09:00:00Z',
      changed({ title: { en: 'Year end' }, exceptions: { en: 'None.' }, lastDay: '2027-01-09' }),
      true,
    ],
    ['cancelled', '2026-11-06T09:00:00Z', (at) => cancelFreeze(operator, { id }, at), true],
  ])
})
