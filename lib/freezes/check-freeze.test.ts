import { beforeAll, expect, test } from 'vitest'
import { editionNumber, makeWorld, planFor, type World } from '#lib/testing/world.ts'
import { draftWindow } from '#lib/windows/draft-window.ts'
import { planWindow } from '#lib/windows/plan-window.ts'
import { checkFreeze } from './check-freeze.ts'
import type { FreezeCheck } from './input.ts'
import { publishFreeze } from './publish-freeze.ts'

const now = new Date('2026-11-21T12:00:00Z')
let world: World
let windowId: string
beforeAll(async () => {
  world = await makeWorld()
  windowId = (await draftWindow(world.scheduler, planFor(world.smart), now)).id
  await planWindow(world.scheduler, { id: windowId }, now)
  const draft = planFor(world.smart, { startsLocal: '2026-11-28T20:00', endsLocal: '2026-11-29T02:00' })
  await draftWindow(world.scheduler, draft, now)
})
const meant = (changes: Partial<FreezeCheck> = {}): FreezeCheck => ({
  ...{ serviceId: world.smart.id, kind: 'annual' as const },
  ...{ firstDay: '2026-11-28', lastDay: '2026-12-04' },
  ...changes,
})

test('what would lie inside is what lies inside once it is published; asking changes nothing', async () => {
  const edition = await editionNumber()
  const asked = await checkFreeze(world.scheduler, meant(), now)
  expect(asked).toMatchObject({
    count: 1,
    windows: [
      {
        ...{ id: windowId, title: { en: 'Maintenance 2026-11' }, environment: { en: 'Production' } },
        ...{ startsAt: '2026-11-29T20:00:00.000Z', endsAt: '2026-11-30T02:00:00.000Z', timeZone: 'Europe/London' },
      },
    ],
  })
  expect(asked.windows[0]?.reference).toMatch(/^M-2026-/)
  expect(await editionNumber()).toBe(edition)
  const published = await publishFreeze(world.scheduler, { ...meant(), title: { en: 'Merge' } }, now)
  expect(published.windowsInside).toBe(asked.count)
})

test.each([
  ['on its environment', { environments: ['production'] }, 1],
  ['on another', { environments: ['uit-b'] }, 0],
  ['on the day before', { lastDay: '2026-11-28' }, 0],
  ['ending on its first day', { lastDay: '2026-11-29' }, 1],
])('%s', async (_, { environments = [], ...changes }: { environments?: string[]; lastDay?: string }, count) => {
  const ids = environments.map((slug) => world.smart.environments[slug] ?? '')
  expect((await checkFreeze(world.scheduler, meant({ ...changes, environments: ids }), now)).count).toBe(count)
})

test('who does not plan the service is told nothing; days that are none are refused at their field', async () => {
  for (const person of [world.auditor, world.approver, world.stranger, world.memberA])
    await expect(checkFreeze(person, meant(), now)).rejects.toMatchObject({ kind: 'forbidden' })
  for (const [changes, code] of [
    [{ lastDay: '2026-11-27' }, 'ends-before-start'],
    [{ firstDay: '2026-02-30' }, 'not-a-date'],
    [{ lastDay: '2027-11-27' }, 'too-many-days'],
  ] as const)
    await expect(checkFreeze(world.scheduler, meant(changes), now)).rejects.toMatchObject({
      kind: 'invalid',
      reasons: [{ code }],
    })
})
