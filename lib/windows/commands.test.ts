import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, test } from 'vitest'
import { statuses } from '#db/schema/statuses.ts'
import { windowMessages, windows } from '#db/schema/windows.ts'
import { asReader, asSystem } from '#db/scope.ts'
import { Refusal } from '#lib/errors.ts'
import { surroundingsOf } from '#lib/judging/surroundings.ts'
import { dcc } from '#lib/policies/presets/dcc.ts'
import { policySchema } from '#lib/rules/policy.ts'
import { auditOf, makeWorld, noticesOf, planFor, type World } from '#lib/testing/world.ts'
import { announceWindow } from './announce-window.ts'
import { cancelWindow } from './cancel-window.ts'
import { correctWindow } from './correct-window.ts'
import { draftWindow, editWindow } from './draft-window.ts'
import { extendWindow } from './extend-window.ts'
import { finishWindow } from './finish-window.ts'
import { planWindow } from './plan-window.ts'
import { postUpdate } from './post-update.ts'
import { recordCheckpoint } from './record-checkpoint.ts'
import { rescheduleWindow } from './reschedule-window.ts'
import { rollBackWindow } from './roll-back-window.ts'
import { startWindow } from './start-window.ts'
import { verifyWindow } from './verify-window.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})

const early = new Date('2026-11-01T09:00:00Z')
const atStart = new Date('2026-11-29T20:00:00Z')
const later = (minutes: number) => new Date(atStart.getTime() + minutes * 60_000)

const row = async (id: string) => (await asSystem((tx) => tx.select().from(windows).where(eq(windows.id, id))))[0]
const messages = async (id: string) =>
  (
    await asSystem((tx) =>
      tx.select().from(windowMessages).where(eq(windowMessages.windowId, id)).orderBy(windowMessages.at),
    )
  ).map((message) => message.kind)
const stateOf = async (componentId: string, environmentId: string) =>
  (await asSystem((tx) => tx.select().from(statuses).where(eq(statuses.componentId, componentId)))).filter(
    (status) => status.environmentId === environmentId && !status.until,
  )[0]?.state
const announced = async (changes = {}) => {
  const draft = await draftWindow(world.scheduler, planFor(world.smart, changes), early)
  return announceWindow(world.scheduler, { id: draft.id }, early)
}
const refusal = async (command: Promise<unknown>) => {
  const outcome = await command.then(
    () => null,
    (error) => error,
  )
  if (!(outcome instanceof Refusal)) throw outcome ?? new Error('it was not refused')
  return outcome
}
const codes = async (command: Promise<unknown>) =>
  (await refusal(command)).reasons.map((reason) => `${reason.field ?? ''}:${reason.code}`)

