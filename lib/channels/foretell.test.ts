import { and, eq } from 'drizzle-orm'
import { beforeAll, describe, expect, test } from 'vitest'
import { audit } from '#db/schema/audit.ts'
import { notices } from '#db/schema/notices.ts'
import { windows } from '#db/schema/windows.ts'
import { asSystem } from '#db/scope.ts'
import { Refusal } from '#lib/errors.ts'
import { publishPlan } from '#lib/planner/publish-plan.ts'
import { makeWorld, planFor, subscribe, type World } from '#lib/testing/world.ts'
import { announceWindow } from '#lib/windows/announce-window.ts'
import { draftWindow, editWindow } from '#lib/windows/draft-window.ts'
import { planWindow } from '#lib/windows/plan-window.ts'
import { foretellEdit, foretellPlan } from './foretell.ts'

let world: World
const person = () => ({ id: world.scheduler, timeZone: 'Europe/London' })
beforeAll(async () => {
  world = await makeWorld()
  await subscribe('one@reader.example')
  await subscribe('two@reader.example', { language: 'hi' })
})

/** Everything that a command could have kept. */
const kept = () =>
  asSystem(async (tx) => ({
    windows: await tx.select().from(windows).orderBy(windows.id),
    notices: await tx.$count(notices),
    audit: await tx.$count(audit),
  }))

describe('a change of a window is looked at before it is made', () => {
  const announced = async () => {
    const { id } = await draftWindow(world.scheduler, planFor(world.smart))
    await announceWindow(world.scheduler, { id })
    return id
  }
  test('with its mail in both languages and its reach; nothing is kept of it, and then it is told just so', async () => {
    const id = await announced()
    const before = await kept()
    const changed = planFor(world.smart, {
      description: { en: 'All is replaced.' },
      text: { en: 'The supplier asks.' },
    })
    const foretold = await foretellEdit(person(), { id }, changed)
    expect(foretold?.reach).toEqual({ all: 2, en: 1, hi: 1 })
    expect(foretold?.mails.en.text).toContain('All is replaced.')
    expect(foretold?.mails.hi.subject).not.toBe(foretold?.mails.en.subject)
    expect(await kept()).toEqual(before)
    await editWindow(world.scheduler, { id }, changed)
    expect((await kept()).notices).toBe(before.notices + 1)
  })
  test('nobody is told of another rollback, or of a planned window', async () => {
    const id = await announced()
    const rollback = planFor(world.smart, { rollbackData: { en: 'A copy is put back.' } })
    expect(await foretellEdit(person(), { id }, rollback)).toBeNull()
    const { id: planned } = await draftWindow(world.scheduler, planFor(world.smart))
    await planWindow(world.scheduler, { id: planned })
    expect(await foretellEdit(person(), { id: planned }, planFor(world.smart, { migration: true }))).toBeNull()
  })
  test('what would be refused is refused, and who may not change it', async () => {
    const id = await announced()
    const before = await kept()
    await expect(foretellEdit(person(), { id }, planFor(world.smart, { impacts: [] }))).rejects.toThrow(Refusal)
    for (const other of [world.stranger, world.memberB])
      await expect(
        foretellEdit({ id: other, timeZone: 'UTC' }, { id }, planFor(world.smart, { migration: true })),
      ).rejects.toThrow(Refusal)
    expect(await kept()).toEqual(before)
  })
})

describe('a plan is looked at before it is published', () => {
  const plan = () => ({
    serviceId: world.smart.id,
    environmentId: world.smart.environments.production ?? '',
    draft: null,
    ...{ kind: 'maintenance', title: { en: 'Maintenance', hi: 'रखरखाव' }, description: { en: '', hi: '' } },
    ...{ starts: '20:00', minutes: 240, days: ['2027-09-05', '2027-10-03'] },
  })
  test('its digest and its reach; no window and no reference is used up', async () => {
    const before = await kept()
    const foretold = await foretellPlan(person(), plan())
    expect(foretold?.reach.all).toBe(2)
    expect(foretold?.mails.en.text).toContain('5 Sep')
    expect(await kept()).toEqual(before)
    const published = await publishPlan(world.scheduler, plan())
    const text = foretold?.mails.en.text ?? ''
    expect(published.windows.length).toBe(2)
    const [notice] = await asSystem((tx) =>
      tx
        .select()
        .from(notices)
        .where(and(eq(notices.id, published.noticeId))),
    )
    expect(notice?.event).toBe('schedule-published')
    expect(text).toContain('3 Oct')
  })
})
