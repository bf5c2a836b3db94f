import { eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { freezes } from '#db/schema/freezes.ts'
import { asReader, asSystem } from '#db/scope.ts'
import { auditOf, editionNumber, makeWorld, noticesOf, type World } from '#db/testing/world.ts'
import { getFrame } from '#lib/portal/queries.ts'
import { cancelFreeze } from './cancel-freeze.ts'
import { changeFreeze } from './change-freeze.ts'
import type { FreezeInput } from './input.ts'
import { publishFreeze } from './publish-freeze.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
const now = new Date('2026-12-01T12:00:00Z')
const christmas = (changes: Partial<FreezeInput> = {}): FreezeInput => ({
  serviceId: world.smart.id,
  kind: 'annual',
  title: { en: 'Christmas freeze' },
  exceptions: { en: 'Emergency fixes only.' },
  firstDay: '2026-12-18',
  lastDay: '2027-01-08',
  ...changes,
})
const banners = async (at: string) =>
  (await asReader(null, (tx) => getFrame(tx, new Date(at)))).freezes.map((freeze) => freeze.standing)

test('published, changed and lifted: on every page within its lead time, told, audited', async () => {
  const edition = await editionNumber()
  const { id, reference } = await publishFreeze(world.scheduler, christmas(), now)
  expect(reference).toBe('F-2026-1')
  expect(await editionNumber()).toBe(edition + 1)
  expect(await banners('2026-12-03T12:00:00Z')).toEqual([])
  expect(await banners('2026-12-04T12:00:00Z')).toEqual(['near'])
  expect(await banners('2026-12-20T12:00:00Z')).toEqual(['on'])
  expect(await banners('2027-01-09T00:00:00Z')).toEqual([])

  await changeFreeze(world.scheduler, { id, ...christmas({ title: { en: 'The Christmas freeze' } }) }, now)
  expect(await noticesOf('freeze', id)).toEqual(['freeze-published'])
  await changeFreeze(world.scheduler, { id, ...christmas({ lastDay: '2027-01-10' }) }, now)
  await cancelFreeze(world.scheduler, { id }, now)
  expect(await noticesOf('freeze', id)).toEqual(['freeze-published', 'freeze-changed', 'freeze-cancelled'])
  expect((await auditOf(id)).map((entry) => entry.action)).toEqual([
    'freeze.publish',
    'freeze.change',
    'freeze.change',
    'freeze.cancel',
  ])
  expect(await banners('2026-12-20T12:00:00Z')).toEqual([])
  await expect(cancelFreeze(world.scheduler, { id }, now)).rejects.toMatchObject({
    reasons: [{ code: 'was-cancelled' }],
  })
})

test('only who plans the service may; the second of two people is told; bad days store nothing', async () => {
  for (const person of [world.auditor, world.stranger, world.memberB])
    await expect(publishFreeze(person, christmas(), now)).rejects.toMatchObject({ kind: 'forbidden' })
  const { id } = await publishFreeze(world.scheduler, christmas(), now)
  await changeFreeze(world.operator, { id, version: 1, ...christmas({ lastDay: '2027-01-12' }) }, now)
  await expect(changeFreeze(world.scheduler, { id, version: 1, ...christmas() }, now)).rejects.toMatchObject({
    kind: 'changed',
  })
  const before = (await asSystem((tx) => tx.select().from(freezes))).length
  await expect(publishFreeze(world.scheduler, christmas({ lastDay: '2026-12-10' }), now)).rejects.toMatchObject({
    reasons: [{ code: 'ends-before-start', field: 'lastDay' }],
  })
  await expect(publishFreeze(world.scheduler, christmas({ firstDay: '2026-02-30' }), now)).rejects.toMatchObject({
    reasons: [{ code: 'not-a-date', field: 'firstDay' }],
  })
  await expect(publishFreeze(world.scheduler, christmas({ environments: ['elsewhere'] }), now)).rejects.toMatchObject({
    reasons: [{ code: 'unknown-environment', field: 'environments' }],
  })
  expect((await asSystem((tx) => tx.select().from(freezes))).length).toBe(before)
})

test('a freeze of a tenant is on no stranger’s page and raises no edition', async () => {
  const edition = await editionNumber()
  const { id } = await publishFreeze(
    world.operator,
    { ...christmas(), serviceId: world.demo.id, audience: 'tenants', tenants: [world.demo.tenants['city-a'] ?? ''] },
    now,
  )
  expect(await editionNumber()).toBe(edition)
  const seen = (viewer: string | null) =>
    asReader(viewer, (tx) => tx.select({ id: freezes.id }).from(freezes).where(eq(freezes.id, id)))
  expect([await seen(null), await seen(world.memberB)]).toEqual([[], []])
  expect(await seen(world.memberA)).toHaveLength(1)
})
