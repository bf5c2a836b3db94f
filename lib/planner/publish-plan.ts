import { and, eq } from 'drizzle-orm'
import { environments } from '#db/schema/environments.ts'
import { services } from '#db/schema/services.ts'
import { windows } from '#db/schema/windows.ts'
import type { Tx } from '#db/scope.ts'
import { invalid, type Reason, refuseIf } from '#lib/errors.ts'
import { parse } from '#lib/input.ts'
import { judgeWindow, obstacles } from '#lib/judging/judge-window.ts'
import { policyAhead } from '#lib/judging/policy-in-force.ts'
import type { WindowRow } from '#lib/judging/stored-window.ts'
import { surroundingsOf } from '#lib/judging/surroundings.ts'
import { isWider } from '#lib/records/audience.ts'
import { writeRecord } from '#lib/records/change-record.ts'
import { type Acting, type Actor, act, record } from '#lib/records/command.ts'
import { writeNotice } from '#lib/records/write-notice.ts'
import type { Neighbour } from '#lib/rules/neighbours.ts'
import { kindOf } from '#lib/rules/policy.ts'
import { dayOf } from '#lib/time.ts'
import { windowRecord } from '#lib/windows/change-window.ts'
import { endDraft, openDraft } from './change-draft.ts'
import { type PublishInput, publishInput } from './input.ts'
import { inTheWay, type Judged, judgePlan, spanOn } from './judge-plan.ts'
import { schedulePayload } from './notices.ts'
import { titlesFor } from './titles.ts'

export type Published = { noticeId: string; windows: { id: string; reference: string }[] }

/**
 * Publishes the windows of a plan as planned, all or none: tentative, without components yet, told by one digest. Each is
 * held to the rules beside what is published and beside the others. What needs a waiver is planned one at a time, in the
 * window form, so it refuses the plan. The draft of the plan ends with it.
 *
 * @throws Refusal (forbidden), (changed) where somebody else saved a draft meanwhile, (invalid) with a reason at `days.<index>`, and its day, for each rule that stands in the way
 */
export async function publishPlan(actor: Actor, input: PublishInput, now = new Date()): Promise<Published> {
  const said = parse(publishInput, input)
  return act(actor, async (acting) => {
    const { tx } = acting
    const draft = await openDraft(acting, said)
    const { service, environment, policy } = await readPlace(acting, said, now)
    const zone = service.timeZone
    const days = said.days.toSorted()
    const terms = { ...said, kind: kindOf(policy, said.kind) }
    const span = { ...spanOn(days[0] ?? '', terms, zone), endsAt: spanOn(days.at(-1) ?? '', terms, zone).endsAt }
    const around = await surroundingsOf(tx, { id: service.id, timeZone: zone, policy }, span, now)
    const judged = judgePlan(
      days.map((day) => ({ id: day, day })),
      terms,
      around,
      now,
    )
    refuseIf(refusals(judged, said.days))

    const { audience, tenants } = environment
    const there = await knownTo(tx, environment, around.neighbours)
    const titles = titlesFor(
      said.title,
      days,
      there.map(({ title }) => title),
    )
    const added: WindowRow[] = []
    for (const [index, { day, startsAt, endsAt }] of judged.entries()) {
      const title = titles[index] ?? said.title
      const values = {
        ...{ serviceId: service.id, environmentId: environment.id, audience, tenants },
        ...{ kind: said.kind, state: 'planned' as const, title, description: said.description },
        ...{ startsLocal: `${day}T${said.starts}`, minutes: said.minutes, timeZone: zone, startsAt, endsAt },
        publishedAt: now,
      }
      const message = { kind: 'planned' as const }
      const after = { title, startsAt, endsAt, ...warnedOf(judged[index]) }
      added.push(await writeRecord(acting, windowRecord, 'plan', { values, publishedAt: now, message, after }, now))
    }
    refuseIf(await brokenThen(tx, added, said.days, now))

    const noticeId = await writeNotice(
      tx,
      { serviceId: service.id, audience, tenants },
      added.map(({ id }) => ({ kind: 'window', id })),
      schedulePayload(service, environment, added, there, now),
      { quiet: terms.kind.routine },
    )
    await record(acting, {
      action: 'schedule.publish',
      subject: { kind: 'notice', id: noticeId, serviceId: service.id },
      after: { windows: added.length, startsAt: span.startsAt, endsAt: span.endsAt },
    })
    if (draft) await endDraft(acting, draft, 'publish')
    return { noticeId, windows: added.map(({ id, reference }) => ({ id, reference: reference ?? '' })) }
  })
}

/** The neighbours in an environment that all whom a plan there is told may see: titles and the digest speak of no others. */
async function knownTo(
  tx: Tx,
  { id, audience, tenants }: typeof environments.$inferSelect,
  neighbours: Neighbour[],
): Promise<Neighbour[]> {
  const rows = await tx
    .select({ id: windows.id, audience: windows.audience, tenants: windows.tenants })
    .from(windows)
    .where(eq(windows.environmentId, id))
  const known = new Set(rows.filter((row) => !isWider(audience, tenants, row)).map((row) => row.id))
  return neighbours.filter((one) => one.id !== null && known.has(one.id))
}

/** The plan was judged by the policy of today, and kinds that come later; each window answers to the version that holds when it starts. */
async function brokenThen(tx: Tx, added: WindowRow[], said: string[], now: Date): Promise<Reason[]> {
  const reasons: Reason[] = []
  for (const window of added) {
    const day = window.startsLocal.slice(0, 10)
    for (const reason of obstacles(await judgeWindow(tx, window, 'plan', now)))
      reasons.push({ ...reason, field: `days.${said.indexOf(day)}`, facts: { ...reason.facts, day } })
  }
  return reasons
}

/** The service, its environment and the policy to plan by. */
async function readPlace({ tx }: Acting, said: ReturnType<typeof publishInput.parse>, now: Date) {
  const [service] = await tx.select().from(services).where(eq(services.id, said.serviceId))
  if (!service) throw invalid({ code: 'unknown-service', field: 'serviceId' })
  const [environment] = await tx
    .select()
    .from(environments)
    .where(and(eq(environments.id, said.environmentId), eq(environments.serviceId, service.id)))
  if (!environment) throw invalid({ code: 'unknown-environment', field: 'environmentId' })
  const policy = await policyAhead(tx, service.id, dayOf(now, service.timeZone))
  if (!policy.kinds.some((kind) => kind.code === said.kind)) throw invalid({ code: 'unknown-kind', field: 'kind' })
  return { service, environment, policy }
}

/** What a window went through with all the same, as planning it alone records it. */
function warnedOf(judged: Judged | undefined): { warned?: string[] } {
  const warned = judged?.objections.map(({ code }) => code) ?? []
  return warned.length ? { warned } : {}
}

/** A reason at the place of its window in the input, with its day; and once, that waivers are not for plans. */
function refusals(judged: Judged[], said: string[]): Reason[] {
  const reasons = judged.flatMap(({ day, objections }) =>
    inTheWay(objections).map(
      (one): Reason => ({ ...one, field: `days.${said.indexOf(day)}`, facts: { ...one.facts, day } }),
    ),
  )
  return reasons.some(({ severity }) => severity === 'waiver') ? [...reasons, { code: 'waiver-in-form' }] : reasons
}
