import { and, eq, like } from 'drizzle-orm'
import { beforeAll, describe, expect, test } from 'vitest'
import { audit } from '#db/schema/audit.ts'
import { freezes } from '#db/schema/freezes.ts'
import { incidents } from '#db/schema/incidents.ts'
import { waivers } from '#db/schema/waivers.ts'
import { windows } from '#db/schema/windows.ts'
import { asSystem } from '#db/scope.ts'
import { Refusal } from '#lib/errors.ts'
import { cancelFreeze } from '#lib/freezes/cancel-freeze.ts'
import { changeFreeze } from '#lib/freezes/change-freeze.ts'
import { publishFreeze } from '#lib/freezes/publish-freeze.ts'
import { correctIncident } from '#lib/incidents/correct-incident.ts'
import { declareIncident } from '#lib/incidents/declare-incident.ts'
import { raiseOverrun } from '#lib/incidents/raise-overrun.ts'
import { reviewIncident } from '#lib/incidents/review-incident.ts'
import { updateIncident } from '#lib/incidents/update-incident.ts'
import { makeWorld, planFor, type World } from '#lib/testing/world.ts'
import { askWaiver } from '#lib/waivers/ask-waiver.ts'
import { decideWaiver } from '#lib/waivers/decide-waiver.ts'
import { withdrawWaiver } from '#lib/waivers/withdraw-waiver.ts'
import { announceWindow } from '#lib/windows/announce-window.ts'
import { cancelWindow } from '#lib/windows/cancel-window.ts'
import { correctWindow } from '#lib/windows/correct-window.ts'
import { discardDraft } from '#lib/windows/discard-draft.ts'
import { draftWindow, editWindow } from '#lib/windows/draft-window.ts'
import { extendWindow } from '#lib/windows/extend-window.ts'
import { finishWindow } from '#lib/windows/finish-window.ts'
import { planWindow } from '#lib/windows/plan-window.ts'
import { postUpdate } from '#lib/windows/post-update.ts'
import { recordCheckpoint } from '#lib/windows/record-checkpoint.ts'
import { remindWindow } from '#lib/windows/remind-window.ts'
import { rescheduleWindow } from '#lib/windows/reschedule-window.ts'
import { rollBackWindow } from '#lib/windows/roll-back-window.ts'
import { startWindow } from '#lib/windows/start-window.ts'
import { verifyWindow } from '#lib/windows/verify-window.ts'
import type { Kind } from './kinds.ts'

/**
 * Every two commands of one record at once: each does its work or refuses it, and nothing that one of them wrote is lost to
 * the other. Locks are taken in one order, so that none waits for another that waits for it.
 */
let world: World
beforeAll(async () => {
  world = await makeWorld()
})

const drafted = new Date('2026-10-01T09:00:00Z')
/** Half an hour before the planned start, and in the middle of it. */
const before = new Date('2026-11-29T19:30:00Z')
const during = new Date('2026-11-29T21:00:00Z')
const after = new Date('2026-11-30T02:30:00Z')
const text = { en: 'Word' }

/** A record that is raced for, with two requests for waivers on it. */
type Raced = { id: string; asked: string[] }
type Command = [name: string, run: (raced: Raced) => Promise<unknown>]
const plan = () => planFor(world.smart)
const impact = () => ({
  componentId: world.smart.components.ssi ?? '',
  environmentId: world.smart.environments.production ?? '',
  state: 'major' as const,
})

async function aWindow(state: 'draft' | 'planned' | 'announced' | 'running'): Promise<Raced> {
  const { id } = await draftWindow(world.scheduler, plan(), drafted)
  if (state === 'planned') await planWindow(world.scheduler, { id }, drafted)
  if (state === 'announced' || state === 'running') await announceWindow(world.scheduler, { id }, drafted)
  if (state === 'running') await startWindow(world.scheduler, { id, reason: text }, before)
  const asked = await asSystem((tx) =>
    tx
      .insert(waivers)
      .values(
        ['peak-hours', 'monthly-limit'].map((code) => ({
          ...{ windowId: id, code, reason: text, askedBy: world.operator, askedAt: drafted },
          ...{ startsAt: new Date('2026-11-29T20:00:00Z'), endsAt: new Date('2026-11-30T02:00:00Z') },
        })),
      )
      .returning(),
  )
  return { id, asked: asked.map((waiver) => waiver.id) }
}

