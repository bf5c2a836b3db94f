import { type Severity, severities } from '#lib/errors.ts'

/**
 * The rules of the forward schedule, each with how strictly it is kept where a policy does not say otherwise. That an end
 * follows its start and that a start lies ahead is no choice of a policy: these are always refused.
 */
export const ruleSeverities = {
  frozen: 'waiver',
  'overlaps-window': 'refused',
  'outside-permitted-hours': 'waiver',
  'peak-hours': 'waiver',
  'monthly-limit': 'waiver',
  'notice-too-short': 'waiver',
  'beyond-horizon': 'refused',
  'no-rollback-plan': 'refused',
  'kind-release-mismatch': 'refused',
  'routine-carries-release': 'refused',
  'patch-carries-feature': 'refused',
  'clock-change': 'warns',
} as const satisfies Record<string, Severity>
export type RuleCode = keyof typeof ruleSeverities
export const ruleCodes = Object.keys(ruleSeverities) as RuleCode[]

/** As `ruleSeverities`, and the rules of freezes. */
export const usualSeverities = { ...ruleSeverities, 'freeze-notice-short': 'warns' } as const
export type PolicyRuleCode = keyof typeof usualSeverities
export const policyRuleCodes = Object.keys(usualSeverities) as PolicyRuleCode[]

export type Severities = Partial<Record<PolicyRuleCode, Severity>>

/** How strictly this policy keeps a rule. */
export function severityOf(policy: { severities: Severities }, code: PolicyRuleCode): Severity {
  return policy.severities[code] ?? usualSeverities[code]
}

/** How strictly a policy may keep a rule: waivers are granted for windows, not for freezes. */
export function severitiesOf(code: PolicyRuleCode): Severity[] {
  return severities.filter((severity) => severity !== 'waiver' || code in ruleSeverities)
}
