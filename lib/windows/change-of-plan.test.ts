import { desc, eq } from 'drizzle-orm'
import { beforeAll, describe, expect, test } from 'vitest'
import { noticeSubjects, notices } from '#db/schema/notices.ts'
import { waivers } from '#db/schema/waivers.ts'
import { windowMessages, windows } from '#db/schema/windows.ts'
import { asSystem } from '#db/scope.ts'
import type { Refusal } from '#lib/errors.ts'
import { type Payload, wordNotice } from '#lib/notices/registry.ts'
import { auditOf, makeWorld, noticesOf, planFor, type World } from '#lib/testing/world.ts'
import { announceWindow } from './announce-window.ts'
import { correctWindow } from './correct-window.ts'
import { draftWindow, editWindow } from './draft-window.ts'
import type { PlanInput } from './input.ts'
import { planWindow } from './plan-window.ts'
import { rescheduleWindow } from './reschedule-window.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
const now = new Date('2026-10-01T09:00:00Z')
const text = { en: 'A word' }
/** No impact at first: what could be granted lightly. */
const harmless = (changes: Partial<PlanInput> = {}): PlanInput =>
  planFor(world.smart, {
    downtime: null,
    effect: { en: 'Nothing is felt.' },
    impacts: [{ componentId: world.smart.components.ssi ?? '', impact: 'no_impact' }],
    ...changes,
  })

/** A window of a state, with a waiver that was granted for it as it is. */
async function granted(state: 'draft' | 'planned' | 'announced') {
  const { id } = await draftWindow(world.scheduler, harmless(), now)
  if (state === 'planned') await planWindow(world.scheduler, { id }, now)
  if (state === 'announced') await announceWindow(world.scheduler, { id }, now)
  await asSystem(async (tx) => {
    const [window] = await tx.select().from(windows).where(eq(windows.id, id))
    if (!window) return
    const { startsAt, endsAt } = window
    await tx.insert(waivers).values({
      ...{ windowId: id, code: 'peak-hours', startsAt, endsAt, reason: text, state: 'granted' as const },
      ...{ askedBy: world.operator, askedAt: now, settledAt: now },
    })
    const shown = { code: 'peak-hours', reason: text, freeze: null }
    await tx
      .update(windows)
      .set({ waived: [{ ...shown, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() }] })
      .where(eq(windows.id, id))
  })
  return id
}
async function waiverOf(id: string) {
  const [row] = await asSystem((tx) =>
    tx
      .select({ state: waivers.state, waived: windows.waived })
      .from(waivers)
      .innerJoin(windows, eq(windows.id, waivers.windowId))
      .where(eq(waivers.windowId, id)),
  )
  return row && { state: row.state, shown: row.waived.length }
}
const stands = { state: 'granted', shown: 1 }
const isVoid = { state: 'withdrawn', shown: 0 }

describe('what was granted is the content as it was seen: it is void once anything of it differs', () => {
  const [ssi, dsp] = ['ssi', 'dsp'] as const
  const changes: Record<string, () => Partial<PlanInput>> = {
    'a component is out': () => ({
      impacts: [{ componentId: world.smart.components[ssi] ?? '', impact: 'outage' }],
      downtime: { from: '20:00', minutes: 60 },
    }),
    'a component works in part': () => ({
      impacts: [{ componentId: world.smart.components[ssi] ?? '', impact: 'degraded' }],
    }),
    'another component': () => ({
      impacts: [{ componentId: world.smart.components[dsp] ?? '', impact: 'no_impact' }],
    }),
    'another effect': () => ({ effect: { en: 'It is slow.' } }),
    'another description': () => ({ description: { en: 'All is replaced.' } }),
    'what users must change': () => ({ userChanges: { en: 'Certificates.' } }),
    'data is migrated': () => ({ migration: true }),
    'another rollback': () => ({ rollbackData: { en: 'None.' } }),
    'another environment': () => ({ environmentId: world.smart.environments['uit-a'] ?? '' }),
    'a change goes in': () => ({ changes: [{ en: 'A fail-over' }] }),
  }
  describe.each(['draft', 'planned', 'announced'] as const)('%s', (state) => {
    test.each(Object.entries(changes))('edited: %s', async (_, change) => {
      const id = await granted(state)
      await editWindow(world.scheduler, { id }, harmless(change()), now)
      expect(await waiverOf(id)).toEqual(isVoid)
      expect((await auditOf(id)).at(-1)?.after).toMatchObject({ waiversVoided: 1 })
    })
    test('edited, and its content is the same', async () => {
      const id = await granted(state)
      await editWindow(world.scheduler, { id }, harmless({ title: { en: 'Another name' } }), now)
      expect(await waiverOf(id)).toEqual(stands)
    })
  })

  test.each<[string, { effect?: { en: string }; description?: { en: string }; title?: { en: string } }, unknown]>([
    ['another effect', { effect: { en: 'It is slow.' } }, isVoid],
    ['another description', { description: { en: 'All is replaced.' } }, isVoid],
    ['another name', { title: { en: 'Another' } }, stands],
  ])('corrected: %s', async (_, said, expected) => {
    const id = await granted('announced')
    const { title, description = null, effect = null } = harmless()
    await correctWindow(world.scheduler, { id, title, description, effect, ...said } as never, now)
    expect(await waiverOf(id)).toEqual(expected)
  })

  test('moved away and back: it was for the times that were left', async () => {
    const id = await granted('planned')
    const move = (startsLocal: string, endsLocal: string) =>
      rescheduleWindow(world.scheduler, { id, startsLocal, endsLocal, reason: text }, now)
    await move('2026-12-06T20:00', '2026-12-07T02:00')
    await move('2026-11-29T20:00', '2026-11-30T02:00')
    expect(await waiverOf(id)).toEqual(isVoid)
  })
})