const at = { startsLocal: '2026-11-30T21:00', endsLocal: '2026-12-01T03:00' }
const ask: Command = [
  'ask',
  ({ id }) => askWaiver(world.scheduler, { windowId: id, code: 'notice-too-short', reason: text }, drafted),
]
const grant = (which: number, now: Date): Command => [
  `grant ${which + 1}`,
  ({ asked }) => decideWaiver(world.approver, { id: asked[which] ?? '', granted: true }, now),
]
const refuse: Command = [
  'refuse',
  ({ asked }) => decideWaiver(world.approver2, { id: asked[0] ?? '', granted: false, note: text }, drafted),
]
const withdraw: Command = ['withdraw', ({ asked }) => withdrawWaiver(world.scheduler, { id: asked[0] ?? '' }, drafted)]
const edit: Command = [
  'edit',
  ({ id }) => editWindow(world.scheduler, { id }, { ...plan(), migration: true, kind: 'mandated' }, drafted),
]
const announce: Command = ['announce', ({ id }) => announceWindow(world.scheduler, { id }, drafted)]
const cancel: Command = ['cancel', ({ id }) => cancelWindow(world.scheduler, { id, reason: text }, drafted)]
const correct: Command = [
  'correct',
  ({ id }) => correctWindow(world.scheduler, { id, title: text, description: text }, drafted),
]
const reschedule: Command = [
  'reschedule',
  ({ id }) => rescheduleWindow(world.scheduler, { id, ...at, reason: text }, drafted),
]
const checkpoint: Command = [
  'checkpoint',
  ({ id }) => recordCheckpoint(world.scheduler, { id, stability: true, resources: true, communications: true }, before),
]
const declare: Command = [
  'declare',
  ({ id }) =>
    declareIncident(
      world.scheduler,
      {
        ...{ serviceId: world.smart.id, windowId: id, title: text, text, severity: 'low' },
        impacts: [impact()],
      },
      during,
    ),
]
const update: Command = [
  'update',
  ({ id }) => postUpdate(world.scheduler, { id, text, statuses: { [impact().componentId]: 'major' } }, during),
]

const windowRaces: Record<string, [() => Promise<Raced>, Command[]]> = {
  'a draft': [
    () => aWindow('draft'),
    [
      edit,
      ['plan', ({ id }) => planWindow(world.scheduler, { id }, drafted)],
      announce,
      ['discard', ({ id }) => discardDraft(world.scheduler, { id }, drafted)],
      ask,
      grant(0, drafted),
      grant(1, drafted),
      refuse,
      withdraw,
    ],
  ],
  'a planned window': [
    () => aWindow('planned'),
    [edit, announce, cancel, correct, reschedule, grant(0, drafted), grant(1, drafted), withdraw],
  ],
  'an announced window': [
    () => aWindow('announced'),
    [
      cancel,
      correct,
      reschedule,
      checkpoint,
      ['remind', ({ id }) => remindWindow(id, before)],
      ['start', ({ id }) => startWindow(world.scheduler, { id, reason: text }, before)],
      grant(0, drafted),
      declare,
    ],
  ],
  'a running window': [
    () => aWindow('running'),
    [
      update,
      [
        'extend',
        ({ id }) => extendWindow(world.scheduler, { id, endsLocal: '2026-11-30T04:00', reason: text }, during),
      ],
      ['verify', ({ id }) => verifyWindow(world.scheduler, { id }, during)],
      ['roll back', ({ id }) => rollBackWindow(world.scheduler, { id, reason: text }, during)],
      ['finish', ({ id }) => finishWindow(world.scheduler, { id }, during)],
      ['overrun', ({ id }) => raiseOverrun(id, after)],
      declare,
    ],
  ],
}

