import { eq, sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { freezes } from '#db/schema/freezes.ts'
import { noticeSubjects, notices } from '#db/schema/notices.ts'
import { releases } from '#db/schema/releases.ts'
import { streamEnvironments, streams } from '#db/schema/streams.ts'
import { asReader, asSystem } from '#db/scope.ts'
import { Refusal } from '#lib/errors.ts'
import type { Payload } from '#lib/notices/registry.ts'
import { wordNotice } from '#lib/notices/registry.ts'
import { getFrame } from '#lib/portal/queries.ts'
import { toldOf } from '#lib/rules/freezes.ts'
import { servicesToWorkOn } from '#lib/services/queries.ts'
import { auditOf, editionNumber, makeWorld, noticesOf, type World } from '#lib/testing/world.ts'
import { cancelFreeze } from './cancel-freeze.ts'
import { changeFreeze } from './change-freeze.ts'
import type { FreezeInput } from './input.ts'
import { judgeNotice } from './judge-freeze.ts'
import { publishFreeze } from './publish-freeze.ts'
import { listAllFreezes, listAnnualDue } from './queries.ts'

let world: World
const row = async (id: string) => (await asSystem((tx) => tx.select().from(freezes).where(eq(freezes.id, id))))[0]
const refused = (command: Promise<unknown>): Promise<string[]> =>
  command.then(
    () => [],
    (error) => {
      if (!(error instanceof Refusal)) throw error
      return error.reasons.map((reason) => `${reason.field ?? ''}:${reason.code}`)
    },
  )
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

test('the audit log says what a change changed: scope, exceptions and release by name', async () => {
  const { id } = await publishFreeze(world.scheduler, christmas({ kind: 'annual' }), now)
  const [stream] = await asSystem((tx) =>
    tx.select().from(streams).where(eq(streams.serviceId, world.smart.id)).orderBy(streams.position),
  )
  const [release] = await asSystem((tx) =>
    tx
      .insert(releases)
      .values({
        ...{ serviceId: world.smart.id, title: { en: 'SEC Release' }, version: '2026-12', type: 'SEC' },
        targetOn: '2026-12-28',
      })
      .returning(),
  )
  const changes = {
    kind: 'release' as const,
    releaseId: release?.id ?? '',
    environments: [world.smart.environments['uit-b'] ?? ''],
    streams: [stream?.id ?? ''],
    exceptions: { en: 'None.' },
  }
  await changeFreeze(world.scheduler, { id, ...christmas(changes) }, now)
  expect((await auditOf(id)).at(-1)).toMatchObject({
    before: { streams: [], environments: [], exceptions: { en: 'Emergency fixes only.' }, release: null },
    after: {
      streams: [stream?.name.en],
      environments: ['UIT-B'],
      exceptions: { en: 'None.' },
      release: { en: 'SEC Release 2026-12' },
    },
  })
  await cancelFreeze(world.scheduler, { id }, now)
})

test('only who plans the service may; the second of two people is told; bad days store nothing', async () => {
  for (const person of [world.auditor, world.stranger, world.memberB])
    await expect(publishFreeze(person, christmas(), now)).rejects.toMatchObject({ kind: 'forbidden' })
  const { id } = await publishFreeze(world.scheduler, christmas(), now)
  for (const person of [world.auditor, world.approver, world.stranger, world.memberB]) {
    await expect(changeFreeze(person, { id, ...christmas() }, now)).rejects.toMatchObject({ kind: 'forbidden' })
    await expect(cancelFreeze(person, { id }, now)).rejects.toMatchObject({ kind: 'forbidden' })
  }
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
  expect(await refused(publishFreeze(world.scheduler, christmas({ firstDay: '' }), now))).toEqual([
    'firstDay:not-a-date',
  ])
  await expect(publishFreeze(world.scheduler, christmas({ environments: ['elsewhere'] }), now)).rejects.toMatchObject({
    reasons: [{ code: 'unknown-environment', field: 'environments' }],
  })
  expect((await asSystem((tx) => tx.select().from(freezes))).length).toBe(before)
})

test('held by stream: the mail and the banner say which; another scope is told, unknown ones are refused', async () => {
  const [a, b] = await asSystem((tx) =>
    tx.select().from(streams).where(eq(streams.serviceId, world.smart.id)).orderBy(streams.position),
  )
  const merge = christmas({ kind: 'code_merge', streams: [b?.id ?? ''], firstDay: '2026-12-07', lastDay: '2026-12-09' })
  const { id } = await publishFreeze(world.scheduler, merge, now)
  const banner = (await asReader(null, (tx) => getFrame(tx, now))).freezes.find((freeze) => freeze.id === id)
  expect(banner?.holds).toEqual([b?.name])
  const [notice] = await asSystem((tx) =>
    tx
      .select({ payload: notices.payload })
      .from(notices)
      .innerJoin(noticeSubjects, eq(noticeSubjects.noticeId, notices.id))
      .where(eq(noticeSubjects.subjectId, id)),
  )
  expect(wordNotice(notice?.payload as Payload, 'hi', 'Europe/London', 'Almanac').facts).toContainEqual(
    expect.objectContaining({ lines: ['B-धारा'] }),
  )
  await changeFreeze(world.scheduler, { id, ...merge, streams: [a?.id ?? '', b?.id ?? ''] }, now)
  expect(await noticesOf('freeze', id)).toEqual(['freeze-published', 'freeze-changed'])
  expect(await refused(changeFreeze(world.scheduler, { id, ...merge, streams: ['elsewhere'] }, now))).toEqual([
    'streams:unknown-stream',
  ])
  await cancelFreeze(world.scheduler, { id }, now)
})

test('around a release: one of the service, named at its field; a freeze of another kind names none', async () => {
  const release = (serviceId: string) =>
    asSystem(async (tx) => {
      const [row] = await tx
        .insert(releases)
        .values({ serviceId, title: { en: 'SEC Release' }, version: '1', type: 'SEC', targetOn: '2027-06-27' })
        .returning()
      return row?.id ?? ''
    })
  const [own, foreign] = [await release(world.smart.id), await release(world.demo.id)]
  const around = (releaseId: string | null) =>
    christmas({ kind: 'release', releaseId, firstDay: '2027-06-17', lastDay: '2027-07-07' })
  for (const [named, reason] of [
    [null, 'required'],
    [foreign, 'unknown-release'],
    ['elsewhere', 'unknown-release'],
  ] as const)
    expect(await refused(publishFreeze(world.scheduler, around(named), now))).toEqual([`releaseId:${reason}`])
  const { id } = await publishFreeze(world.scheduler, around(own), now)
  expect(await row(id)).toMatchObject({ kind: 'release', releaseId: own, rule: null })
  await changeFreeze(world.scheduler, { id, ...around(own), kind: 'code_merge' }, now)
  expect(await row(id)).toMatchObject({ kind: 'code_merge', releaseId: null })
})

test('the same year is published once, and again when it was lifted; its dates may differ from the rule’s', async () => {
  const yearly = christmas({ rule: 'christmas', ruleYear: 2027, firstDay: '2027-12-17', lastDay: '2028-01-09' })
  const { id, reference } = await publishFreeze(world.scheduler, yearly, now)
  await expect(publishFreeze(world.scheduler, yearly, now)).rejects.toMatchObject({
    reasons: [{ code: 'already-published-for-year', facts: { year: '2027', reference } }],
  })
  const due = async () =>
    (
      await asReader(world.scheduler, async (tx) =>
        listAnnualDue(tx, await servicesToWorkOn(tx, [staff], 'plan', now), now),
      )
    ).map(({ service, year }) => `${service.slug} ${year}`)
  const staff = { role: 'scheduler' as const, serviceId: world.smart.id, tenantId: null }
  expect(await due()).toEqual(['dcc 2026'])
  const listed = async () => (await asReader(null, (tx) => listAllFreezes(tx, now))).find((one) => one.id === id)
  expect((await listed())?.ruleDays).toEqual({ firstDay: '2027-12-18', lastDay: '2028-01-08' })

  // A change keeps the year, also when another one is said.
  await changeFreeze(
    world.scheduler,
    { id, ...yearly, ruleYear: 2026, firstDay: '2027-12-18', lastDay: '2028-01-08' },
    now,
  )
  expect(await row(id)).toMatchObject({ rule: 'christmas', ruleYear: 2027 })
  expect((await listed())?.ruleDays).toBeNull()
  await cancelFreeze(world.scheduler, { id }, now)
  expect(await due()).toEqual(['dcc 2026', 'dcc 2027'])
  await publishFreeze(world.scheduler, yearly, now)
  expect(await refused(publishFreeze(world.scheduler, { ...yearly, rule: 'easter' }, now))).toEqual([
    'rule:unknown-rule',
  ])
})

test('two people publish the same year at once: one of them is told', async () => {
  const yearly = christmas({ rule: 'christmas', ruleYear: 2026 })
  const outcomes = await Promise.allSettled(
    [world.scheduler, world.operator].map((person) => publishFreeze(person, yearly, now)),
  )
  expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(outcomes.find((outcome) => outcome.status === 'rejected')?.reason).toMatchObject({
    reasons: [{ code: 'already-published-for-year' }],
  })
})

test('a public freeze does not name an environment that is not everybody’s', async () => {
  const hidden = { ...christmas(), serviceId: world.demo.id, environments: [world.demo.environments['city-a'] ?? ''] }
  expect(await refused(publishFreeze(world.operator, hidden, now))).toEqual(['audience:audience-too-wide'])
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

test('told later than the policy wants, it is warned of and audited, or refused; what was told in time stays so', async () => {
  const at = (day: string) => new Date(`${day}T12:00:00Z`)
  const days = { firstDay: '2029-06-01', lastDay: '2029-06-03' }
  const spring = (changes: Partial<FreezeInput> = {}) => christmas({ kind: 'annual', ...days, ...changes })
  const warned = async (id: string) => (await auditOf(id)).at(-1)?.after?.warned
  const said = async (id: string) => {
    const freeze = await row(id)
    if (!freeze) throw new Error('no such freeze')
    const told = toldOf(freeze)
    const judged = await asSystem((tx) => judgeNotice(tx, freeze, told, told.at ?? now))
    return judged.map(({ field, facts }) => [field, facts?.days])
  }
  // Sixty days before the first of June is the second of April.
  const early = await publishFreeze(world.scheduler, spring(), at('2029-04-02'))
  expect(await warned(early.id)).toBeUndefined()
  const late = await publishFreeze(world.scheduler, spring(), at('2029-04-03'))
  expect(await warned(late.id)).toEqual(['freeze-notice-short'])
  // Sixty days before the fourth of June, its first new day, is the fifth of April.
  await changeFreeze(world.scheduler, { id: early.id, ...spring({ lastDay: '2029-06-05' }) }, at('2029-04-05'))
  expect([await warned(early.id), await said(early.id)]).toEqual([undefined, []])
  await changeFreeze(world.scheduler, { id: early.id, ...spring({ lastDay: '2029-06-06' }) }, at('2029-04-20'))
  expect([await warned(early.id), await said(early.id)]).toEqual([['freeze-notice-short'], [['lastDay', 47]]])
  await changeFreeze(world.scheduler, { id: early.id, ...spring({ firstDay: '2029-05-31' }) }, at('2029-05-20'))
  expect([await warned(early.id), await said(early.id)]).toEqual([['freeze-notice-short'], [['firstDay', 11]]])
  // What is told later with more notice takes nothing back.
  const far = spring({ firstDay: '2029-05-31', lastDay: '2029-08-01' })
  await changeFreeze(world.scheduler, { id: early.id, ...far }, at('2029-05-21'))
  expect([await warned(early.id), await said(early.id)]).toEqual([['freeze-notice-short'], [['firstDay', 11]]])

  const keep = (severity: string) =>
    asSystem((tx) =>
      tx.execute(
        sql`update policies set rules = jsonb_set(rules, '{severities,freeze-notice-short}', ${JSON.stringify(severity)}::jsonb) where service_id = ${world.smart.id}`,
      ),
    )
  await keep('refused')
  expect(await refused(publishFreeze(world.scheduler, spring(), at('2029-04-03')))).toEqual([
    'firstDay:freeze-notice-short',
  ])
  expect(await refused(publishFreeze(world.scheduler, spring(), at('2029-04-02')))).toEqual([])
  // Of one that was published in time for one environment, no more is held late: not in others, not for longer.
  const [pit, uit] = ['pit', 'uit-a'].map((slug) => world.smart.environments[slug] ?? '')
  const held = { environments: [pit ?? ''] }
  const narrow = await publishFreeze(world.scheduler, spring(held), at('2029-03-01'))
  const wider = (changes: Partial<FreezeInput>, day = '2029-05-20') =>
    refused(changeFreeze(world.scheduler, { id: narrow.id, ...spring({ ...held, ...changes }) }, at(day)))
  expect(await wider({ environments: [] })).toEqual(['environments:freeze-notice-short'])
  expect(await wider({ environments: [pit ?? '', uit ?? ''] })).toEqual(['environments:freeze-notice-short'])
  expect(await wider({ lastDay: '2029-08-01' })).toEqual(['lastDay:freeze-notice-short'])
  expect(await wider({ lastDay: '2029-06-04' })).toEqual(['lastDay:freeze-notice-short'])
  // A stream with nothing but what is held already, and days that have the notice, are no evasion.
  const [stream] = await asSystem(async (tx) => {
    const made = { serviceId: world.smart.id, name: { en: 'Only PIT' }, position: 9 }
    const [added] = await tx.insert(streams).values(made).returning()
    await tx.insert(streamEnvironments).values({ streamId: added?.id ?? '', environmentId: pit ?? '', position: 1 })
    return [added?.id ?? '']
  })
  expect(await wider({ streams: [stream ?? ''] })).toEqual([])
  expect(await wider({ lastDay: '2029-06-04' }, '2029-04-05')).toEqual([])
  // Its words can be corrected: it holds nothing that was not told.
  const words = { title: { en: 'Spring freeze' } }
  expect(await refused(changeFreeze(world.scheduler, { id: late.id, ...spring(words) }, at('2029-05-20')))).toEqual([])
  await keep('warns')
})
