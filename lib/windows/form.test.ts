import { asc, eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { changes, windowImpacts, windows } from '#db/schema/windows.ts'
import { asSystem } from '#db/scope.ts'
import { makeWorld, planFor, type World } from '#lib/testing/world.ts'
import { draftWindow, editWindow } from './draft-window.ts'
import { planFrom } from './form.ts'
import type { PlanInput } from './input.ts'
import { planWindow } from './plan-window.ts'

const now = new Date('2026-11-01T09:00:00Z')
const both = (en: string) => ({ en, hi: `${en} हिन्दी` })
let world: World
beforeAll(async () => {
  world = await makeWorld()
})

/** The form of a window as a browser sends it, filled with a plan. */
function formOf(plan: PlanInput): FormData {
  const form = new FormData()
  const set = (name: string, value: unknown) => {
    if (value !== null && value !== undefined && value !== '') form.append(name, String(value))
  }
  const texts = [
    'title',
    'description',
    'userChanges',
    'effect',
    'rollbackInfrastructure',
    'rollbackServices',
    'rollbackData',
  ]
  for (const name of ['serviceId', 'environmentId', 'kind', 'audience'] as const) set(name, plan[name])
  for (const name of texts)
    for (const language of ['en', 'hi'] as const)
      set(`${name}.${language}`, (plan[name as 'title'] as Record<string, string> | undefined)?.[language])
  for (const name of ['startsLocal', 'endsLocal'] as const) {
    set(`${name}.date`, plan[name].slice(0, 10))
    set(`${name}.time`, plan[name].slice(11))
  }
  set('hasDowntime', plan.downtime ? 'yes' : 'no')
  set('downtime.from', plan.downtime?.from)
  set('downtime.minutes', plan.downtime?.minutes)
  for (const { componentId, impact, note } of plan.impacts ?? []) {
    set(`impact.${componentId}`, impact)
    for (const language of ['en', 'hi'] as const) set(`note.${componentId}.${language}`, note?.[language])
  }
  // A row that was removed leaves a gap.
  for (const [index, title] of (plan.changes ?? []).entries())
    for (const language of ['en', 'hi'] as const) set(`changes.${index * 2}.${language}`, title?.[language])
  return form
}

test('a language that is not touched is kept, in every text of a window, its impacts and its changes', async () => {
  const component = Object.values(world.smart.components)[0] ?? ''
  const plan = planFor(world.smart, {
    ...{ title: both('Title'), description: both('Description'), userChanges: both('Users'), effect: both('Effect') },
    ...{ rollbackInfrastructure: both('Images'), rollbackServices: both('Versions'), rollbackData: both('Data') },
    ...{ changes: [both('Fail-over'), both('Firewall'), { hi: 'केवल हिन्दी' }], audience: 'public' },
    impacts: [{ componentId: component, impact: 'outage', note: both('Not there') }],
  })
  const { id } = await draftWindow(world.operator, plan, now)
  await planWindow(world.operator, { id }, now)

  const form = formOf(plan)
  for (const name of ['title.en', 'changes.0.en', `note.${component}.en`]) form.set(name, 'Another')
  form.delete('changes.2.en')
  await editWindow(world.operator, { id }, planFrom(form), now)

  const [row] = await asSystem((tx) => tx.select().from(windows).where(eq(windows.id, id)))
  expect(row).toMatchObject({
    ...{ title: { ...both('Title'), en: 'Another' }, description: both('Description'), userChanges: both('Users') },
    ...{ effect: both('Effect'), rollbackInfrastructure: both('Images') },
    ...{ rollbackServices: both('Versions'), rollbackData: both('Data') },
  })
  const details = await asSystem(async (tx) => ({
    changes: await tx.select().from(changes).where(eq(changes.windowId, id)).orderBy(asc(changes.position)),
    impacts: await tx.select().from(windowImpacts).where(eq(windowImpacts.windowId, id)),
  }))
  expect(details.changes.map(({ title }) => title)).toEqual([
    { ...both('Fail-over'), en: 'Another' },
    { hi: 'Firewall हिन्दी' },
    { hi: 'केवल हिन्दी' },
  ])
  expect(details.impacts.map(({ note }) => note)).toEqual([{ ...both('Not there'), en: 'Another' }])
})
