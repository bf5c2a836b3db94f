import { eq, sql } from 'drizzle-orm'
import { beforeAll, describe, expect, test } from 'vitest'
import { waiverDecisions, waivers } from '#db/schema/waivers.ts'
import { asActor, asReader, asSystem } from '#db/scope.ts'
import type { Refusal } from '#lib/errors.ts'
import { publishFreeze } from '#lib/freezes/publish-freeze.ts'
import { auditOf, editionNumber, makeWorld, planFor, type World } from '#lib/testing/world.ts'
import { announceWindow } from '#lib/windows/announce-window.ts'
import { draftWindow, editWindow } from '#lib/windows/draft-window.ts'
import type { PlanInput } from '#lib/windows/input.ts'
import { planWindow } from '#lib/windows/plan-window.ts'
import { getWindow } from '#lib/windows/queries.ts'
import { rescheduleWindow } from '#lib/windows/reschedule-window.ts'
import { askWaiver } from './ask-waiver.ts'
import { decideWaiver } from './decide-waiver.ts'
import { listWaivers } from './queries.ts'
import { withdrawWaiver } from './withdraw-waiver.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld({ strict: true })
})
const now = new Date('2026-11-21T12:00:00Z')
const reason = { en: 'The supplier ends support that week.' }
/** Told eight days ahead where twenty business days are owed; each test has a month of its own. */
const shortly = (day: string, changes: Partial<PlanInput> = {}) =>
  draftWindow(
    world.scheduler,
    planFor(world.smart, {
      startsLocal: `${day}T20:00`,
      endsLocal: `${day}T23:00`,
      downtime: null,
      effect: { en: 'Nothing' },
      ...changes,
    }),
    now,
  )
const codes = (promise: Promise<unknown>) =>
  promise.then(
    () => [],
    (error: Refusal) => error.reasons.map(({ code }) => code),
  )