describe('the life of a window', () => {
  test('from draft to completed: row, messages, notices, statuses, audit', async () => {
    const ssi = world.smart.components.ssi ?? ''
    const production = world.smart.environments.production ?? ''
    const { id } = await draftWindow(world.scheduler, planFor(world.smart), early)
    expect(await asReader(null, (tx) => tx.select().from(windows).where(eq(windows.id, id)))).toEqual([])
    await planWindow(world.scheduler, { id }, early)
    expect(await noticesOf('window', id)).toEqual([])
    await announceWindow(world.scheduler, { id }, early)
    await recordCheckpoint(world.scheduler, { id, stability: true, resources: true, communications: true }, later(-90))
    await startWindow(world.scheduler, { id }, atStart)
    expect(await stateOf(ssi, production)).toBe('maintenance')
    await postUpdate(world.scheduler, { id, text: { en: 'Half of the steps are done.' } }, later(60))
    await extendWindow(
      world.scheduler,
      { id, endsLocal: '2026-11-30T03:00', downtimeToo: true, reason: { en: 'The data move takes longer.' } },
      later(120),
    )
    await verifyWindow(world.scheduler, { id }, later(240))
    await finishWindow(world.scheduler, { id }, later(400))

    const window = await row(id)
    expect(window).toMatchObject({
      state: 'completed',
      reference: 'M-2026-1',
      startsAt: atStart,
      endsAt: later(420),
      announcedEndsAt: later(420),
      announcedDowntimeEndsAt: later(420),
      startedAt: atStart,
      verifyingAt: later(240),
      finishedAt: later(400),
      minutes: 420,
    })
    expect(await stateOf(ssi, production)).toBe('working')
    expect(await messages(id)).toEqual([
      'planned',
      'announced',
      'checkpoint',
      'started',
      'update',
      'extended',
      'verifying',
      'finished',
    ])
    expect(await noticesOf('window', id)).toEqual([
      'window-announced',
      'window-started',
      'window-update',
      'window-extended',
      'window-verifying',
      'window-finished',
    ])
    const entries = await auditOf(id)
    expect(entries.map((entry) => entry.action)).toEqual([
      'window.draft',
      'window.plan',
      'window.announce',
      'window.checkpoint',
      'window.start',
      'window.update',
      'window.extend',
      'window.verify',
      'window.finish',
    ])
    expect(new Set(entries.map((entry) => entry.actorId))).toEqual(new Set([world.scheduler]))
  })

  test('a rollback is said, with its reason, before the record is closed as rolled back', async () => {
    const { id } = await announced()
    await startWindow(world.scheduler, { id }, atStart)
    expect(await codes(rollBackWindow(world.scheduler, { id, reason: {} }, later(60)))).toEqual(['reason.en:required'])
    await rollBackWindow(world.scheduler, { id, reason: { en: 'Checks of step 12 failed.' } }, later(60))
    expect((await row(id))?.state).toBe('in_progress')
    await finishWindow(world.scheduler, { id }, later(90))
    expect((await row(id))?.state).toBe('rolled_back')
    expect(await noticesOf('window', id)).toEqual([
      'window-announced',
      'window-started',
      'window-rolling-back',
      'window-rolled-back',
    ])
  })

  test('an extended window ends within 28 days of its start, so that it stays a neighbour of what is planned', async () => {
    const { id } = await announced()
    await startWindow(world.scheduler, { id }, atStart)
    const extend = (endsLocal: string) =>
      extendWindow(world.scheduler, { id, endsLocal, reason: { en: 'It takes longer.' } }, later(60))
    await extend('2026-12-14T02:00')
    const refused = await refusal(extend('2026-12-27T20:01'))
    expect(refused.reasons).toEqual([{ code: 'too-many-days', field: 'endsLocal', facts: { days: 28 } }])
    await extend('2026-12-27T20:00')
    const span = { startsAt: new Date('2026-12-27T19:00:00Z'), endsAt: new Date('2026-12-27T23:00:00Z') }
    const policy = policySchema.parse(dcc.policy)
    const service = { id: world.smart.id, timeZone: 'Europe/London', policy }
    const around = await asSystem((tx) => surroundingsOf(tx, service, span, early))
    expect(around.neighbours.map((neighbour) => neighbour.id)).toContain(id)
  })

  test('an early start needs a reason, and is told with it', async () => {
    const { id } = await announced()
    expect(await codes(startWindow(world.scheduler, { id }, later(-5)))).toEqual(['reason.en:early-needs-reason'])
    await startWindow(world.scheduler, { id, reason: { en: 'Everybody is ready.' } }, later(-5))
    expect(await row(id)).toMatchObject({ state: 'in_progress', startedAt: later(-5), startsAt: atStart })
  })

  test('a reschedule keeps the reference, moves the downtime and raises the sequence; the planned one is quiet', async () => {
    const told = await announced()
    const before = await row(told.id)
    await rescheduleWindow(
      world.scheduler,
      { id: told.id, startsLocal: '2026-12-06T20:00', endsLocal: '2026-12-07T02:00', reason: { en: 'A week later.' } },
      early,
    )
    const after = await row(told.id)
    expect(after).toMatchObject({
      reference: before?.reference,
      startsAt: new Date('2026-12-06T20:00Z'),
      announcedStartsAt: new Date('2026-12-06T20:00Z'),
      announcedDowntimeEndsAt: new Date('2026-12-07T02:00Z'),
    })
    expect(after?.sequence).toBe((before?.sequence ?? 0) + 1)
    expect(await noticesOf('window', told.id)).toEqual(['window-announced', 'window-rescheduled'])

    const draft = await draftWindow(world.scheduler, planFor(world.smart), early)
    await planWindow(world.scheduler, { id: draft.id }, early)
    await rescheduleWindow(
      world.scheduler,
      { id: draft.id, startsLocal: '2026-12-13T20:00', endsLocal: '2026-12-14T02:00', reason: { en: 'Moved.' } },
      early,
    )
    expect(await noticesOf('window', draft.id)).toEqual([])
  })

  test('an edit raises the sequence only when a calendar shows what differs', async () => {
    const { id } = await draftWindow(world.scheduler, planFor(world.smart), early)
    await planWindow(world.scheduler, { id }, early)
    const before = (await row(id))?.sequence ?? 0
    await editWindow(world.scheduler, { id }, planFor(world.smart, { rollbackData: { en: 'A copy is kept.' } }), early)
    expect((await row(id))?.sequence).toBe(before)
    await editWindow(world.scheduler, { id }, planFor(world.smart, { description: { en: 'More.' } }), early)
    expect((await row(id))?.sequence).toBe(before + 1)
    await editWindow(world.scheduler, { id }, planFor(world.smart, { endsLocal: '2026-11-30T03:00' }), early)
    expect((await row(id))?.sequence).toBe(before + 2)
  })

  test('a cancelled window stays on the record; only an announced one is told', async () => {
    const { id } = await announced()
    await cancelWindow(world.scheduler, { id, reason: { en: 'The supplier withdrew the release.' } }, early)
    expect(await row(id)).toMatchObject({ state: 'cancelled', cancelledAt: early })
    expect(await noticesOf('window', id)).toEqual(['window-announced', 'window-cancelled'])
    expect(await codes(startWindow(world.scheduler, { id }, atStart))).toEqual([':was-cancelled'])
  })

  test('a typing error is corrected without a mail, with both wordings in the audit', async () => {
    const { id } = await announced()
    await correctWindow(
      world.scheduler,
      { id, title: { en: 'Maintenance, November' }, description: { en: 'Versions move up.' } },
      early,
    )
    expect(await noticesOf('window', id)).toEqual(['window-announced'])
    const entry = (await auditOf(id)).at(-1)
    expect(entry).toMatchObject({
      action: 'window.correct',
      before: { title: { en: 'Maintenance 2026-11' } },
      after: { title: { en: 'Maintenance, November' } },
    })
  })
})

