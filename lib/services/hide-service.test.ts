import { eq, sql } from 'drizzle-orm'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { deliveries, notices, subscribers } from '#db/schema/notices.ts'
import { edition } from '#db/schema/portal.ts'
import { services } from '#db/schema/services.ts'
import { asReader, asSystem } from '#db/scope.ts'
import { makeKey } from '#lib/auth/links.ts'
import { addressNotice } from '#lib/channels/address-notice.ts'
import { publishFreeze } from '#lib/freezes/publish-freeze.ts'
import { declareIncident } from '#lib/incidents/declare-incident.ts'
import { getFrame } from '#lib/portal/queries.ts'
import { changeSubscription } from '#lib/subscribers/change-subscription.ts'
import { requestSubscription } from '#lib/subscribers/request-subscription.ts'
import { auditOf, makeWorld, planFor, subscribe, type World } from '#lib/testing/world.ts'
import { announceWindow } from '#lib/windows/announce-window.ts'
import { draftWindow } from '#lib/windows/draft-window.ts'
import { hideService } from './hide-service.ts'
import { publishedAhead } from './shown.ts'

const now = new Date('2026-11-01T09:00:00Z')
let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterEach(async () => {
  await asSystem((tx) => tx.update(services).set({ hiddenAt: null }))
})

const freeze = (actor: string, service: World['smart']) =>
  publishFreeze(
    actor,
    {
      ...{ serviceId: service.id, kind: 'code_merge', title: { en: 'Freeze' } },
      ...{ firstDay: '2027-03-01', lastDay: '2027-03-04' },
    },
    now,
  )

/** Something of every kind, published for everybody and told. */
async function publishAll(service = world.smart) {
  const { id } = await draftWindow(world.operator, planFor(service), now)
  await announceWindow(world.operator, { id }, now)
  await freeze(world.operator, service)
}

/** Every table that belongs to a service, itself or by its parent, with how many of its rows a viewer sees. */
async function seenOf(viewer: string | null, serviceId: string) {
  const { rows: owned } = await asSystem((tx) =>
    tx.execute<{ name: string; own: boolean }>(sql`
      select c.relname as name, exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'service_id') as own
      from pg_class c where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
        and exists (select from pg_trigger t where t.tgrelid = c.oid and t.tgname like 'watch%') order by 1`),
  )
  const parents: Record<string, string> = {
    changes: 'window',
    incident_impacts: 'incident',
    incident_messages: 'incident',
    statuses: 'environment',
    stream_environments: 'environment',
    window_impacts: 'window',
    window_messages: 'window',
  }
  const count = async (name: string, own: boolean) => {
    const parent = parents[name]
    if (!own && name !== 'services' && !parent) return []
    const table = sql.identifier(name)
    // The system says which rows are of it; the viewer is asked for these.
    const ids = await asSystem((tx) =>
      tx.execute<{ place: string }>(
        own
          ? sql`select ctid::text as place from ${table} where service_id = ${serviceId}`
          : name === 'services'
            ? sql`select ctid::text as place from ${table} where id = ${serviceId}`
            : sql`select t.ctid::text as place from ${table} t join ${sql.identifier(`${parent}s`)} p on p.id = t.${sql.identifier(`${parent}_id`)} where p.service_id = ${serviceId}`,
      ),
    )
    const places = ids.rows.map(({ place }) => place)
    const { rows } = await asReader(viewer, (tx) =>
      tx.execute<{ seen: number }>(
        sql`select count(*)::int as seen from ${table} where ctid = any (${sql.param(`{${places.map((place) => `"${place}"`).join(',')}}`)}::tid[])`,
      ),
    )
    return [[name, { all: places.length, seen: rows[0]?.seen ?? 0 }]] as const
  }
  const found = []
  for (const { name, own } of owned) found.push(...(await count(name, own)))
  return Object.fromEntries(found)
}

