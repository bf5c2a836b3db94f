import { readFile } from 'node:fs/promises'
import { sql } from 'drizzle-orm'
import { notices } from '#db/schema/notices.ts'
import { memberships } from '#db/schema/people.ts'
import { demo, portal } from '#db/schema/portal.ts'
import { users } from '#db/schema/users.ts'
import { asSystem } from '#db/scope.ts'
import { hashPassword, setPassword } from '#lib/auth/password.ts'
import { importSchedule } from '#lib/import/import-schedule.ts'
import { presets } from '#lib/policies/presets/all.ts'
import { makeService } from '#lib/services/make-service.ts'
import { addDays, dayOf } from '#lib/time.ts'
import { dccStory } from './demo-dcc.ts'
import { digitStory } from './demo-digit.ts'
import { mashmeStory, mhhsStory, mojaloopStory } from './demo-others.ts'
import { demoPeople } from './demo-people.ts'
import type { Stage } from './story.ts'

/** How far back the demo's history goes, in days: a little more than the ninety that the status page shows. */
const past = 150

/**
 * Fills an empty database with the demo organisation: five services by their policies, two years of windows from today,
 * some history with a rollback and incidents, and real published schedules. Everything is done by the commands that
 * people use, at the times at which it would have been done; nobody is mailed. It takes many transactions: until the last
 * one the portal says that its demo is only begun.
 */
export async function seedDemo(password: string, now: Date): Promise<void> {
  const hashed = await hashPassword(password)
  const since = new Date(now.getTime() - past * 86_400_000)
  const stage: Stage = await asSystem(async (tx) => {
    await tx
      .insert(portal)
      .values({ name: { en: 'Almanac', hi: 'Almanac' }, timeZone: 'Europe/London', demo: demo.begun })
    const services: Stage['services'] = {}
    for (const [index, preset] of presets.entries())
      services[preset.slug] = await makeService(tx, preset, index + 1, since)
    const people: Stage['people'] = {}
    for (const person of demoPeople) {
      const { email, name, language, timeZone, role } = person
      const [user] = await tx.insert(users).values({ email, name, language, timeZone }).returning()
      if (!user) continue
      await setPassword(tx, user.id, hashed)
      people[email.split('@')[0] ?? ''] = user.id
      await tx.insert(memberships).values({
        userId: user.id,
        role,
        serviceId: person.service ? (services[person.service]?.id ?? null) : null,
        tenantId: person.tenant ? (services.digit?.tenants[person.tenant] ?? null) : null,
      })
    }
    return {
      services,
      people,
      now,
      today: dayOf(now, 'Europe/London'),
      since: addDays(dayOf(now, 'Europe/London'), -past),
    }
  })

  const scenes = [dccStory, mhhsStory, digitStory, mashmeStory, mojaloopStory].flatMap((story) => story(stage))
  for (const scene of scenes.sort((one, other) => one.at.getTime() - other.at.getTime())) {
    if (scene.at <= now) await scene.play(scene.at)
  }
  await importSchedule('system', await readFile(new URL('real-windows.csv', import.meta.url), 'utf8'), {}, now)
  await asSystem(async (tx) => {
    // What happened before the portal was there is not mailed now.
    await tx.update(notices).set({ addressedAt: sql`now()` })
    await tx.update(portal).set({ demo: demo.whole })
  })
}
