import { and, eq, inArray, isNull, or } from 'drizzle-orm'
import { components } from '#db/schema/components.ts'
import { environments } from '#db/schema/environments.ts'
import { releases } from '#db/schema/releases.ts'
import { services } from '#db/schema/services.ts'
import { changes, windowImpacts, type windows } from '#db/schema/windows.ts'
import { missing, type Reason, refuseIf } from '#lib/errors.ts'
import { parse } from '#lib/input.ts'
import { judgeWindow, obstacles } from '#lib/judging/judge-window.ts'
import { policyOf } from '#lib/judging/policy-in-force.ts'
import { downtimeOf, type WindowRow } from '#lib/judging/stored-window.ts'
import { voidWaivers } from '#lib/judging/void-waivers.ts'
import { audienceReasons, audienceSaid, type Whom } from '#lib/records/audience.ts'
import { makeRecord } from '#lib/records/change-record.ts'
import type { Acting, Actor } from '#lib/records/command.ts'
import { checkTimes } from '#lib/rules/times.ts'
import { isSameBreach } from '#lib/rules/window-rules.ts'
import { localOf } from '#lib/time.ts'
import { gapsOf } from './announce-window.ts'
import { type Changed, changedOf, changeWindow, windowRecord } from './change-window.ts'
import { type PlanInput, planInput, windowSeen } from './input.ts'
import { differingIn, isTold, substanceOf } from './substance.ts'

/** Writes a new draft, which nobody outside sees. */
export async function draftWindow(actor: Actor, input: PlanInput, now = new Date()): Promise<Changed> {
  const plan = parse(planInput, input)
  const window = await makeRecord(actor, windowRecord, plan.serviceId, 'draft', now, async (acting) => {
    const { row, details } = await readPlan(acting, plan, now)
    const { title, startsAt, endsAt } = row
    return {
      values: row,
      publishedAt: null,
      parts: (made) => writeDetails(acting, made, details),
      after: { title, startsAt, endsAt },
    }
  })
  return changedOf(window)
}

/**
 * Replaces a draft by what is said now. Of a published window the substance may still change, nearer its time; its service,
 * its times and its audience are published, and stay: it is rescheduled instead. What is announced is told as a change of
 * plan, or quietly where nothing changes for readers. An edit may break no rule of the schedule that it did not break before,
 * and what was granted for another substance holds no more: of a planned window it is asked for again, and an announced one
 * keeps what was granted as it is.
 */
export async function editWindow(
  actor: Actor,
  seen: { id: string; version?: number },
  input: PlanInput,
  now = new Date(),
): Promise<Changed> {
  const said = parse(planInput, input)
  return changeWindow(actor, parse(windowSeen, seen), 'edit', now, async (acting, window) => {
    const published = window.state !== 'draft'
    const announced = window.state === 'announced'
    const plan = published ? { ...said, ...publishedOf(window) } : said
    if (plan.serviceId !== window.serviceId) acting.demand('plan', plan.serviceId)
    const { row, details } = await readPlan(acting, plan, now)
    // Published times stay to the minute, also where the clock shows them twice.
    const set = published ? { ...row, ...timesOf(window) } : row
    const { tx } = acting
    const stage = announced ? 'announce' : 'plan'
    const known = published ? await judgeWindow(tx, window, stage, now) : []
    const before = await substanceOf(tx, window)
    const edited = { ...window, ...set, environmentId: row.environmentId ?? null } as WindowRow
    await writeDetails(acting, edited, details)
    const after = await substanceOf(tx, edited)
    const differs = differingIn(before, after)
    const voided = differs.length ? await voidWaivers(tx, window.id, now) : 0
    if (published) {
      const old = announced ? obstacles(known) : known
      const judged = obstacles(await judgeWindow(tx, edited, stage, now))
      const broken = judged.filter((rule) => !old.some((one) => isSameBreach(one, rule)))
      refuseIf([...(announced ? await gapsOf(tx, edited) : []), ...broken])
    }
    return {
      set: {
        ...set,
        ...(voided && { waived: [] }),
        ...(announced && { announcedDowntimeEndsAt: downtimeOf(edited)?.endsAt ?? null }),
      },
      ...(announced &&
        differs.some(isTold) && {
          message: { kind: 'changed' as const, text: said.text, facts: { changed: differs.filter(isTold) } },
          notice: { event: 'window-changed' as const },
        }),
      before: { ...wordsOf(window), ...before },
      after: { ...wordsOf(edited), ...after, ...(voided && { waiversVoided: voided }) },
      reason: said.text?.en ?? said.text?.hi,
    }
  })
}

