import { eq, sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { holidays } from '#db/schema/holidays.ts'
import { policies } from '#db/schema/policies.ts'
import { asReader, asSystem } from '#db/scope.ts'
import { brokenBy } from '#lib/judging/affected.ts'
import { foreseenBy } from '#lib/judging/as-seen.ts'
import { whoAdded } from '#lib/judging/business-calendar.ts'
import { listBreaches } from '#lib/judging/list-breaches.ts'
import { listVersions } from '#lib/judging/policy-in-force.ts'
import { surroundingsOf } from '#lib/judging/surroundings.ts'
import { lockSchedule } from '#lib/records/lock.ts'
import { lastDayForNotice } from '#lib/rules/business-days.ts'
import { plainPolicy } from '#lib/rules/policy.ts'
import { auditOf, makeWorld, planFor, type World } from '#lib/testing/world.ts'
import { announceWindow } from '#lib/windows/announce-window.ts'
import { draftWindow } from '#lib/windows/draft-window.ts'
import { addHoliday } from './add-holiday.ts'
import type { HolidayInput } from './input.ts'
import { removeHoliday } from './remove-holiday.ts'

/** Twenty business days before the window of 29 November 2026, to the day: DCC's notice is just in time. */
const told = new Date('2026-11-02T09:00:00Z')
const now = new Date('2026-11-10T09:00:00Z')
let world: World
let windowId: string
beforeAll(async () => {
  world = await makeWorld({ strict: true })
  windowId = (await draftWindow(world.scheduler, planFor(world.smart), told)).id
  await announceWindow(world.scheduler, { id: windowId }, told)
})
const feast = (changes: Partial<HolidayInput> = {}): HolidayInput => ({
  serviceId: world.smart.id,
  day: '2026-11-16',
  name: { en: 'A day of mourning', hi: 'शोक का दिन' },
  ...changes,
})
const rows = (id: string) => asSystem((tx) => tx.select().from(holidays).where(eq(holidays.id, id)))
const breaches = () => asSystem((tx) => listBreaches(tx, world.smart.id, now))

test('what a day puts in breach is shown before it is added, and before it is taken back', async () => {
  const add = (seen: string) => foreseenBy(() => addHoliday(world.operator, feast(), now, seen))
  const ahead = await add('')
  expect(ahead?.broken.map(({ window }) => window.id)).toEqual([windowId])
  expect(await asSystem((tx) => tx.select().from(holidays))).toEqual([])
  expect(await breaches()).toEqual([])
  expect(await add(ahead?.seen ?? '')).toBeNull()
  const [day] = await asSystem((tx) => tx.select().from(holidays))
  expect(await foreseenBy(() => removeHoliday(world.operator, { id: day?.id ?? '' }, now, ''))).toBeNull()
  expect(await asSystem((tx) => tx.select().from(holidays))).toEqual([])
})

test('a day between the notice and the start puts an announced window in breach, and without it all is well again', async () => {
  expect(await breaches()).toEqual([])
  const { id, broken } = await addHoliday(world.operator, feast(), now)
  expect(broken.map(({ window, violations }) => [window.id, violations.map(({ code }) => code)])).toEqual([
    [windowId, ['notice-too-short']],
  ])
  expect(broken[0]?.violations[0]?.facts).toMatchObject({ due: '2026-10-30' })
  expect(await rows(id)).toMatchObject([{ serviceId: world.smart.id, calendar: null, day: '2026-11-16' }])
  expect(await asSystem((tx) => brokenBy(tx, { id, serviceId: world.smart.id, calendar: null }, now))).toEqual(broken)
  expect(await asReader(world.scheduler, (tx) => whoAdded(tx, [id]))).toEqual(new Map([[id, 'Olive Operator']]))

  expect((await removeHoliday(world.operator, { id }, now)).broken).toEqual([])
  expect(await rows(id)).toEqual([])
  expect(await breaches()).toEqual([])
  expect(await auditOf(id)).toMatchObject([
    {
      action: 'holiday.add',
      actorId: world.operator,
      serviceId: world.smart.id,
      after: { day: '2026-11-16', broken: 1 },
    },
    { action: 'holiday.remove', before: { day: '2026-11-16' }, after: { broken: 0 } },
  ])
})

test('ninety business days reach back over half a year of four-day weeks, with the holidays in it', async () => {
  const startsAt = new Date('2027-08-08T19:00:00Z')
  const service = { id: world.smart.id, timeZone: 'Europe/London', policy: { ...plainPolicy, weekend: [5, 6, 7] } }
  const { id } = await addHoliday(world.operator, feast({ day: '2027-03-04' }), now)
  const around = await asSystem((tx) => surroundingsOf(tx, service, { startsAt, endsAt: startsAt }, startsAt))
  const due = lastDayForNotice('2027-08-08', { amount: 90, unit: 'business-days' }, around.calendar)
  expect(due).toBe('2027-03-02')
  await removeHoliday(world.operator, { id }, now)
})

test('a day of a calendar counts for the services that keep it, and for no other', async () => {
  const english = await addHoliday(world.operator, feast({ serviceId: null, calendar: 'england-and-wales' }), now)
  expect(english.broken.map(({ window }) => window.id)).toEqual([windowId])
  await removeHoliday(world.operator, { id: english.id }, now)
  const indian = await addHoliday(world.operator, feast({ serviceId: null, calendar: 'india' }), now)
  expect(indian.broken).toEqual([])
  await removeHoliday(world.operator, { id: indian.id }, now)
})

test('a window answers to the calendar of the policy that will hold when it starts', async () => {
  await asSystem(async (tx) => {
    const [latest] = await listVersions(tx, world.smart.id)
    const next = {
      version: latest.version + 1,
      inForceFrom: '2026-11-20',
      rules: { ...latest.rules, holidays: 'india' },
    }
    await tx.insert(policies).values({ ...next, serviceId: world.smart.id })
  })
  const indian = await addHoliday(world.operator, feast({ serviceId: null, calendar: 'india' }), now)
  expect(indian.broken.map(({ window }) => window.id)).toEqual([windowId])
  await removeHoliday(world.operator, { id: indian.id }, now)
  const english = await addHoliday(world.operator, feast({ serviceId: null, calendar: 'england-and-wales' }), now)
  expect(english.broken).toEqual([])
  await removeHoliday(world.operator, { id: english.id }, now)
  await asSystem((tx) => tx.delete(policies).where(eq(policies.inForceFrom, '2026-11-20')))
})

test('a policy that is revised at the same time is judged by, not the one before it', async () => {
  const waiting = async () => {
    const { rows } = await asSystem((tx) =>
      tx.execute(sql`select from pg_locks where locktype = 'advisory' and not granted and database =
        (select oid from pg_database where datname = current_database())`),
    )
    return rows.length
  }
  const { adding } = await asSystem(async (tx) => {
    await lockSchedule(tx, world.smart.id)
    const [latest] = await listVersions(tx, world.smart.id)
    const next = {
      version: latest.version + 1,
      inForceFrom: '2026-11-10',
      rules: { ...latest.rules, holidays: 'india' },
    }
    await tx.insert(policies).values({ ...next, serviceId: world.smart.id })
    const adding = addHoliday(world.operator, feast({ serviceId: null, calendar: 'india' }), now)
    await expect.poll(waiting).toBe(1)
    return { adding }
  })
  const { id, broken } = await adding
  expect(broken.map(({ window }) => window.id)).toEqual([windowId])
  await removeHoliday(world.operator, { id }, now)
  await asSystem((tx) => tx.delete(policies).where(eq(policies.inForceFrom, '2026-11-10')))
})

test('a window that has time to spare stays as it is', async () => {
  const { id, broken } = await addHoliday(world.operator, feast({ day: '2026-12-24' }), now)
  expect(broken).toEqual([])
  await removeHoliday(world.operator, { id }, now)
})

test('a day that counts already is refused at its field, from the library, the calendar or the service', async () => {
  const refused = (input: HolidayInput) =>
    expect(addHoliday(world.operator, input, now)).rejects.toMatchObject({
      kind: 'invalid',
      reasons: [{ code: 'already-a-holiday', field: 'day' }],
    })
  await refused(feast({ day: '2026-12-25' }))
  await refused(feast({ day: '2026-12-25', serviceId: null, calendar: 'england-and-wales' }))
  const { id } = await addHoliday(world.operator, feast(), now)
  await refused(feast())
  const outcomes = await Promise.allSettled([
    addHoliday(world.operator, feast({ day: '2026-11-17' }), now),
    addHoliday(world.operator, feast({ day: '2026-11-17' }), now),
  ])
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({
    reason: { reasons: [{ code: 'already-a-holiday' }] },
  })
  await removeHoliday(world.operator, { id }, now)
})

test('holidays are the operator’s; what is not understood is refused at its field', async () => {
  const { id } = await addHoliday(world.operator, feast({ day: '2027-03-01' }), now)
  for (const person of [world.scheduler, world.auditor, world.stranger, world.memberA]) {
    await expect(addHoliday(person, feast({ day: '2027-03-02' }), now)).rejects.toMatchObject({ kind: 'forbidden' })
    await expect(removeHoliday(person, { id }, now)).rejects.toMatchObject({ kind: 'forbidden' })
  }
  expect(await rows(id)).toHaveLength(1)
  await expect(addHoliday(world.operator, feast({ day: '2026-02-30', name: {} }), now)).rejects.toMatchObject({
    reasons: [
      { code: 'not-a-date', field: 'day' },
      { code: 'required', field: 'name.en' },
    ],
  })
  await expect(addHoliday(world.operator, feast({ calendar: 'india' }), now)).rejects.toMatchObject({ kind: 'invalid' })
  await expect(addHoliday(world.operator, feast({ serviceId: 'elsewhere' }), now)).rejects.toMatchObject({
    reasons: [{ code: 'unknown-service', field: 'serviceId' }],
  })
  await expect(removeHoliday(world.operator, { id: 'nothing' }, now)).rejects.toMatchObject({ kind: 'missing' })
})