describe('who may', () => {
  test('a scheduler of the service and an operator; no auditor, no scheduler of another service, no member', async () => {
    for (const person of [world.auditor, world.memberB]) {
      expect((await refusal(draftWindow(person, planFor(world.smart), early))).kind).toBe('forbidden')
    }
    expect((await refusal(draftWindow(world.stranger, planFor(world.smart), early))).kind).toBe('forbidden')
    const { id } = await draftWindow(world.operator, planFor(world.smart), early)
    expect((await refusal(announceWindow(world.auditor, { id }, early))).kind).toBe('forbidden')
    expect((await refusal(announceWindow(world.stranger, { id }, early))).kind).toBe('missing')
    expect((await row(id))?.state).toBe('draft')
    expect((await auditOf(id)).length).toBe(1)
  })
})

describe('two people at once', () => {
  test('the second is told who did what, and nothing of the first is lost', async () => {
    const { id, version } = await announced()
    await rescheduleWindow(
      world.operator,
      { id, version, startsLocal: '2026-11-29T21:00', endsLocal: '2026-11-30T03:00', reason: { en: 'An hour later.' } },
      early,
    )
    const second = await refusal(cancelWindow(world.scheduler, { id, version, reason: { en: 'Not needed.' } }, early))
    expect(second.kind).toBe('changed')
    expect(second.changes).toMatchObject([
      { who: 'Olive Operator', action: 'window.reschedule', after: { startsAt: '2026-11-29T21:00:00.000Z' } },
    ])
    expect((await row(id))?.state).toBe('announced')
  })

  test('of two who start it at the same moment one is refused', async () => {
    const { id } = await announced()
    const outcomes = await Promise.allSettled([
      startWindow(world.scheduler, { id }, atStart),
      startWindow(world.operator, { id }, atStart),
    ])
    expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(['fulfilled', 'rejected'])
    expect((await noticesOf('window', id)).filter((event) => event === 'window-started')).toHaveLength(1)
  })
})