const wordsOf = ({ title, startsAt, endsAt, audience }: WindowRow) => ({ title, startsAt, endsAt, audience })

const timesOf = ({ startsLocal, startsAt, endsAt, minutes, timeZone }: WindowRow) => ({
  ...{ startsLocal, startsAt, endsAt, minutes, timeZone },
})

function publishedOf({ serviceId, audience, tenants, startsAt, endsAt, timeZone }: WindowRow) {
  return {
    serviceId,
    audience,
    tenants,
    startsLocal: localOf(startsAt, timeZone),
    endsLocal: localOf(endsAt, timeZone),
  }
}

type Plan = ReturnType<typeof planInput.parse>
type Details = Pick<Plan, 'impacts' | 'changes' | 'releaseIds'>

/** Checks a plan against what exists: the service, its kinds, its environment, components, releases, tenants. */
async function readPlan(
  { tx }: Acting,
  plan: Plan,
  now: Date,
): Promise<{ row: typeof windows.$inferInsert & Whom; details: Details }> {
  const [service] = await tx.select().from(services).where(eq(services.id, plan.serviceId))
  refuseIf(service ? [] : [{ code: 'unknown-service', field: 'serviceId' }])
  if (!service) throw missing('unknown-service')

  const reasons: Reason[] = []
  // It answers to the version that holds when it starts: what that one has not is no kind, whatever holds today.
  const policy = await policyOf(tx, service.id, plan.startsLocal.slice(0, 10))
  if (!policy.kinds.some((kind) => kind.code === plan.kind)) reasons.push({ code: 'unknown-kind', field: 'kind' })
  const checked = checkTimes(plan, service.timeZone, now)
  if ('reasons' in checked) reasons.push(...checked.reasons)

  const existing = new Set(
    (await tx.select({ id: components.id }).from(components).where(eq(components.serviceId, service.id))).map(
      (row) => row.id,
    ),
  )
  plan.impacts.forEach((impact, index) => {
    if (!existing.has(impact.componentId)) reasons.push({ code: 'unknown-component', field: `impacts.${index}` })
  })
  const [environment] = plan.environmentId
    ? await tx
        .select()
        .from(environments)
        .where(and(eq(environments.id, plan.environmentId), eq(environments.serviceId, service.id)))
    : []
  if (plan.environmentId ? !environment : plan.impacts.length)
    reasons.push({ code: 'unknown-environment', field: 'environmentId' })

  const whom = { serviceId: service.id, ...audienceSaid(plan) }
  reasons.push(...(await audienceReasons(tx, whom, environment ? [environment.id] : [])))
  refuseIf(reasons)
  if ('reasons' in checked) throw new Error('unreachable')
  const {
    kind,
    title,
    description,
    userChanges,
    effect,
    migration,
    rollbackInfrastructure,
    rollbackServices,
    rollbackData,
    autoStart,
  } = plan
  return {
    row: {
      ...whom,
      environmentId: environment?.id ?? null,
      kind,
      title,
      description,
      userChanges,
      effect,
      migration,
      rollbackInfrastructure,
      rollbackServices,
      rollbackData,
      autoStart,
      startsLocal: plan.startsLocal,
      timeZone: service.timeZone,
      ...checked.times,
    },
    details: plan,
  }
}

async function writeDetails({ tx }: Acting, window: WindowRow, details: Details): Promise<void> {
  await tx.delete(windowImpacts).where(eq(windowImpacts.windowId, window.id))
  await tx.delete(changes).where(eq(changes.windowId, window.id))
  const { environmentId } = window
  if (environmentId && details.impacts.length) {
    await tx
      .insert(windowImpacts)
      .values(details.impacts.map((impact) => ({ ...impact, windowId: window.id, environmentId })))
  }
  if (details.changes.length) {
    await tx
      .insert(changes)
      .values(details.changes.map((title, position) => ({ windowId: window.id, title, position })))
  }
  await tx.update(releases).set({ windowId: null }).where(eq(releases.windowId, window.id))
  if (details.releaseIds.length) {
    await tx
      .update(releases)
      .set({ windowId: window.id })
      .where(
        and(
          inArray(releases.id, details.releaseIds),
          eq(releases.serviceId, window.serviceId),
          or(isNull(releases.windowId), eq(releases.windowId, window.id)),
        ),
      )
  }
}
