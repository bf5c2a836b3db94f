import { and, asc, eq } from 'drizzle-orm'
import { audit } from '#db/schema/audit.ts'
import { noticeSubjects, notices, subscribers } from '#db/schema/notices.ts'
import { memberships } from '#db/schema/people.ts'
import { edition, portal } from '#db/schema/portal.ts'
import { users } from '#db/schema/users.ts'
import { asSystem } from '#db/scope.ts'
import { dcc } from '#lib/policies/presets/dcc.ts'
import { digit } from '#lib/policies/presets/digit.ts'
import type { Preset } from '#lib/policies/presets/preset.ts'
import type { Kind } from '#lib/records/kinds.ts'
import { noticeKinds } from '#lib/records/notices.ts'
import { ruleCodes } from '#lib/rules/severity.ts'
import { type MadeService, makeService } from '#lib/services/make-service.ts'
import type { PlanInput } from '#lib/windows/input.ts'

/**
 * Two services and the people of every test: who may (operator, scheduler of DCC), who only reads (auditor), a stranger
 * among staff (scheduler of DIGIT), approvers, and members of two tenants that must not see each other. The rules of the
 * schedule only warn, so that windows of tests about other things may lie as they fall; `strict` keeps them as the presets do.
 */
export async function makeWorld({ strict = false } = {}) {
  const since = new Date('2026-01-01T00:00:00Z')
  return asSystem(async (tx) => {
    await tx.insert(portal).values({ name: { en: 'Almanac', hi: 'Almanac' }, timeZone: 'Europe/London' })
    const smart = await makeService(tx, strict ? dcc : lenient(dcc), 1, since)
    const demo = await makeService(tx, strict ? digit : lenient(digit), 2, since)
    const person = async (
      name: string,
      role: (typeof memberships.$inferInsert)['role'],
      of: { serviceId?: string; tenantId?: string } = {},
    ) => {
      const [user] = await tx
        .insert(users)
        .values({ email: `${name.toLowerCase().replace(/ /g, '.')}@almanac.example`, name, timeZone: 'Europe/London' })
        .returning()
      if (!user) throw new Error('no user')
      await tx.insert(memberships).values({ userId: user.id, role, ...of })
      return user.id
    }
    return {
      smart,
      demo,
      operator: await person('Olive Operator', 'operator'),
      scheduler: await person('Sam Scheduler', 'scheduler', { serviceId: smart.id }),
      approver: await person('Ann Approver', 'approver', { serviceId: smart.id }),
      approver2: await person('Abe Approver', 'approver', { serviceId: smart.id }),
      auditor: await person('Ada Auditor', 'auditor'),
      stranger: await person('Stan Stranger', 'scheduler', { serviceId: demo.id }),
      memberA: await person('Asha A', 'member', { tenantId: demo.tenants['city-a'] ?? '' }),
      memberB: await person('Bala B', 'member', { tenantId: demo.tenants['city-b'] ?? '' }),
    }
  })
}
function lenient(preset: Preset): Preset {
  const warns = Object.fromEntries(ruleCodes.map((code) => [code, 'warns' as const]))
  const severities = { ...warns, 'no-rollback-plan': 'refused' as const }
  return { ...preset, policy: { ...preset.policy, severities } }
}

export type World = Awaited<ReturnType<typeof makeWorld>>

/** A complete plan: 20:00 to 02:00 in London on 29 November 2026, the Self-Service Interface out, or in part where there is no downtime. */
export function planFor(service: MadeService, changes: Partial<PlanInput> = {}): PlanInput {
  const [component] = Object.values(service.components)
  const impact = changes.downtime === null ? 'degraded' : 'outage'
  return {
    serviceId: service.id,
    environmentId: service.environments.production ?? service.environments['city-b'] ?? null,
    kind: service.components.ssi ? 'maintenance' : 'upgrade',
    title: { en: 'Maintenance 2026-11', hi: 'रखरखाव 2026-11' },
    description: { en: 'Versions move up.' },
    startsLocal: '2026-11-29T20:00',
    endsLocal: '2026-11-30T02:00',
    downtime: { from: '20:00', minutes: 360 },
    rollbackInfrastructure: { en: 'Images are restored.' },
    rollbackServices: { en: 'The version before is deployed again.' },
    rollbackData: { en: 'No data is changed.' },
    impacts: [{ componentId: component ?? '', impact, note: { en: 'Not available' } }],
    ...changes,
  }
}

/** A confirmed subscriber to everything. */
export async function subscribe(
  email: string,
  changes: Partial<typeof subscribers.$inferInsert> = {},
): Promise<string> {
  const [row] = await asSystem((tx) =>
    tx
      .insert(subscribers)
      .values({
        email,
        language: 'en',
        timeZone: 'Europe/London',
        kinds: [...noticeKinds],
        confirmedAt: new Date(),
        ...changes,
      })
      .returning(),
  )
  if (!row) throw new Error('no subscriber')
  return row.id
}

export function auditOf(id: string) {
  return asSystem((tx) => tx.select().from(audit).where(eq(audit.subjectId, id)).orderBy(asc(audit.at)))
}

/** The events of the notices about something, in the order in which they were written. */
export async function noticesOf(kind: Kind, id: string): Promise<string[]> {
  const rows = await asSystem((tx) =>
    tx
      .select({ event: notices.event })
      .from(noticeSubjects)
      .innerJoin(notices, eq(notices.id, noticeSubjects.noticeId))
      .where(and(eq(noticeSubjects.kind, kind), eq(noticeSubjects.subjectId, id)))
      .orderBy(asc(notices.createdAt)),
  )
  return rows.map((row) => row.event)
}

export async function editionNumber(): Promise<number> {
  const [row] = await asSystem((tx) => tx.select().from(edition))
  return row?.number ?? -1
}
