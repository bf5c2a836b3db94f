import { z } from 'zod'
import { day, idInput, orNull, requiredId, someLines, texts, versionInput } from '#lib/input.ts'

/** What staff say of a freeze: whole days in the service's zone, the last day included. */
export const freezeInput = z.object({
  serviceId: requiredId,
  kind: z.enum(['annual', 'release', 'code_merge']),
  title: someLines(120),
  exceptions: texts(1000).transform(orNull),
  /** What it holds, a stream standing for its environments; both empty: the whole service. */
  environments: z.array(idInput).default([]),
  streams: z.array(idInput).default([]),
  /** The release that a release freeze lies around. */
  releaseId: idInput.nullish(),
  /** The policy's annual rule and the year that an annual freeze is published for. */
  rule: idInput.nullish(),
  ruleYear: z.coerce
    .number({ error: 'not-a-number' })
    .int({ error: 'not-a-number' })
    .min(0, { error: 'not-a-number' })
    .max(2199, { error: 'not-a-number' })
    .nullish(),
  firstDay: day,
  lastDay: day,
  audience: z.enum(['public', 'internal', 'tenants']).default('public'),
  tenants: z.array(idInput).default([]),
})
export type FreezeInput = z.input<typeof freezeInput>
export type FreezeSaid = z.output<typeof freezeInput>

/** As much of a freeze as says which windows lie inside. */
export const freezeCheck = freezeInput.pick({
  serviceId: true,
  kind: true,
  environments: true,
  streams: true,
  releaseId: true,
  firstDay: true,
  lastDay: true,
})
export type FreezeCheck = z.input<typeof freezeCheck>

export const freezeSeen = z.object({ id: idInput, version: versionInput.optional() })
