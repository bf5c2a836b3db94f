import { eq } from 'drizzle-orm'
import { policies } from '#db/schema/policies.ts'
import { services } from '#db/schema/services.ts'
import { invalid, missing, type Reason, refuseIf } from '#lib/errors.ts'
import { parse } from '#lib/input.ts'
import { demandSeen } from '#lib/judging/as-seen.ts'
import { breachesAhead } from '#lib/judging/breaches-ahead.ts'
import { type Breach, newlyBroken } from '#lib/judging/list-breaches.ts'
import { listVersions, type PolicyVersion, versionsAhead, windowsByKind } from '#lib/judging/policy-in-force.ts'
import { changedMeanwhile } from '#lib/records/changed-meanwhile.ts'
import { type Actor, act, record } from '#lib/records/command.ts'
import { lockSchedule } from '#lib/records/lock.ts'
import { type Kind, type Policy, policySchema } from '#lib/rules/policy.ts'
import { addMonths, type Day, dayOf } from '#lib/time.ts'
import { changesBetween } from './changes.ts'
import { type PolicyRevision, policyRevision } from './input.ts'
import { revised } from './rules.ts'

/**
 * Writes the next version of a service's policy, in force from a day in the service's zone. What was before is kept, and
 * replaced from that day on; a version whose day has not come by then never comes into force.
 * @param seen what of that was seen, as `demandSeen` asks
 * @returns the number of the version, and the published windows that break a rule by it which they did not break before
 */
export async function revisePolicy(
  actor: Actor,
  input: PolicyRevision,
  now = new Date(),
  seen?: string,
): Promise<{ version: number; broken: Breach[] }> {
  const said = parse(policyRevision, input)
  return act(actor, async (acting) => {
    acting.demand('administer', said.serviceId)
    const { tx } = acting
    await lockSchedule(tx, said.serviceId)
    const [service] = await tx.select().from(services).where(eq(services.id, said.serviceId))
    if (!service) throw missing('unknown-service')
    const versions = await listVersions(tx, service.id)
    const [latest] = versions
    if (latest.version !== said.version)
      throw await changedMeanwhile(tx, { kind: 'policy', id: service.id }, said.version)
    refuseIf(dayReasons(said.inForceFrom, dayOf(now, service.timeZone)))
    const used = await windowsByKind(tx, service.id)
    const rules = parse(policySchema, revised(latest.rules, said.edit, said.source, earlierIn(versions, used)))
    const ahead = versionsAhead(versions, dayOf(now, service.timeZone)).flatMap((version) => version.rules.kinds)
    refuseIf([
      ...keptKinds(latest.rules.kinds, rules, used),
      // What only another version has is of use to windows of its days: they may not be left without.
      ...keptKinds(
        ahead.filter(({ code }) => !latest.rules.kinds.some((kind) => kind.code === code)),
        rules,
        await windowsByKind(tx, service.id, said.inForceFrom),
      ),
    ])
    const changed = changesBetween(latest.rules, rules)
    const sooner = latest.inForceFrom !== null && said.inForceFrom < latest.inForceFrom
    if (!changed.names.length && !sooner) throw invalid({ code: 'nothing-changed', facts: { version: latest.version } })

    const next: PolicyVersion = { version: latest.version + 1, inForceFrom: said.inForceFrom, rules }
    const before = await breachesAhead(tx, service, versions, now)
    const broken = newlyBroken(before, await breachesAhead(tx, service, [next, ...versions], now))
    demandSeen(broken, seen)
    await tx.insert(policies).values({ ...next, inForceFrom: said.inForceFrom, serviceId: service.id })
    await record(acting, {
      action: 'policy.revise',
      subject: { kind: 'policy', id: service.id, serviceId: service.id },
      before: changed.before,
      after: { ...changed.after, inForceFrom: said.inForceFrom, version: next.version, broken: broken.length },
      reason: said.source,
    })
    return { version: next.version, broken }
  })
}

/** Rows of all versions, the latest first, and what stored windows are of: whoever posts their codes means them. */
function earlierIn(versions: PolicyVersion[], used: Map<string, number>) {
  return {
    kinds: [...versions.flatMap(({ rules }) => rules.kinds), ...[...used.keys()].map((code) => ({ code, name: {} }))],
    annualFreezes: versions.flatMap(({ rules }) => rules.annualFreezes),
  }
}

/** A kind that windows are of stays: without it nobody could say any more what they owe. */
function keptKinds(before: Kind[], after: Policy, used: Map<string, number>): Reason[] {
  return [...new Map(before.map((kind) => [kind.code, kind])).values()]
    .filter(({ code }) => !after.kinds.some((kind) => kind.code === code))
    .flatMap(({ code, name: kind }) => {
      const count = used.get(code)
      return count ? [{ code: 'kind-in-use', field: 'edit.kinds', facts: { kind, count } }] : []
    })
}

/** A version cannot hold for days that have passed; and a day that is years ahead was hardly meant. */
function dayReasons(from: Day, today: Day): Reason[] {
  if (from < today) return [{ code: 'day-has-passed', field: 'inForceFrom', facts: { today } }]
  const last = addMonths(today, 24)
  return from > last ? [{ code: 'day-too-far-ahead', field: 'inForceFrom', facts: { last } }] : []
}
