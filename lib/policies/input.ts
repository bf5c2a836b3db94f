import { z } from 'zod'
import { day, idInput, line, orNull, requiredId, someLines, texts, versionInput } from '#lib/input.ts'
import { annualDates, type FreezeDays, longestFreeze } from '#lib/rules/freezes.ts'
import { annualFreeze, kind, noticeAhead, policySchema, region } from '#lib/rules/policy.ts'
import { policyRuleCodes, severitiesOf } from '#lib/rules/severity.ts'
import { daysBetween } from '#lib/time.ts'

const { shape } = policySchema
const required = { error: 'required' }

const halfHours = (most: number) =>
  z.custom<number>((value) => Number.isInteger(Number(value) * 2) && Number(value) > 0 && Number(value) <= most, {
    error: 'not-hours',
    params: { code: 'not-hours', facts: { from: 0.5, to: most } },
  })

const releaseTypes = z.array(line(40)).max(20)

/** A kind of window; an empty code: a new one. */
const kindEdit = kind.extend({
  code: idInput,
  name: someLines(60),
  carries: releaseTypes.nullable(),
  notice: noticeAhead.nullable(),
})

/** No longer than a freeze may be; an empty code: a new one; an empty source: that of the version. */
const annualFreezeEdit = annualFreeze
  .extend({
    code: idInput,
    name: someLines(120),
    exceptions: texts(1000)
      .nullable()
      .transform((said) => said && orNull(said)),
    source: line(120),
  })
  .refine((rule) => leapAndCommon.every((year) => lengthOf(annualDates(rule, year)) <= longestFreeze), {
    path: ['to'],
    params: { code: 'too-many-days', facts: { days: longestFreeze } },
    when: ({ issues }) => issues.length === 0,
  })
const leapAndCommon = [2027, 2028]
const lengthOf = ({ firstDay, lastDay }: FreezeDays) => daysBetween(firstDay, lastDay)

/** What of a policy staff change in its form: all but its name. */
export const policyEdit = z.object({
  severities: shape.severities.superRefine((said, context) => {
    for (const code of policyRuleCodes)
      if (said[code] && !severitiesOf(code).includes(said[code]))
        context.addIssue({ code: 'custom', path: [code], message: 'not-understood' })
  }),
  kinds: z.array(kindEdit).min(1, { error: 'no-kind-of-window' }).max(20),
  features: releaseTypes,
  annualFreezes: z.array(annualFreezeEdit).max(20),
  releaseFreeze: shape.releaseFreeze.unwrap().shape.value,
  permittedHours: shape.permittedHours.unwrap().shape.value,
  nights: shape.nights.unwrap().shape.value,
  regions: z.array(region.extend({ name: someLines(60) })).max(20),
  monthlyLimitHours: halfHours(744).nullable(),
  horizonMonths: shape.horizonMonths.unwrap().shape.value,
  alertLeadDays: shape.alertLeadDays.shape.value,
  reminderMinutes: shape.reminderMinutes.shape.value,
  updateEveryMinutes: shape.updateEveryMinutes.shape.value,
  freezeLeadDays: shape.freezeLeadDays.shape.value,
  freezeNoticeDays: shape.freezeNoticeDays.unwrap().shape.value,
  /** A week without a business day would owe notice for ever. */
  weekend: shape.weekend.refine((days) => new Set(days).size < 7, { error: 'no-business-day' }),
  holidays: shape.holidays,
})
export type PolicyEdit = z.output<typeof policyEdit>

/** A new version of a service's policy: what changes, from which day, and by whose word. */
export const policyRevision = z.object({
  serviceId: requiredId,
  /** The version that was seen; 0 for a service that has none yet. */
  version: versionInput,
  inForceFrom: day,
  /** What the changed numbers come from; it stands beside them instead of what they came from before. */
  source: line(120).refine((said) => said !== '', required),
  edit: policyEdit,
})
export type PolicyRevision = z.input<typeof policyRevision>
