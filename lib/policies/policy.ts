import { and, desc, eq, lte } from 'drizzle-orm'
import { z } from 'zod'
import { policies } from '#db/schema/services.ts'
import type { Tx } from '#db/scope.ts'
import type { Day } from '#lib/time.ts'

const texts = z.object({ en: z.string().optional(), hi: z.string().optional() })

/** A number or a choice with the place in a policy that it comes from. */
const rule = <T extends z.ZodType>(value: T) => z.object({ value, source: z.string() })

const kind = z.object({
  code: z.string(),
  name: texts,
  /** Urgent kinds need no rollback plan and no notice ahead. */
  urgent: z.boolean().default(false),
  /** How long before the start the change notice is due; null where none is owed. */
  notice: z
    .object({ amount: z.int().min(0), unit: z.enum(['days', 'business-days']), source: z.string() })
    .nullable()
    .default(null),
})

/** The rules of a service as data; presets are in `db/seed/presets`. */
export const policySchema = z.object({
  source: z.string(),
  kinds: z.array(kind).min(1),
  /** Days before the start from which an announced window stands across the top of the site. */
  alertLeadDays: rule(z.int().min(0)),
  /** Minutes before the start at which subscribers are reminded. */
  reminderMinutes: rule(z.int().min(0)),
  /** Minutes after which a running window owes an update while services are unavailable. */
  updateEveryMinutes: rule(z.int().min(1)),
  /** Days before its start from which a freeze stands across the top of the site. */
  freezeLeadDays: rule(z.int().min(0)),
  /** Weekdays that are no business days, 1 (Monday) to 7. */
  weekend: z.array(z.int().min(1).max(7)),
  holidays: z.enum(['england-and-wales', 'india']).nullable(),
})

export type Policy = z.infer<typeof policySchema>
export type Kind = z.infer<typeof kind>

/** The policy of a service in force on a day (in the service's zone): the latest version whose day has come. */
export async function policyOf(tx: Tx, serviceId: string, day: Day): Promise<Policy> {
  const [row] = await tx
    .select({ rules: policies.rules })
    .from(policies)
    .where(and(eq(policies.serviceId, serviceId), lte(policies.inForceFrom, day)))
    .orderBy(desc(policies.inForceFrom), desc(policies.version))
    .limit(1)
  return row ? policySchema.parse(row.rules) : plainPolicy
}

/** For a service without a policy of its own, such as an imported one. */
export const plainPolicy: Policy = {
  source: '',
  kinds: [
    { code: 'planned', name: { en: 'Planned maintenance', hi: 'नियोजित रखरखाव' }, urgent: false, notice: null },
    { code: 'urgent', name: { en: 'Urgent update', hi: 'तत्काल अपडेट' }, urgent: true, notice: null },
    { code: 'release', name: { en: 'Release', hi: 'रिलीज़' }, urgent: false, notice: null },
  ],
  alertLeadDays: { value: 7, source: '' },
  reminderMinutes: { value: 60, source: '' },
  updateEveryMinutes: { value: 60, source: '' },
  freezeLeadDays: { value: 14, source: '' },
  weekend: [6, 7],
  holidays: null,
}

/** The kind of that code; one that a newer policy has dropped is treated as planned work. */
export function kindOf(policy: Policy, code: string): Kind {
  return (
    policy.kinds.find((kind) => kind.code === code) ??
    plainPolicy.kinds.find((kind) => kind.code === code) ?? { code, name: { en: code }, urgent: false, notice: null }
  )
}