describe('a waiver of the notice', () => {
  test('asked for, granted by a second person, then the window is announced; all is kept', async () => {
    const { id } = await shortly('2026-11-29')
    expect(await codes(announceWindow(world.scheduler, { id }, now))).toEqual(['notice-too-short'])
    const waiver = await askWaiver(world.scheduler, { windowId: id, code: 'notice-too-short', reason }, now)
    expect(await codes(announceWindow(world.scheduler, { id }, now))).toEqual(['notice-too-short'])
    const edition = await editionNumber()
    expect(await decideWaiver(world.approver, { id: waiver.ids[0] ?? '', granted: true }, now)).toMatchObject({
      state: 'granted',
    })
    expect(await editionNumber(), 'a draft is nobody’s news').toBe(edition)
    await announceWindow(world.scheduler, { id }, now)
    const entries = await auditOf(id)
    expect(entries.map(({ action }) => action)).toEqual([
      'window.draft',
      'waiver.ask',
      'waiver.grant',
      'window.announce',
    ])
    expect(entries[1]).toMatchObject({ actorId: world.scheduler, reason: reason.en })
    expect(entries[2]).toMatchObject({ actorId: world.approver, after: { code: 'notice-too-short', state: 'granted' } })
    expect(entries[3]?.after).toMatchObject({ waived: ['notice-too-short'] })
    const [kept] = await asReader(world.scheduler, (tx) => listWaivers(tx, id))
    expect(kept).toMatchObject({ facts: { amount: 20, due: '2026-11-02' }, asker: 'Sam Scheduler' })
    // Readers see that it was waived and why; what a rule names besides may be nobody’s to see.
    expect(await asReader(null, (tx) => listWaivers(tx, id))).toEqual([])
    const shown = await asReader(null, (tx) => getWindow(tx, id, now))
    expect(shown?.waived).toMatchObject([{ code: 'notice-too-short', reason, freeze: null }])
    // Another time is another promise: the waiver does not cover it.
    expect(
      await codes(
        rescheduleWindow(
          world.scheduler,
          { id, startsLocal: '2026-11-28T20:00', endsLocal: '2026-11-28T23:00', reason },
          now,
        ),
      ),
    ).toEqual(['notice-too-short'])
  })

  test('for other times than the window has: before it is moved', async () => {
    const { id } = await shortly('2027-02-14')
    await announceWindow(world.scheduler, { id }, now)
    const moved = { startsLocal: '2026-12-06T20:00', endsLocal: '2026-12-06T23:00' }
    expect(await codes(rescheduleWindow(world.scheduler, { id, ...moved, reason }, now))).toEqual(['notice-too-short'])
    const waiver = await askWaiver(world.scheduler, { windowId: id, code: 'notice-too-short', reason, ...moved }, now)
    await decideWaiver(world.approver, { id: waiver.ids[0] ?? '', granted: true }, now)
    await rescheduleWindow(world.scheduler, { id, ...moved, reason }, now)
  })

  test('refused or withdrawn, it covers nothing, and can be asked for again after a refusal', async () => {
    const { id } = await shortly('2026-12-07')
    const first = await askWaiver(world.scheduler, { windowId: id, code: 'notice-too-short', reason }, now)
    expect(await codes(askWaiver(world.scheduler, { windowId: id, code: 'notice-too-short', reason }, now))).toEqual([
      'already-asked',
    ])
    await withdrawWaiver(world.scheduler, { id: first.ids[0] ?? '' }, now)
    const second = await askWaiver(world.scheduler, { windowId: id, code: 'notice-too-short', reason }, now)
    for (const note of [undefined, { en: ' ' }])
      await expect(
        decideWaiver(world.approver, { id: second.ids[0] ?? '', granted: false, note }, now),
      ).rejects.toMatchObject({ reasons: [{ code: 'refusal-needs-word', field: 'note' }] })
    await decideWaiver(world.approver, { id: second.ids[0] ?? '', granted: false, note: { hi: 'बहुत जल्दी।' } }, now)
    expect((await auditOf(id)).at(-1)).toMatchObject({ action: 'waiver.refuse', reason: 'बहुत जल्दी।' })
    expect(await asReader(world.scheduler, (tx) => listWaivers(tx, id))).toMatchObject([
      { state: 'withdrawn' },
      { state: 'refused', decisions: [{ granted: false, note: { hi: 'बहुत जल्दी।' } }] },
    ])
    expect(await codes(announceWindow(world.scheduler, { id }, now))).toContain('notice-too-short')
    expect(await codes(decideWaiver(world.approver2, { id: second.ids[0] ?? '', granted: true }, now))).toEqual([
      'already-settled',
    ])
    await askWaiver(world.scheduler, { windowId: id, code: 'notice-too-short', reason }, now)
    expect(await asReader(null, (tx) => listWaivers(tx, id))).toEqual([])
  })
})

describe('an exception to a freeze', () => {
  test('says the risk and the extra checks, and two people approve it', async () => {
    await publishFreeze(
      world.scheduler,
      {
        serviceId: world.smart.id,
        kind: 'annual',
        title: { en: 'Spring freeze' },
        firstDay: '2027-04-01',
        lastDay: '2027-04-20',
      },
      now,
    )
    const { id } = await shortly('2027-04-11')
    expect(await codes(announceWindow(world.scheduler, { id }, now))).toEqual(['frozen'])
    expect(await codes(askWaiver(world.scheduler, { windowId: id, code: 'frozen', reason }, now))).toEqual([
      'required',
      'required',
    ])
    const waiver = await askWaiver(
      world.scheduler,
      {
        windowId: id,
        code: 'frozen',
        reason,
        risk: { en: 'One site alone.' },
        checks: { en: 'A full regression run.' },
      },
      now,
    )
    expect(await decideWaiver(world.approver, { id: waiver.ids[0] ?? '', granted: true }, now)).toMatchObject({
      state: 'asked',
    })
    expect(await codes(decideWaiver(world.approver, { id: waiver.ids[0] ?? '', granted: true }, now))).toEqual([
      'already-decided',
    ])
    expect(await codes(announceWindow(world.scheduler, { id }, now))).toEqual(['frozen'])
    expect(await decideWaiver(world.approver2, { id: waiver.ids[0] ?? '', granted: true }, now)).toMatchObject({
      state: 'granted',
    })
    await announceWindow(world.scheduler, { id }, now)
  })

  test('the database holds it too: without risk and checks there is no such row', async () => {
    const { id } = await shortly('2027-05-09')
    await expect(
      asSystem((tx) =>
        tx.insert(waivers).values({
          windowId: id,
          code: 'frozen',
          startsAt: now,
          endsAt: now,
          reason,
          askedBy: world.scheduler,
          askedAt: now,
        }),
      ),
    ).rejects.toMatchObject({ cause: { constraint: 'heightened_assurance' } })
  })
})