/** How two commands of one record of a kind are raced; a kind forgotten is an error of types. */
const races: Record<Kind, (() => void) | null> = {
  window: () =>
    describe.each(Object.entries(windowRaces))('%s', (_, [make, commands]) => {
      test.each(pairsOf(commands))('%s', async (_, [, one], [, other]) => {
        const raced = await make()
        const { id } = raced
        const settled = await Promise.allSettled([one(raced), other(raced)])
        for (const result of settled) if (result.status === 'rejected') expect(result.reason).toBeInstanceOf(Refusal)

        const [window] = await asSystem((tx) => tx.select().from(windows).where(eq(windows.id, id)))
        const entries = await asSystem((tx) =>
          tx
            .select()
            .from(audit)
            .where(and(eq(audit.subjectId, id), like(audit.action, 'window.%'))),
        )
        // Each command that changed it raised its version once, by its own entry.
        if (window) expect(entries.map(({ after }) => after?.version).sort()).toEqual(upTo(window.version))
        // What was granted and not voided stands on the window.
        const granted = await asSystem((tx) =>
          tx
            .select()
            .from(waivers)
            .where(and(eq(waivers.windowId, id), eq(waivers.state, 'granted'))),
        )
        if (window) expect(window.waived.map(({ code }) => code).sort()).toEqual(granted.map(({ code }) => code).sort())
      })
    }),

  freeze: () => {
    const said = () => ({
      ...{ serviceId: world.smart.id, kind: 'code_merge' as const, title: text },
      ...{ firstDay: '2027-03-01', lastDay: '2027-03-04' },
    })
    const commands: Command[] = [
      ['change', ({ id }) => changeFreeze(world.scheduler, { id, ...said(), lastDay: '2027-03-06' }, drafted)],
      ['reword', ({ id }) => changeFreeze(world.scheduler, { id, ...said(), exceptions: text }, drafted)],
      ['cancel', ({ id }) => cancelFreeze(world.scheduler, { id }, drafted)],
    ]
    test.each(pairsOf(commands))('%s', async (_, [, one], [, other]) => {
      const { id } = await publishFreeze(world.scheduler, said(), drafted)
      const settled = await Promise.allSettled([one({ id, asked: [] }), other({ id, asked: [] })])
      for (const result of settled) if (result.status === 'rejected') expect(result.reason).toBeInstanceOf(Refusal)
      const [freeze] = await asSystem((tx) => tx.select().from(freezes).where(eq(freezes.id, id)))
      expect(freeze?.version).toBe(1 + settled.filter(({ status }) => status === 'fulfilled').length)
    })
  },

  incident: () => {
    const seen = (id: string, state: 'identified' | 'monitoring' | 'resolved') => ({
      id,
      state,
      text,
      impacts: [impact()],
    })
    const commands: Command[] = [
      ['identify', ({ id }) => updateIncident(world.scheduler, seen(id, 'identified'), during)],
      ['resolve', ({ id }) => updateIncident(world.scheduler, seen(id, 'resolved'), during)],
      ['correct', ({ id }) => correctIncident(world.scheduler, { id, title: text }, during)],
      ['review', ({ id }) => reviewIncident(world.scheduler, { id, review: text }, during)],
      ['declare another', () => declareIncident(world.scheduler, another(), during)],
    ]
    const another = () => ({
      ...{ serviceId: world.smart.id, title: text, text, severity: 'high' as const },
      impacts: [impact(), { ...impact(), componentId: Object.values(world.smart.components)[1] ?? '' }],
    })
    test.each(pairsOf(commands))('%s', async (_, [, one], [, other]) => {
      const { id } = await declareIncident(world.scheduler, another(), before)
      const settled = await Promise.allSettled([one({ id, asked: [] }), other({ id, asked: [] })])
      for (const result of settled) if (result.status === 'rejected') expect(result.reason).toBeInstanceOf(Refusal)
      const [incident] = await asSystem((tx) => tx.select().from(incidents).where(eq(incidents.id, id)))
      const entries = await asSystem((tx) => tx.select().from(audit).where(eq(audit.subjectId, id)))
      expect(entries.map(({ after }) => after?.version).sort()).toEqual(upTo(incident?.version ?? 0))
    })
  },

  // No command changes one.
  release: null,
}

for (const [kind, race] of Object.entries(races)) if (race) describe(kind, race)

/** Each command beside itself and beside each of the others. */
function pairsOf(commands: Command[]): [string, Command, Command][] {
  return commands.flatMap((one, index) =>
    commands.slice(index).map((other): [string, Command, Command] => [`${one[0]} beside ${other[0]}`, one, other]),
  )
}

const upTo = (version: number) => Array.from({ length: version }, (_, index) => index + 1)
