import { z } from 'zod'
import { day, requiredId, someTexts, text, versionInput } from '#lib/input.ts'
import { noticeAhead, policySchema, region } from './policy.ts'

const { shape } = policySchema
const required = { error: 'required' }

const halfHours = (most: number) =>
  z.custom<number>((value) => Number.isInteger(Number(value) * 2) && Number(value) > 0 && Number(value) <= most, {
    error: 'not-hours',
    params: { code: 'not-hours', facts: { from: 0.5, to: most } },
  })

/** What of a policy staff change in its form. What is not here (kinds of windows, yearly freezes) stays as it is. */
export const policyEdit = z.object({
  severities: shape.severities,
  /** The notice owed by each kind of window, by its code; null: none. */
  notices: z.record(z.string(), noticeAhead.nullable()),
  permittedHours: shape.permittedHours.unwrap().shape.value,
  nights: shape.nights.unwrap().shape.value,
  regions: z.array(region.extend({ name: someTexts(60) })).max(20),
  monthlyLimitHours: halfHours(744).nullable(),
  horizonMonths: shape.horizonMonths.unwrap().shape.value,
  alertLeadDays: shape.alertLeadDays.shape.value,
  reminderMinutes: shape.reminderMinutes.shape.value,
  updateEveryMinutes: shape.updateEveryMinutes.shape.value,
  freezeLeadDays: shape.freezeLeadDays.shape.value,
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
  source: text(120).refine((said) => said !== '', required),
  edit: policyEdit,
})
export type PolicyRevision = z.input<typeof policyRevision>