describe('nobody approves their own request', () => {
  test('neither by the command nor by the database', async () => {
    const { id } = await draftWindow(
      world.operator,
      planFor(world.smart, {
        startsLocal: '2026-12-13T20:00',
        endsLocal: '2026-12-13T22:00',
        downtime: null,
        effect: { en: 'Nothing' },
      }),
      now,
    )
    const waiver = await askWaiver(world.operator, { windowId: id, code: 'notice-too-short', reason }, now)
    expect(await codes(decideWaiver(world.operator, { id: waiver.ids[0] ?? '', granted: true }, now))).toEqual([
      'own-request',
    ])
    await expect(
      asActor(world.operator, (tx) =>
        tx.insert(waiverDecisions).values({
          waiverId: waiver.ids[0] ?? '',
          askedBy: world.operator,
          decidedBy: world.operator,
          granted: true,
          at: now,
        }),
      ),
    ).rejects.toMatchObject({ cause: { constraint: 'nobody_approves_their_own' } })
    await expect(
      asActor(world.operator, (tx) =>
        tx.insert(waiverDecisions).values({
          waiverId: waiver.ids[0] ?? '',
          askedBy: world.scheduler,
          decidedBy: world.operator,
          granted: true,
          at: now,
        }),
      ),
      'who asked cannot be written otherwise',
    ).rejects.toMatchObject({ cause: { code: '23503' } })
  })
  test('a decision stands: it is neither changed nor removed', async () => {
    await expect(asSystem((tx) => tx.execute(sql`delete from waiver_decisions`))).rejects.toMatchObject({
      cause: { code: '42501' },
    })
  })
})

describe('who is refused', () => {
  test('to ask: who does not plan the service; to decide: who has not the right; to see: anybody outside', async () => {
    const { id } = await shortly('2026-12-14')
    const ask = (person: string) => askWaiver(person, { windowId: id, code: 'notice-too-short', reason }, now)
    for (const person of [world.auditor, world.approver]) expect(await codes(ask(person))).toEqual(['not-allowed'])
    for (const person of [world.stranger, world.memberA]) expect(await codes(ask(person))).toEqual(['no-such-window'])
    const waiver = await ask(world.scheduler)
    const decide = (person: string) => decideWaiver(person, { id: waiver.ids[0] ?? '', granted: true }, now)
    for (const person of [world.auditor, world.scheduler]) expect(await codes(decide(person))).toEqual(['not-allowed'])
    for (const person of [world.stranger, world.memberB])
      expect(await codes(decide(person))).toEqual(['no-such-waiver'])
    expect(
      await asReader(world.memberA, (tx) =>
        tx
          .select()
          .from(waivers)
          .where(eq(waivers.id, waiver.ids[0] ?? '')),
      ),
    ).toEqual([])
  })
  test('what no rule asks for, or what no policy lets be waived', async () => {
    const { id } = await shortly('2027-03-14')
    expect(
      await codes(
        askWaiver(world.scheduler, { windowId: id, code: 'frozen', reason, risk: reason, checks: reason }, now),
      ),
    ).toEqual(['nothing-to-waive'])
    const far = await shortly('2029-03-11')
    expect(await codes(askWaiver(world.scheduler, { windowId: far.id, code: 'beyond-horizon', reason }, now))).toEqual([
      'not-waivable',
    ])
  })
})