describe('a hidden service', () => {
  test('is seen by nobody but its staff, and nothing of it is, in any table; shown again, all is back', async () => {
    await publishAll()
    const before = await seenOf(null, world.smart.id)
    expect(Object.keys(before)).toEqual(
      expect.arrayContaining([
        'services',
        'windows',
        'window_messages',
        'freezes',
        'components',
        'statuses',
        'policies',
      ]),
    )
    await hideService(world.operator, { id: world.smart.id, hidden: true }, now)
    for (const viewer of [null, world.memberA, world.stranger])
      for (const [table, { seen }] of Object.entries(await seenOf(viewer, world.smart.id)))
        expect(seen, `${table} by ${viewer}`).toBe(0)
    for (const viewer of [world.scheduler, world.auditor])
      for (const [table, { all, seen }] of Object.entries(await seenOf(viewer, world.smart.id)))
        expect(seen, `${table} by staff`).toBe(all)
    // The other service stands as it did.
    expect((await seenOf(null, world.demo.id)).services).toEqual({ all: 1, seen: 1 })

    await hideService(world.operator, { id: world.smart.id, hidden: false }, now)
    expect(await seenOf(null, world.smart.id)).toEqual(before)
  })

  test('raises the edition both ways; what changes of it meanwhile does not', async () => {
    const number = async () => (await asSystem((tx) => tx.select().from(edition)))[0]?.number ?? 0
    const first = await number()
    await hideService(world.operator, { id: world.smart.id, hidden: true }, now)
    const hidden = await number()
    expect(hidden).toBeGreaterThan(first)
    await publishAll()
    expect(await number()).toBe(hidden)
    await hideService(world.operator, { id: world.smart.id, hidden: false }, now)
    expect(await number()).toBeGreaterThan(hidden)
  })

  test('tells only its staff', async () => {
    await subscribe('everything@reader.example', { everything: true })
    await subscribe('this@reader.example', { services: [world.smart.id] })
    await hideService(world.operator, { id: world.smart.id, hidden: true }, now)
    await publishAll()
    await publishAll(world.demo)
    while (await addressNotice());
    const told = await asSystem((tx) =>
      tx
        .select({ email: deliveries.email, service: notices.serviceId })
        .from(deliveries)
        .innerJoin(notices, eq(notices.id, deliveries.noticeId)),
    )
    const of = (id: string) => told.filter(({ service }) => service === id).map(({ email }) => email)
    expect(of(world.smart.id).length).toBeGreaterThan(0)
    expect(of(world.smart.id).filter((email) => email.endsWith('@reader.example'))).toEqual([])
    expect(of(world.demo.id)).toContain('everything@reader.example')
  })

  test('is not offered to subscribers; who had chosen it keeps it while they change other things', async () => {
    const id = await subscribe('kept@reader.example', { services: [world.smart.id, world.demo.id] })
    await hideService(world.operator, { id: world.smart.id, hidden: true }, now)
    const frame = await asReader(null, (tx) => getFrame(tx, now))
    expect(frame.services.map((service) => service.id)).toEqual([world.demo.id])
    const wish = { language: 'en' as const, timeZone: 'UTC', kinds: ['windows' as const] }
    await expect(
      requestSubscription('1.1.1.1', { email: 'new@reader.example', services: [world.smart.id], ...wish }, now),
    ).rejects.toMatchObject({ reasons: [{ code: 'unknown-service', field: 'services' }] })
    const key = makeKey('subscription', id)
    await expect(changeSubscription(key, { services: [world.smart.id], ...wish })).rejects.toMatchObject({
      reasons: [{ code: 'unknown-service', field: 'services' }],
    })
    await changeSubscription(key, { services: [world.demo.id], ...wish })
    const [row] = await asSystem((tx) => tx.select().from(subscribers).where(eq(subscribers.id, id)))
    expect(row?.services.toSorted()).toEqual([world.smart.id, world.demo.id].toSorted())
  })
})

describe('hiding', () => {
  test('is for who administers it; written into the audit log, once for each change', async () => {
    for (const person of [world.scheduler, world.approver, world.auditor, world.stranger, world.memberA])
      await expect(hideService(person, { id: world.smart.id, hidden: true }, now)).rejects.toMatchObject({
        kind: 'forbidden',
      })
    await expect(hideService(world.operator, { id: 'nowhere', hidden: true }, now)).rejects.toMatchObject({
      reasons: [{ code: 'unknown-service' }],
    })
    const before = (await auditOf(world.smart.id)).length
    for (const hidden of [false, true, true, false])
      await hideService(world.operator, { id: world.smart.id, hidden }, now)
    const written = (await auditOf(world.smart.id)).slice(before)
    expect(written.map(({ action }) => action)).toEqual(['service.hide', 'service.show'])
  })

  test('waits for what is going on', async () => {
    const { reference } = await declareIncident(
      world.operator,
      { serviceId: world.demo.id, title: { en: 'Trouble' }, text: { en: 'We look.' }, severity: 'low' },
      now,
    )
    await expect(hideService(world.operator, { id: world.demo.id, hidden: true }, now)).rejects.toMatchObject({
      reasons: [{ code: 'service-in-use', facts: { reference } }],
    })
    const [row] = await asSystem((tx) => tx.select().from(services).where(eq(services.id, world.demo.id)))
    expect(row?.hiddenAt).toBeNull()
  })

  test('says before what it takes along', async () => {
    const ahead = () => asReader(world.operator, (tx) => publishedAhead(tx, world.smart.id, now))
    const before = await ahead()
    await draftWindow(world.operator, planFor(world.smart), now)
    await publishAll()
    expect(await ahead()).toEqual({
      windows: before.windows + 1,
      announced: before.announced + 1,
      freezes: before.freezes + 1,
    })
    const late = new Date('2028-01-01T00:00:00Z')
    expect(await asReader(world.operator, (tx) => publishedAhead(tx, world.smart.id, late))).toEqual({
      windows: 0,
      announced: 0,
      freezes: 0,
    })
  })
})