describe('bad input is refused at its field, and nothing is stored', () => {
  const count = async () => (await asSystem((tx) => tx.select({ id: windows.id }).from(windows))).length
  const cases: [string, Parameters<typeof planFor>[1], string[]][] = [
    ['an end before the start', { endsLocal: '2026-11-29T19:00' }, ['endsLocal:ends-before-start']],
    [
      'a start in the past',
      { startsLocal: '2026-10-29T20:00', endsLocal: '2026-10-29T22:00' },
      ['startsLocal:starts-in-past'],
    ],
    [
      'a time that a clock change skips',
      { startsLocal: '2027-03-28T01:30', endsLocal: '2027-03-28T04:00', downtime: null },
      ['startsLocal:clock-change'],
    ],
    [
      'an unknown component',
      { impacts: [{ componentId: 'nobody', impact: 'outage' }] },
      ['impacts.0:unknown-component'],
    ],
    ['an unknown kind', { kind: 'party' }, ['kind:unknown-kind']],
    ['a title of 100 kB', { title: { en: 'x'.repeat(100_000) } }, ['title.en:too-long']],
    [
      'script in every text',
      {
        title: { en: '<script>alert(1)</script>' },
        description: { hi: '<img src=x onerror=alert(1)>' },
        rollbackData: { en: '</p>' },
        impacts: [{ componentId: 'x', impact: 'outage', note: { en: '<b>' } }],
      },
      ['title.en:markup', 'description.hi:markup', 'rollbackData.en:markup', 'impacts.0.note.en:markup'],
    ],
    ['an emoji', { title: { en: 'Maintenance 🚧' } }, ['title.en:emoji']],
    ['no title', { title: {} }, ['title.en:required']],
    ['a date that no calendar has', { startsLocal: '2026-02-30T20:00' }, ['startsLocal:not-a-time']],
    ['a downtime outside the window', { downtime: { from: '03:00', minutes: 10 } }, ['downtime.from:downtime-outside']],
    [
      'a downtime longer than the window',
      { downtime: { from: '21:00', minutes: 400 } },
      ['downtime.minutes:downtime-outside'],
    ],
  ]
  test.each(cases)('%s', async (_, changes, expected) => {
    const before = await count()
    expect((await codes(draftWindow(world.scheduler, planFor(world.smart, changes), early))).sort()).toEqual(
      expected.sort(),
    )
    expect(await count()).toBe(before)
  })

  test('a refused edit leaves the draft as it was', async () => {
    const { id } = await draftWindow(world.scheduler, planFor(world.smart), early)
    expect(
      await codes(editWindow(world.scheduler, { id }, planFor(world.smart, { endsLocal: '2026-11-29T19:00' }), early)),
    ).toEqual(['endsLocal:ends-before-start'])
    expect(await row(id)).toMatchObject({ version: 1, endsAt: new Date('2026-11-30T02:00Z') })
  })

  test('of a published window the details may change until it starts; its service, times and audience stay', async () => {
    const { id } = await draftWindow(world.scheduler, planFor(world.smart, { impacts: [], description: {} }), early)
    await planWindow(world.scheduler, { id }, early)
    await editWindow(
      world.scheduler,
      { id },
      planFor(world.smart, { startsLocal: '2026-11-29T21:00', endsLocal: '2026-11-30T03:00', audience: 'internal' }),
      early,
    )
    expect(await row(id)).toMatchObject({
      state: 'planned',
      startsAt: new Date('2026-11-29T20:00Z'),
      endsAt: new Date('2026-11-30T02:00Z'),
      audience: 'public',
      description: { en: 'Versions move up.' },
    })
    await announceWindow(world.scheduler, { id }, early)
    await startWindow(world.scheduler, { id, reason: { en: 'Early.' } }, early)
    expect(await codes(editWindow(world.scheduler, { id }, planFor(world.smart), early))).toEqual([
      ':already-published',
    ])
  })

  test('what an announcement lacks is named field by field; an urgent one needs no rollback plan', async () => {
    const bare = {
      description: {},
      rollbackInfrastructure: {},
      rollbackServices: {},
      rollbackData: {},
      impacts: [],
      downtime: null,
    }
    const draft = await draftWindow(world.scheduler, planFor(world.smart, bare), early)
    expect(await codes(announceWindow(world.scheduler, { id: draft.id }, early))).toEqual([
      'description.en:no-description',
      'impacts:no-component',
      'effect.en:no-effect',
      'rollbackInfrastructure.en:no-rollback-plan',
      'rollbackServices.en:no-rollback-plan',
      'rollbackData.en:no-rollback-plan',
    ])
    const urgent = await draftWindow(
      world.scheduler,
      planFor(world.smart, { kind: 'urgent', rollbackInfrastructure: {}, rollbackServices: {}, rollbackData: {} }),
      early,
    )
    await announceWindow(world.scheduler, { id: urgent.id }, early)
    expect((await row(urgent.id))?.state).toBe('announced')
  })
})