describe('the plan of an announced window changes', () => {
  const announced = async () => {
    const { id } = await draftWindow(world.scheduler, planFor(world.smart), now)
    await announceWindow(world.scheduler, { id }, now)
    return id
  }
  const dsp = () => world.smart.components.dsp ?? ''
  const codes = (promise: Promise<unknown>) =>
    promise.then(
      () => [],
      (refusal: Refusal) => refusal.reasons.map(({ code, field }) => `${field} ${code}`),
    )

  test('what readers see is told with how it stands now, and what is past its time is judged by it', async () => {
    const id = await announced()
    const plan = planFor(world.smart, {
      impacts: [{ componentId: dsp(), impact: 'outage' }],
      downtime: { from: '21:00', minutes: 30 },
      migration: true,
      changes: [{ en: 'A fail-over' }],
      startsLocal: '2026-12-13T20:00',
      endsLocal: '2026-12-14T02:00',
      text: { en: 'The supplier needs less.' },
    })
    await editWindow(world.scheduler, { id }, plan, now)
    expect(await noticesOf('window', id)).toEqual(['window-announced', 'window-changed'])
    const [window] = await asSystem((tx) => tx.select().from(windows).where(eq(windows.id, id)))
    expect(window).toMatchObject({
      // Times are moved by a reschedule.
      startsAt: new Date('2026-11-29T20:00:00Z'),
      announcedDowntimeEndsAt: new Date('2026-11-29T21:30:00Z'),
      state: 'announced',
    })
    const messages = await asSystem((tx) => tx.select().from(windowMessages).where(eq(windowMessages.windowId, id)))
    const message = messages.find(({ kind }) => kind === 'changed')
    expect(message).toMatchObject({
      text: { en: 'The supplier needs less.' },
      facts: { changed: ['migration', 'downtimeAfter', 'downtimeMinutes', 'components', 'changes'] },
    })
    const [notice] = await asSystem((tx) =>
      tx
        .select({ payload: notices.payload })
        .from(notices)
        .innerJoin(noticeSubjects, eq(noticeSubjects.noticeId, notices.id))
        .where(eq(noticeSubjects.subjectId, id))
        .orderBy(desc(notices.createdAt))
        .limit(1),
    )
    const mail = wordNotice(notice?.payload as Payload, 'en', 'Europe/London', 'Almanac')
    const factOf = (name: string) => mail.facts.find((fact) => fact.name === name)?.lines
    expect(mail.subject).toContain('Plan changed')
    expect(factOf('Data migration')).toEqual(['Yes'])
    expect(factOf('Not available')).toEqual(['Service requests (DSP)'])
    expect(factOf('Goes in')).toEqual(['A fail-over'])
    expect(mail.paragraphs).toEqual(['The supplier needs less.'])
  })

  test('what readers do not see is kept quiet: no message, no mail', async () => {
    const id = await announced()
    await editWindow(world.scheduler, { id }, planFor(world.smart, { rollbackData: { en: 'From the copy.' } }), now)
    expect(await noticesOf('window', id)).toEqual(['window-announced'])
    expect((await auditOf(id)).at(-1)).toMatchObject({
      action: 'window.edit',
      after: { rollbackData: { en: 'From the copy.' } },
    })
  })

  test('it stays what may be announced', async () => {
    const id = await announced()
    const edit = (changes: Partial<PlanInput>) =>
      codes(editWindow(world.scheduler, { id }, planFor(world.smart, changes), now))
    const out = [{ componentId: dsp(), impact: 'outage' as const }]
    expect(await edit({ downtime: null, effect: { en: 'Little' }, impacts: out })).toEqual([
      'downtime outage-without-downtime',
    ])
    expect(await edit({ description: {} })).toEqual(['description.en no-description'])
    expect(await edit({ impacts: [] })).toEqual(['impacts no-component', 'impacts downtime-of-nothing'])
    expect(await edit({ rollbackData: {} })).toEqual(['rollbackData.en no-rollback-plan'])
    expect(await noticesOf('window', id)).toEqual(['window-announced'])
  })
})
