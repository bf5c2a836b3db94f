import { asc, eq } from 'drizzle-orm'
import type { Texts } from '#db/schema/columns.ts'
import { environments } from '#db/schema/environments.ts'
import { streamEnvironments, streams } from '#db/schema/streams.ts'
import type { Role, Tx } from '#db/scope.ts'
import { annualDates, type FreezeDays, releaseDates } from '#lib/rules/freezes.ts'
import type { Policy } from '#lib/rules/policy.ts'
import { servicesToWorkOn } from '#lib/services/queries.ts'
import { type Day, dayOf } from '#lib/time.ts'

type Choice = { id: string; name: Texts }

/** What the form of a freeze offers for a service: what can be held, and the releases with the days around each. */
export type FreezeOffer = Choice & {
  slug: string
  /** Today in the service's zone. */
  today: Day
  policy: Pick<Policy, 'freezeNoticeDays' | 'severities' | 'releaseFreeze' | 'annualFreezes'>
  environments: Choice[]
  streams: (Choice & { environments: Texts[] })[]
  releases: (Choice & FreezeDays)[]
  tenants: Choice[]
}

/**
 * The services that these roles plan, as the form of a freeze offers them; releases around which no freeze is over yet.
 * @param keep the release of a freeze that is being changed stays on offer
 */
export async function freezeOffers(
  tx: Tx,
  roles: Role[],
  now: Date,
  keep: string | null = null,
): Promise<FreezeOffer[]> {
  const paths = await tx.select().from(streams).orderBy(asc(streams.position))
  const steps = await tx
    .select({ streamId: streamEnvironments.streamId, name: environments.name })
    .from(streamEnvironments)
    .innerJoin(environments, eq(environments.id, streamEnvironments.environmentId))
    .orderBy(asc(streamEnvironments.position))
  return (await servicesToWorkOn(tx, roles, 'plan', now)).map((service) => {
    const today = dayOf(now, service.timeZone)
    const { freezeNoticeDays, severities, releaseFreeze, annualFreezes } = service.policy
    return {
      id: service.id,
      slug: service.slug,
      name: service.name,
      today,
      policy: { freezeNoticeDays, severities, releaseFreeze, annualFreezes },
      environments: service.environments.map(({ id, name }) => ({ id, name })),
      streams: paths
        .filter((path) => path.serviceId === service.id && path.active)
        .map(({ id, name }) => ({
          id,
          name,
          environments: steps.filter((step) => step.streamId === id).map((step) => step.name),
        })),
      releases: service.releases
        .flatMap(({ id, title: name, targetOn }) =>
          targetOn ? [{ id, name, ...releaseDates(releaseFreeze.value ?? { before: 0, after: 0 }, targetOn) }] : [],
        )
        .filter(({ id, lastDay }) => lastDay >= today || id === keep)
        .sort((one, other) => one.firstDay.localeCompare(other.firstDay)),
      tenants: service.tenants.map(({ id, name }) => ({ id, name })),
    }
  })
}

/** What the form of a freeze is filled with: what is stored, or what a rule or a release gives. */
export type FreezeStart = {
  serviceId: string
  kind: 'annual' | 'release' | 'code_merge'
  title: Texts
  exceptions: Texts | null
  environments: string[]
  streams: string[]
  releaseId: string | null
  rule: string | null
  ruleYear: number | null
} & Partial<FreezeDays>

/**
 * A new freeze as an address asks for it: that of an annual rule and a year (of the service named, or of the first that
 * has such a rule), or the one around a release. Null: nothing was asked for that these services have.
 * @param around the title of a freeze around a release
 */
export function startFrom(
  offers: FreezeOffer[],
  asked: { [name in 'service' | 'release' | 'rule' | 'year']?: string | undefined },
  around: (release: Texts) => Texts,
): FreezeStart | null {
  const blank = { exceptions: null, environments: [], streams: [], releaseId: null, rule: null, ruleYear: null }
  const year = Number(asked.year)
  for (const { id: serviceId, slug, policy, releases } of offers) {
    if (asked.service && asked.service !== slug) continue
    const rule = policy.annualFreezes.find(({ code }) => code === asked.rule)
    if (rule && Number.isInteger(year) && year >= 1970 && year < 2199) {
      const { code, name: title, exceptions } = rule
      const days = annualDates(rule, year)
      return { ...blank, serviceId, kind: 'annual', title, exceptions, rule: code, ruleYear: year, ...days }
    }
    const release = releases.find(({ id }) => id === asked.release)
    if (release) {
      const { id: releaseId, name, firstDay, lastDay } = release
      return { ...blank, serviceId, kind: 'release', title: around(name), releaseId, firstDay, lastDay }
    }
  }
  return null
}
