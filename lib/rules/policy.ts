import { z } from 'zod'
import { severities } from '#lib/errors.ts'
import { clock, day, timeZone } from '#lib/input.ts'
import { holidayCalendars } from '#lib/rules/business-days.ts'
import { type PolicyRuleCode, policyRuleCodes } from './severity.ts'

const texts = z.object({ en: z.string().optional(), hi: z.string().optional() })

/** A whole number between two, both included; anything else is refused with what would be taken. */
const whole = (from: number, to: number) =>
  z.custom<number>((value) => Number.isInteger(value) && Number(value) >= from && Number(value) <= to, {
    error: 'out-of-range',
    params: { code: 'out-of-range', facts: { from, to } },
  })
const weekdays = z.array(whole(1, 7))

/** A number or a choice with the place in a policy that it comes from. */
const rule = <T extends z.ZodType>(value: T) => z.object({ value, source: z.string() })

/** A day of every year, `12-18`; 29 February is none. */
const monthDay = z
  .string()
  .refine((value) => day.safeParse(`2027-${value}`).success, { error: 'not-a-day-of-the-year' })
const timeOfDay = z.string().refine((value) => clock.safeParse(value).success, { error: 'not-a-clock' })
const hours = z.object({ from: timeOfDay, to: timeOfDay })

/** How long before the start something is told. */
export const noticeAhead = z.object({ amount: whole(0, 90), unit: z.enum(['days', 'business-days']) })
/** Where users are, and the hours (of its zone, every day) in which they need the service most. */
export const region = z.object({ name: texts, timeZone, peak: hours })

export const kind = z.object({
  code: z.string(),
  name: texts,
  /** Urgent kinds need no rollback plan and no notice ahead, and may run in any hour. */
  urgent: z.boolean().default(false),
  /** Types of release that a window of this kind may carry; null: any. */
  carries: z.array(z.string()).nullable().default(null),
  /** A routine update: told to nobody, carries no release at all (Mashme, Routine updates). */
  routine: z.boolean().default(false),
  /** A patch: what carries features may not go in with it (Mashme, Types of releases). */
  patch: z.boolean().default(false),
  /** How long before the start the change notice is due; null where none is owed. */
  notice: noticeAhead.extend({ source: z.string() }).nullable().default(null),
})

/** A freeze that comes every year, by month and day, the last day included: before the first, it is the next year's. */
export const annualFreeze = z.object({
  code: z.string(),
  name: texts,
  /** What still goes in. */
  exceptions: texts.nullable(),
  from: monthDay,
  to: monthDay,
  source: z.string(),
})

/** The longest reminder that a policy may ask for, in minutes before the start; who looks for what is due looks as far. */
export const longestReminder = 7 * 1440

/** The rules of a service as data; presets are in `lib/policies/presets`. */
export const policySchema = z.object({
  source: z.string(),
  kinds: z.array(kind).min(1),
  /** Days before the start from which an announced window stands across the top of the site; null: from its announcement on. */
  alertLeadDays: rule(whole(0, 365).nullable()),
  /** Minutes before the start at which subscribers are reminded. */
  reminderMinutes: rule(whole(0, longestReminder)),
  /** Minutes after which a running window owes an update while services are unavailable. */
  updateEveryMinutes: rule(whole(1, 1440)),
  /** Days before its start from which a freeze stands across the top of the site. */
  freezeLeadDays: rule(whole(0, 365)),
  /** Days before its first day by which a freeze is published. */
  freezeNoticeDays: rule(whole(0, 365)).default({ value: 0, source: '' }),
  /** Weekdays that are no business days, 1 (Monday) to 7. */
  weekend: weekdays,
  holidays: z.enum(holidayCalendars).nullable(),
  /** How strictly each rule is kept, where it differs from `usualSeverities`. */
  severities: z
    .partialRecord(z.enum(policyRuleCodes as [PolicyRuleCode, ...PolicyRuleCode[]]), z.enum(severities))
    .default({}),
  /** Where rules without a number of their own come from; one that is not named is the product's own. */
  ruleSources: z
    .partialRecord(z.enum(policyRuleCodes as [PolicyRuleCode, ...PolicyRuleCode[]]), z.string())
    .default({}),
  /** Months ahead that the schedule reaches. */
  horizonMonths: rule(whole(1, 60)).default({ value: 24, source: 'Preset' }),
  /** Hours of the service's zone in which windows may lie; over midnight where `to` is not after `from`. */
  permittedHours: rule(hours.nullable()).default({ value: null, source: '' }),
  /** Weekdays on whose evening planned windows begin, 1 (Monday) to 7; the planner's choice. */
  nights: rule(weekdays).default({ value: [7], source: 'Preset' }),
  /** The most minutes of maintenance that an environment may have in a calendar month. */
  monthlyLimitMinutes: rule(whole(1, 44640).nullable()).default({ value: null, source: '' }),
  regions: z.array(region).default([]),
  regionsSource: z.string().default(''),
  /** Types of release that carry features. */
  features: z.array(z.string()).default([]),
  /** A year's dates can be published otherwise. */
  annualFreezes: z.array(annualFreeze).default([]),
  /** Days of freeze before and after a pinned release. */
  releaseFreeze: rule(z.object({ before: whole(0, 100), after: whole(0, 100) }).nullable()).default({
    value: null,
    source: '',
  }),
})

export type Policy = z.output<typeof policySchema>
export type PolicyInput = z.input<typeof policySchema>
export type Kind = z.infer<typeof kind>
export type AnnualFreeze = z.infer<typeof annualFreeze>

/** For a service without a policy of its own, such as an imported one. */
export const plainPolicy: Policy = policySchema.parse({
  source: '',
  kinds: [
    { code: 'planned', name: { en: 'Planned maintenance', hi: 'नियोजित रखरखाव' }, urgent: false, notice: null },
    { code: 'urgent', name: { en: 'Urgent update', hi: 'तत्काल अपडेट' }, urgent: true, notice: null },
    { code: 'release', name: { en: 'Release', hi: 'रिलीज़' }, urgent: false, notice: null },
  ],
  alertLeadDays: { value: null, source: '' },
  reminderMinutes: { value: 60, source: '' },
  updateEveryMinutes: { value: 60, source: '' },
  freezeLeadDays: { value: 14, source: '' },
  weekend: [6, 7],
  holidays: null,
} satisfies z.input<typeof policySchema>)

/** The kind of that code. One that the policy has not owes nothing: the rules refuse it (`unknown-kind`). */
export function kindOf(policy: Policy, code: string): Kind {
  return (
    policy.kinds.find((one) => one.code === code) ??
    plainPolicy.kinds.find((one) => one.code === code) ??
    kind.parse({ code, name: { en: code } })
  )
}