describe('a waiver covers what was judged, and nothing else', () => {
  const waived = async (day: string, code: 'frozen' | 'notice-too-short', changes: Partial<PlanInput> = {}) => {
    const { id } = await shortly(day, changes)
    const { ids } = await askWaiver(world.scheduler, { windowId: id, code, reason, risk: reason, checks: reason }, now)
    for (const waiver of ids)
      for (const person of code === 'frozen' ? [world.approver, world.approver2] : [world.approver])
        await decideWaiver(person, { id: waiver, granted: true }, now)
    return { id, ids }
  }
  const freeze = (title: string, firstDay: string, environments: string[] = []) =>
    publishFreeze(
      world.scheduler,
      {
        serviceId: world.smart.id,
        kind: 'annual',
        title: { en: title },
        firstDay,
        lastDay: firstDay,
        environments,
      },
      now,
    )

  test('each freeze is a request of its own; one that is published later is not covered', async () => {
    await freeze('One', '2027-05-23')
    await freeze('Two', '2027-05-23')
    const { id, ids } = await waived('2027-05-23', 'frozen')
    expect(ids).toHaveLength(2)
    await freeze('Three', '2027-05-23')
    expect(await codes(planWindow(world.scheduler, { id }, now))).toEqual(['frozen'])
  })
  test('another environment, kind or content voids it, with an entry', async () => {
    await freeze('Held', '2027-06-06')
    const { id } = await waived('2027-06-06', 'frozen')
    const plan = planFor(world.smart, {
      startsLocal: '2027-06-06T20:00',
      endsLocal: '2027-06-06T23:00',
      downtime: null,
      effect: { en: 'Nothing' },
    })
    await editWindow(world.scheduler, { id }, { ...plan, title: { en: 'Another name' } }, now)
    expect(await codes(planWindow(world.scheduler, { id }, now))).toEqual([])
    const { id: other } = await waived('2027-06-06', 'frozen', {
      impacts: [],
      environmentId: world.smart.environments['uit-a'] ?? '',
    })
    await editWindow(
      world.scheduler,
      { id: other },
      { ...plan, impacts: [], environmentId: world.smart.environments['sit-b'] ?? '' },
      now,
    )
    expect(await codes(planWindow(world.scheduler, { id: other }, now))).toEqual(['frozen'])
    expect((await auditOf(other)).at(-1)?.after).toMatchObject({ waiversVoided: 1 })
  })
  test('a waived notice is given within three days', async () => {
    const { id } = await waived('2026-12-08', 'notice-too-short')
    expect(await codes(announceWindow(world.scheduler, { id }, new Date('2026-11-25T00:00Z')))).toContain(
      'notice-too-short',
    )
    expect(await codes(announceWindow(world.scheduler, { id }, new Date('2026-11-24T23:59Z')))).not.toContain(
      'notice-too-short',
    )
  })
  test('an internal freeze is not named to readers of a public window', async () => {
    await publishFreeze(
      world.scheduler,
      {
        serviceId: world.smart.id,
        kind: 'annual',
        title: { en: 'Secret acquisition' },
        firstDay: '2027-07-11',
        lastDay: '2027-07-11',
        audience: 'internal',
      },
      now,
    )
    const { id } = await waived('2027-07-11', 'frozen')
    await planWindow(world.scheduler, { id }, now)
    const shown = await asReader(null, async (tx) => [await getWindow(tx, id, now), await listWaivers(tx, id)])
    expect(JSON.stringify(shown)).not.toMatch(/Secret|F-20/)
  })
})
