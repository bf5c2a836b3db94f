import { and, eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { memberships } from '#db/schema/people.ts'
import { asSystem } from '#db/scope.ts'
import { makeKey } from '#lib/auth/links.ts'
import { Refusal } from '#lib/errors.ts'
import { auditOf, makeWorld, planFor, type World } from '#lib/testing/world.ts'
import { draftWindow } from '#lib/windows/draft-window.ts'
import { planWindow } from '#lib/windows/plan-window.ts'
import { endFeed } from './end-feed.ts'
import { openFeed } from './open-feed.ts'
import { readTenantFeed } from './queries.ts'

const now = new Date('2026-11-01T09:00:00Z')
let world: World
const tenant = (slug: 'city-a' | 'city-b') => world.demo.tenants[slug] ?? ''
const titles = async (id: string) =>
  (await readTenantFeed(makeKey('calendar', id), new URLSearchParams(), now))?.windows.map(({ title }) => title.en)
const refusal = (command: Promise<unknown>) =>
  command.then(
    () => null,
    (error) => (error instanceof Refusal ? [error.kind, error.reasons.map(({ code }) => code)] : error),
  )

beforeAll(async () => {
  world = await makeWorld()
  const { demo, smart, operator } = world
  const plans = [
    planFor(demo, { title: { en: 'For everybody' } }),
    planFor(smart, { title: { en: 'Of another service' } }),
    planFor(demo, { title: { en: 'Internal' }, audience: 'internal' }),
    ...(['city-a', 'city-b'] as const).map((slug) =>
      planFor(demo, {
        title: { en: `For ${slug}` },
        environmentId: demo.environments[slug] ?? '',
        audience: 'tenants',
        tenants: [tenant(slug)],
      }),
    ),
  ]
  for (const plan of plans) await planWindow(operator, { id: (await draftWindow(operator, plan, now)).id }, now)
  await draftWindow(operator, planFor(demo, { title: { en: 'A draft' } }), now)
})

test('a member reads what is everybody’s and their tenant’s, of its service; not the other tenant’s', async () => {
  const { id } = await openFeed(world.memberA, { tenantId: tenant('city-a') })
  expect((await titles(id))?.sort()).toEqual(['For city-a', 'For everybody'])
  expect(await openFeed(world.memberA, { tenantId: tenant('city-a') })).toEqual({ id })
  expect((await auditOf(id)).map(({ action, actorId }) => [action, actorId])).toEqual([['feed.open', world.memberA]])
})

test('who is staff as well gets no more by the address of the tenant', async () => {
  await asSystem((tx) =>
    tx.insert(memberships).values({ userId: world.stranger, role: 'member', tenantId: tenant('city-b') }),
  )
  const { id } = await openFeed(world.stranger, { tenantId: tenant('city-b') })
  expect((await titles(id))?.sort()).toEqual(['For city-b', 'For everybody'])
})

test('two requests at once open one address', async () => {
  const opened = await Promise.all([1, 2].map(() => openFeed(world.memberB, { tenantId: tenant('city-b') })))
  expect(opened[0]).toEqual(opened[1])
})

test('nobody opens one for a tenant that is not theirs, and is not told whether it exists', async () => {
  for (const tenantId of [tenant('city-a'), 'nonsense'])
    for (const who of [world.memberB, world.operator])
      expect(await refusal(openFeed(who, { tenantId }))).toEqual(['forbidden', ['not-allowed']])
  expect(await refusal(openFeed('system', { tenantId: tenant('city-a') }))).toEqual(['forbidden', ['not-allowed']])
})

test('an ended address is void, only its owner ends it, and a new one is another', async () => {
  const { id } = await openFeed(world.memberA, { tenantId: tenant('city-a') })
  for (const who of [world.memberB, world.operator])
    expect(await refusal(endFeed(who, { id }))).toEqual(['missing', ['no-such-feed']])
  await endFeed(world.memberA, { id })
  await endFeed(world.memberA, { id })
  expect(await titles(id)).toBeUndefined()
  expect((await auditOf(id)).map(({ action }) => action)).toEqual(['feed.open', 'feed.end'])
  const again = await openFeed(world.memberA, { tenantId: tenant('city-a') })
  expect(again.id).not.toBe(id)
  expect(await titles(again.id)).toHaveLength(2)
})

test('a key that is made up, for something else or somebody else’s row shows nothing', async () => {
  const { id } = await openFeed(world.memberA, { tenantId: tenant('city-a') })
  const keys = [
    id,
    `${id}.`,
    `${id}.${'x'.repeat(27)}`,
    makeKey('subscription', id),
    makeKey('calendar', world.memberA),
    '',
  ]
  for (const key of keys) expect(await readTenantFeed(key, new URLSearchParams(), now), key).toBeNull()
})

test('who leaves the tenant reads nothing at the next request, and again when they are back', async () => {
  const { id } = await openFeed(world.memberA, { tenantId: tenant('city-a') })
  const own = and(eq(memberships.userId, world.memberA), eq(memberships.tenantId, tenant('city-a')))
  const [left] = await asSystem((tx) => tx.delete(memberships).where(own).returning())
  expect(await titles(id)).toBeUndefined()
  await asSystem((tx) => tx.insert(memberships).values(left ?? { userId: '', role: 'member' }))
  expect(await titles(id)).toHaveLength(2)
})

test('the feed speaks the language that is asked for', async () => {
  const { id } = await openFeed(world.memberA, { tenantId: tenant('city-a') })
  const feed = await readTenantFeed(makeKey('calendar', id), new URLSearchParams('lang=hi'), now)
  expect(feed).toMatchObject({ locale: 'hi', name: expect.stringContaining('सिटी A') })
})
