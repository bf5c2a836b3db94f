import { z } from 'zod'
import { day, orNull, someTexts, texts } from '#lib/input.ts'

/** What staff say of a freeze: whole days in the service's zone, the last day included. */
export const freezeInput = z.object({
  serviceId: z.string().min(1, { error: 'required' }),
  kind: z.enum(['annual', 'release', 'code_merge']),
  title: someTexts(120),
  exceptions: texts(1000).transform(orNull),
  environments: z.array(z.string()).default([]),
  releaseId: z.string().nullable().default(null),
  rule: z.string().nullable().default(null),
  ruleYear: z.coerce.number().int().nullable().default(null),
  firstDay: day,
  lastDay: day,
  audience: z.enum(['public', 'internal', 'tenants']).default('public'),
  tenants: z.array(z.string()).default([]),
})
export type FreezeInput = z.input<typeof freezeInput>

export const freezeSeen = z.object({ id: z.string(), version: z.coerce.number().int().optional() })
