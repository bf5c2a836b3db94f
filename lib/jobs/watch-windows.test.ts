import { eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { policies } from '#db/schema/policies.ts'
import { asSystem } from '#db/scope.ts'
import { longestReminder, policySchema } from '#lib/rules/policy.ts'
import { makeWorld, noticesOf, planFor, type World } from '#lib/testing/world.ts'
import { plus } from '#lib/time.ts'
import { announceWindow } from '#lib/windows/announce-window.ts'
import { draftWindow } from '#lib/windows/draft-window.ts'
import { watchWindows } from './watch-windows.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})

const start = new Date('2026-11-29T20:00:00Z')

/** Of what the form takes, from the shortest to the longest. */
test.each([1, 60, 1440, 1441, 72 * 60, longestReminder])(
  'a reminder of %i minutes is sent when it is due',
  async (minutes) => {
    await asSystem(async (tx) => {
      const [policy] = await tx.select().from(policies).where(eq(policies.serviceId, world.smart.id))
      const rules = policySchema.parse(policy?.rules)
      await tx
        .update(policies)
        .set({ rules: policySchema.parse({ ...rules, reminderMinutes: { ...rules.reminderMinutes, value: minutes } }) })
        .where(eq(policies.serviceId, world.smart.id))
    })
    const { id } = await draftWindow(world.scheduler, planFor(world.smart), new Date('2026-11-01T09:00:00Z'))
    await announceWindow(world.scheduler, { id }, new Date('2026-11-01T09:00:00Z'))
    await watchWindows(plus(start, -minutes - 1))
    expect(await noticesOf('window', id)).toEqual(['window-announced'])
    await watchWindows(plus(start, -minutes))
    expect(await noticesOf('window', id)).toEqual(['window-announced', 'window-reminder'])
  },
)
