import { z } from 'zod'
import { clock, day, orNull, requiredId, someTexts, texts } from '#lib/input.ts'
import { longest } from '#lib/windows/times.ts'

/** A plan as it is published: the same hours on many days. Times are wall-clock in the service's zone. */
export const publishInput = z.object({
  serviceId: requiredId,
  environmentId: requiredId,
  kind: requiredId,
  /** What all are called; each gets its month after it. */
  title: someTexts(100),
  description: texts(4000).transform(orNull),
  starts: clock,
  minutes: z
    .number({ error: 'not-a-number' })
    .int({ error: 'not-a-number' })
    .min(1, { error: 'not-a-number' })
    .max(longest, { error: 'not-a-number' }),
  days: z
    .array(day)
    .min(1, { error: 'no-days' })
    .max(200, { error: 'not-understood' })
    .refine((days) => new Set(days).size === days.length, { error: 'same-day-twice' }),
})
export type PublishInput = z.input<typeof publishInput>
