import { beforeAll, describe, expect, test } from 'vitest'
import { makeWorld, planFor, type World } from '#lib/testing/world.ts'
import { cancelFreeze } from './freezes/cancel-freeze.ts'
import { publishFreeze } from './freezes/publish-freeze.ts'
import { addHoliday } from './holidays/add-holiday.ts'
import { correctIncident } from './incidents/correct-incident.ts'
import { declareIncident } from './incidents/declare-incident.ts'
import { updateIncident } from './incidents/update-incident.ts'
import { publishPlan } from './planner/publish-plan.ts'
import { checkMove } from './windows/check-move.ts'
import { checkPlan } from './windows/check-plan.ts'
import { correctWindow } from './windows/correct-window.ts'
import { draftWindow } from './windows/draft-window.ts'
import { planWindow } from './windows/plan-window.ts'

/** What JSON can say and the database cannot keep is refused with a reason, never an error of the database. */
let world: World
let id: string
const now = new Date('2026-11-01T09:00:00Z')
beforeAll(async () => {
  world = await makeWorld()
  id = (await draftWindow(world.scheduler, planFor(world.smart), now)).id
})

const nul = '\u0000'
const plan = (changes: Parameters<typeof planFor>[1]) =>
  draftWindow(world.scheduler, planFor(world.smart, changes), now)

describe('refused at its field', () => {
  const cases: [string, () => Promise<unknown>, string][] = [
    [
      'a version beyond what is counted',
      () => planWindow(world.scheduler, { id, version: 3_000_000_000 }, now),
      'version',
    ],
    ['that of a freeze', () => cancelFreeze(world.scheduler, { id, version: 3_000_000_000 }, now), 'version'],
    [
      'that of an incident',
      () =>
        updateIncident(world.scheduler, { id, version: 3_000_000_000, state: 'resolved', text: { en: 'Back.' } }, now),
      'version',
    ],
    ['a NUL in an id', () => planWindow(world.scheduler, { id: nul }, now), 'id'],
    ['in an environment', () => plan({ environmentId: nul }), 'environmentId'],
    ['in a release', () => plan({ releaseIds: [nul] }), 'releaseIds.0'],
    [
      'in a check',
      () => checkPlan(world.scheduler, { ...planFor(world.smart), serviceId: `${world.smart.id}${nul}` }, now),
      'serviceId',
    ],
  ]
  test.each(cases)('%s', (_, command, field) =>
    expect(command()).rejects.toMatchObject({ kind: 'invalid', reasons: [{ code: 'not-understood', field }] }),
  )

  test.each(['half \ud83d of a pair', 'the other \ude00 half', `a NUL ${nul} inside`])('a text: %j', (en) =>
    expect(plan({ description: { en } })).rejects.toMatchObject({
      reasons: [{ code: 'control-character', field: 'description.en' }],
    }),
  )
})

describe('a title or a name is one line, wherever it comes from', () => {
  const serviceId = () => world.smart.id
  const text = { en: 'It is so.' }
  const entrances: [string, (title: { en: string }) => Promise<unknown>, string][] = [
    ['a window', (title) => plan({ title }), 'title.en'],
    ['a change in it', (title) => plan({ changes: [title] }), 'changes.0.en'],
    ['its correction', (title) => correctWindow(world.scheduler, { id, title, description: text }, now), 'title.en'],
    [
      'a schedule',
      (title) =>
        publishPlan(
          world.scheduler,
          {
            ...{ serviceId: serviceId(), environmentId: '', kind: 'maintenance', title },
            ...{ starts: '20:00', minutes: 240, days: ['2027-01-10'] },
          },
          now,
        ),
      'title.en',
    ],
    [
      'a freeze',
      (title) =>
        publishFreeze(
          world.scheduler,
          {
            ...{ serviceId: serviceId(), kind: 'annual', title, exceptions: text },
            ...{ firstDay: '2027-02-01', lastDay: '2027-02-08' },
          },
          now,
        ),
      'title.en',
    ],
    [
      'an incident',
      (title) => declareIncident(world.scheduler, { serviceId: serviceId(), title, severity: 'low', text }, now),
      'title.en',
    ],
    ['its correction', (title) => correctIncident(world.scheduler, { id: 'any', title }, now), 'title.en'],
    [
      'a holiday',
      (name) => addHoliday(world.operator, { serviceId: serviceId(), day: '2027-05-03', name }, now),
      'name.en',
    ],
  ]
  test.each(entrances)('%s', async (_, command, field) => {
    for (const [sign, code] of [
      ['\n', 'one-line'],
      ['\r\n', 'one-line'],
      ['\t', 'control-character'],
      ['\u0007', 'control-character'],
      ['\u0085', 'control-character'],
      ['\u2028', 'control-character'],
      ['\u2029', 'control-character'],
    ])
      await expect(command({ en: `One${sign}Two` }), JSON.stringify(sign)).rejects.toMatchObject({
        kind: 'invalid',
        reasons: expect.arrayContaining([expect.objectContaining({ code, field })]),
      })
  })
})

test('nothing is found at an address that no id can have', async () => {
  const times = { startsLocal: '2026-12-06T20:00', endsLocal: '2026-12-07T02:00' }
  for (const key of [nul, 'a b', 'a'.repeat(101)])
    await expect(checkMove(world.scheduler, { id: key, ...times }, now)).rejects.toMatchObject({
      reasons: [{ code: expect.stringMatching(/^no-such-window$|^not-understood$/) }],
    })
})
