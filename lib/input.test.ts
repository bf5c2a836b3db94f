import { beforeAll, describe, expect, test } from 'vitest'
import { makeWorld, planFor, type World } from '#lib/testing/world.ts'
import { cancelFreeze } from './freezes/cancel-freeze.ts'
import { updateIncident } from './incidents/update-incident.ts'
import { checkMove } from './windows/check-move.ts'
import { checkPlan } from './windows/check-plan.ts'
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

test('nothing is found at an address that no id can have', async () => {
  const times = { startsLocal: '2026-12-06T20:00', endsLocal: '2026-12-07T02:00' }
  for (const key of [nul, 'a b', 'a'.repeat(101)])
    await expect(checkMove(world.scheduler, { id: key, ...times }, now)).rejects.toMatchObject({
      reasons: [{ code: expect.stringMatching(/^no-such-window$|^not-understood$/) }],
    })
})
