import type { Policy } from '#lib/rules/policy.ts'
import { policyRuleCodes, severityOf } from '#lib/rules/severity.ts'

type Row = { code: string; name: unknown }

/**
 * What differs between two policies, each thing by its name, as the audit log keeps it. Of kinds and yearly freezes only
 * those that differ, and of each its name and what differs in it.
 */
export function changesBetween(before: Policy, after: Policy) {
  const [one, other] = [plainly(before), plainly(after)]
  const names = Object.keys(other).filter((name) => !same(one[name], other[name]))
  const only = (all: Record<string, unknown>, own: Policy, of: Policy) =>
    Object.fromEntries(names.map((name) => [name, isList(name) ? apart(own[name], of[name]) : all[name]]))
  return { names, before: only(one, before, after), after: only(other, after, before) }
}

const isList = (name: string) => name === 'kinds' || name === 'annualFreezes'

/** The rows that another list has not got in the same way; undefined: none, so that nothing is said of them. */
function apart(rows: Row[], others: Row[]): Record<string, unknown>[] | undefined {
  const differing = rows.flatMap((row) => {
    const other: Record<string, unknown> | undefined = others.find(({ code }) => code === row.code)
    const parts = Object.entries(row).filter(([part, value]) =>
      other ? !same(value, other[part]) : part !== 'code' && value && !same(value, []),
    )
    return parts.length ? [{ name: row.name, ...Object.fromEntries(parts) }] : []
  })
  return differing.length ? differing : undefined
}

function plainly(policy: Policy): Record<string, unknown> {
  const hours = (said: { from: string; to: string } | null) => said && `${said.from}–${said.to}`
  return {
    ...Object.fromEntries(policyRuleCodes.map((code) => [code, severityOf(policy, code)])),
    kinds: policy.kinds,
    features: policy.features,
    permittedHours: hours(policy.permittedHours.value),
    nights: policy.nights.value,
    regions: policy.regions.map(({ name, timeZone, peak }) => `${name.en ?? name.hi} ${timeZone} ${hours(peak)}`),
    monthlyLimitMinutes: policy.monthlyLimitMinutes.value,
    horizonMonths: policy.horizonMonths.value,
    alertLeadDays: policy.alertLeadDays.value,
    reminderMinutes: policy.reminderMinutes.value,
    updateEveryMinutes: policy.updateEveryMinutes.value,
    freezeLeadDays: policy.freezeLeadDays.value,
    freezeNoticeDays: policy.freezeNoticeDays.value,
    annualFreezes: policy.annualFreezes,
    releaseFreeze: policy.releaseFreeze.value,
    weekend: policy.weekend,
    holidays: policy.holidays,
  }
}

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)
