import { and, asc, desc, eq, isNotNull, isNull } from 'drizzle-orm'
import { environments } from '#db/schema/environments.ts'
import { freezes } from '#db/schema/freezes.ts'
import { planDrafts } from '#db/schema/plan-drafts.ts'
import { releases } from '#db/schema/releases.ts'
import { services } from '#db/schema/services.ts'
import { users } from '#db/schema/users.ts'
import { windows } from '#db/schema/windows.ts'
import type { Tx } from '#db/scope.ts'
import { missing } from '#lib/errors.ts'
import { policyAhead } from '#lib/judging/policy-in-force.ts'
import { releaseInPlan } from '#lib/judging/stored-window.ts'
import { surroundingsOf } from '#lib/judging/surroundings.ts'
import { annualDue, releaseDates } from '#lib/rules/freezes.ts'
import type { Policy } from '#lib/rules/policy.ts'
import { addDays, addMonths, type Day, dayOf, localOf, startOfDay } from '#lib/time.ts'
import type { Foreseen, Ground } from './ground.ts'
import { draftedPlan } from './input.ts'
import { baseOf } from './titles.ts'

/**
 * What a plan for an environment is made on, from half a year ago, for the window before the first, to a little beyond
 * what the schedule reaches. Needs a reader who sees the service's drafts and windows: its staff.
 * @throws Refusal (missing) where there is no such environment of the service
 */
export async function plannerSurroundings(
  tx: Tx,
  serviceId: string,
  environmentId: string,
  now: Date,
): Promise<Ground> {
  const [service] = await tx.select().from(services).where(eq(services.id, serviceId))
  if (!service) throw missing('unknown-service')
  const [environment] = await tx
    .select({ id: environments.id })
    .from(environments)
    .where(and(eq(environments.id, environmentId), eq(environments.serviceId, serviceId)))
  if (!environment) throw missing('unknown-environment')
  const zone = service.timeZone
  const today = dayOf(now, zone)
  const policy = await policyAhead(tx, serviceId, today)
  const last = addMonths(today, policy.horizonMonths.value)
  const [from, to] = [addMonths(today, -6), addMonths(last, 2)]
  const span = { startsAt: startOfDay(from, zone), endsAt: startOfDay(to, zone) }
  const around = await surroundingsOf(tx, { id: serviceId, timeZone: zone, policy }, span, now)
  const pinned = await pinnedReleases(tx, serviceId, today)
  return {
    serviceId,
    environmentId,
    policy,
    zone,
    holidays: [...around.calendar.holidays].sort(),
    neighbours: around.neighbours,
    freezes: around.freezes,
    foreseen: await foreseenFreezes(tx, serviceId, policy, zone, { today, last }, pinned),
    releases: pinned.filter(({ windowId }) => !windowId).map(({ day, title }) => ({ day, title })),
    today,
    last,
    usual: await usualWindow(tx, environmentId, policy),
  }
}

async function pinnedReleases(tx: Tx, serviceId: string, today: Day) {
  const rows = await tx
    .select()
    .from(releases)
    .where(and(eq(releases.serviceId, serviceId), releases.pinned, isNotNull(releases.targetOn)))
    .orderBy(asc(releases.targetOn))
  return rows.flatMap((release) => {
    const { id, targetOn, windowId } = release
    return targetOn && targetOn >= today ? [{ id, day: targetOn, title: releaseInPlan(release).name, windowId }] : []
  })
}

/** Freezes that the policy asks for every year and around pinned releases, as far as nobody has published them. */
async function foreseenFreezes(
  tx: Tx,
  serviceId: string,
  policy: Policy,
  zone: string,
  { today, last }: { today: Day; last: Day },
  pinned: { id: string; day: Day; title: { en?: string; hi?: string } }[],
): Promise<Foreseen[]> {
  const published = await tx
    .select()
    .from(freezes)
    .where(and(eq(freezes.serviceId, serviceId), isNotNull(freezes.publishedAt), isNull(freezes.cancelledAt)))
  const whole = (firstDay: Day, lastDay: Day) => ({
    ...{ firstDay, lastDay, startsAt: startOfDay(firstDay, zone) },
    endsAt: startOfDay(addDays(lastDay, 1), zone),
  })
  const annual = annualDue(policy.annualFreezes, published, today, policy.horizonMonths.value)
    // One that was published without naming its rule is published all the same.
    .filter(
      ({ firstDay, lastDay }) => !published.some((one) => one.kind === 'annual' && covers(one, firstDay, lastDay)),
    )
    .map(({ rule, firstDay, lastDay }) => ({ ...whole(firstDay, lastDay), title: rule.name, source: rule.source }))
  const { value: around, source } = policy.releaseFreeze
  const ofReleases = pinned.flatMap(({ id, day, title }) => {
    const known = published.some((one) => one.releaseId === id || (one.kind === 'release' && covers(one, day, day)))
    if (!around || known) return []
    const { firstDay, lastDay } = releaseDates(around, day)
    return [{ ...whole(firstDay, lastDay), title, source }]
  })
  return [...annual, ...ofReleases]
    .filter(({ firstDay, lastDay }) => lastDay >= today && firstDay <= last)
    .sort((one, other) => (one.firstDay < other.firstDay ? -1 : 1))
}

/** Whether a freeze, its end exclusive, shares a day with others, the last included. */
const covers = (freeze: { startsOn: Day; endsOn: Day }, firstDay: Day, lastDay: Day) =>
  freeze.startsOn <= lastDay && freeze.endsOn > firstDay

/** What the newest planned window there suggests; without one the start of the permitted hours, and four hours. */
async function usualWindow(tx: Tx, environmentId: string, policy: Policy): Promise<Ground['usual']> {
  const [newest] = await tx
    .select()
    .from(windows)
    .where(and(eq(windows.environmentId, environmentId), eq(windows.state, 'planned')))
    .orderBy(desc(windows.publishedAt), desc(windows.startsAt))
    .limit(1)
  const first = policy.kinds.find(({ urgent, routine }) => !urgent && !routine)?.code ?? policy.kinds[0]?.code ?? ''
  if (!newest) return { starts: policy.permittedHours.value?.from ?? '20:00', minutes: 240, kind: first, title: null }
  const kind = policy.kinds.some(({ code }) => code === newest.kind) ? newest.kind : first
  const starts = localOf(newest.startsAt, newest.timeZone).slice(11)
  return { starts, minutes: newest.minutes, kind, title: baseOf(newest.title) }
}

/**
 * The draft of a plan for an environment, with who saved it last; null where there is none to be seen. Its plan is null
 * where it was stored in a shape that plans no longer have, or do not have yet: it can be discarded and saved over.
 */
export async function draftOf(tx: Tx, environmentId: string) {
  const [found] = await tx
    .select({ draft: planDrafts, savedBy: users.name })
    .from(planDrafts)
    .leftJoin(users, eq(users.id, planDrafts.savedBy))
    .where(eq(planDrafts.environmentId, environmentId))
  if (!found) return null
  const { id, version, savedAt, ...stored } = found.draft
  return { id, version, savedAt, savedBy: found.savedBy, plan: draftedPlan.safeParse(stored).data ?? null }
}
export type PlanDraft = NonNullable<Awaited<ReturnType<typeof draftOf>>>
export type DraftedPlan = NonNullable<PlanDraft['plan']>
