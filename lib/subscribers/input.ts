import { z } from 'zod'
import { email, idInput, language, timeZone } from '#lib/input.ts'
import { noticeKinds } from '#lib/records/notices.ts'

/** What a subscriber wants: everything or some services, kinds of notice, in which language and zone. */
export const choices = z
  .object({
    everything: z.boolean().default(false),
    services: z.array(idInput).max(500).default([]),
    kinds: z.array(z.enum(noticeKinds)).min(1, { error: 'no-kind' }),
    language,
    timeZone,
  })
  .refine((value) => value.everything || value.services.length > 0, { error: 'no-service', path: ['services'] })

export const subscriptionInput = z.object({ email }).and(choices)
export type SubscriptionInput = z.input<typeof subscriptionInput>
export type Choices = z.input<typeof choices>
