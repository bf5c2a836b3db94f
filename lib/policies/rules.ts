import type { AnnualFreeze, Kind, Policy } from '#lib/rules/policy.ts'
import { type PolicyRuleCode, policyRuleCodes, severityOf, usualSeverities } from '#lib/rules/severity.ts'
import { type Named, withCodes } from './codes.ts'
import type { PolicyEdit } from './input.ts'

/** What windows and freezes may be named by beside the policy itself: rows of its earlier versions. */
type Earlier = { kinds: Named[]; annualFreezes: Named[] }

/**
 * The policy with what was changed in it. What differs comes from `source` now; what does not keeps where it came from. Of
 * a yearly freeze these are its days: another source that was typed for it stays.
 */
export function revised(policy: Policy, edit: PolicyEdit, source: string, earlier?: Earlier): Policy {
  const { kinds, annualFreezes } = earlier ?? { kinds: [], annualFreezes: [] }
  const ruled = <T>(before: { value: T; source: string }, value: T) =>
    same(before.value, value) ? before : { value, source }
  return {
    ...policy,
    kinds: withCodes(edit.kinds, [...policy.kinds, ...kinds], 'kind').map((kind): Kind => {
      const before = policy.kinds.find(({ code }) => code === kind.code)?.notice ?? null
      const notice = kind.urgent ? null : kind.notice
      return { ...kind, notice: same(ahead(before), notice) ? before : notice && { ...notice, source } }
    }),
    features: edit.features,
    annualFreezes: withCodes(edit.annualFreezes, [...policy.annualFreezes, ...annualFreezes], 'freeze').map(
      (rule): AnnualFreeze => {
        const before = policy.annualFreezes.find(({ code }) => code === rule.code)
        const moved = before && (before.from !== rule.from || before.to !== rule.to)
        return { ...rule, source: moved && before.source === rule.source ? source : rule.source || source }
      },
    ),
    releaseFreeze: ruled(policy.releaseFreeze, edit.releaseFreeze),
    severities: Object.fromEntries(
      Object.entries(edit.severities).filter(
        ([code, severity]) => usualSeverities[code as PolicyRuleCode] !== severity,
      ),
    ),
    permittedHours: ruled(policy.permittedHours, edit.permittedHours),
    nights: ruled(policy.nights, edit.nights),
    regions: edit.regions,
    regionsSource: same(policy.regions, edit.regions) ? policy.regionsSource : source,
    monthlyLimitMinutes: ruled(policy.monthlyLimitMinutes, edit.monthlyLimitHours && edit.monthlyLimitHours * 60),
    horizonMonths: ruled(policy.horizonMonths, edit.horizonMonths),
    alertLeadDays: ruled(policy.alertLeadDays, edit.alertLeadDays),
    reminderMinutes: ruled(policy.reminderMinutes, edit.reminderMinutes),
    updateEveryMinutes: ruled(policy.updateEveryMinutes, edit.updateEveryMinutes),
    freezeLeadDays: ruled(policy.freezeLeadDays, edit.freezeLeadDays),
    freezeNoticeDays: ruled(policy.freezeNoticeDays, edit.freezeNoticeDays),
    weekend: edit.weekend,
    holidays: edit.holidays,
  }
}

/** A policy as its form holds it. */
export function editOf(policy: Policy): PolicyEdit {
  return {
    severities: Object.fromEntries(policyRuleCodes.map((code) => [code, severityOf(policy, code)])),
    kinds: policy.kinds.map((kind) => ({ ...kind, notice: ahead(kind.notice) })),
    features: policy.features,
    annualFreezes: policy.annualFreezes,
    releaseFreeze: policy.releaseFreeze.value,
    permittedHours: policy.permittedHours.value,
    nights: policy.nights.value,
    regions: policy.regions,
    monthlyLimitHours: policy.monthlyLimitMinutes.value && policy.monthlyLimitMinutes.value / 60,
    horizonMonths: policy.horizonMonths.value,
    alertLeadDays: policy.alertLeadDays.value,
    reminderMinutes: policy.reminderMinutes.value,
    updateEveryMinutes: policy.updateEveryMinutes.value,
    freezeLeadDays: policy.freezeLeadDays.value,
    freezeNoticeDays: policy.freezeNoticeDays.value,
    weekend: policy.weekend,
    holidays: policy.holidays,
  }
}

/**
 * Where a rule comes from: the place of the number that it keeps, or of the rule itself. Empty: the product's own; null: the
 * policy sets nothing that the rule could keep.
 */
export function sourceOf(policy: Policy, code: PolicyRuleCode): string | null {
  const { permittedHours, regions, monthlyLimitMinutes, kinds } = policy
  if (code === 'outside-permitted-hours') return permittedHours.value ? permittedHours.source : null
  if (code === 'peak-hours') return regions.length ? policy.regionsSource : null
  if (code === 'monthly-limit') return monthlyLimitMinutes.value ? monthlyLimitMinutes.source : null
  if (code === 'beyond-horizon') return policy.horizonMonths.source
  if (code === 'freeze-notice-short') return policy.freezeNoticeDays.value ? policy.freezeNoticeDays.source : null
  if (code !== 'notice-too-short') return policy.ruleSources[code] ?? ''
  const owed = kinds.flatMap(({ notice }) => notice ?? [])
  return owed.length ? [...new Set(owed.map(({ source }) => source))].join('; ') : null
}

const ahead = (notice: Kind['notice']) => notice && { amount: notice.amount, unit: notice.unit }
const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)
