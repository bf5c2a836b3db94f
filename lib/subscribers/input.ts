import { z } from 'zod'
import { zoneNamed } from '#lib/i18n/zones.ts'
import { email, idInput, language, timeZone } from '#lib/input.ts'
import { noticeKinds } from '#lib/records/notices.ts'

const zone = z.string().max(100, { error: 'unknown-zone' }).transform(zoneNamed).pipe(timeZone)

/** How a member wants their mail, and whether. */
export const memberChoices = z.object({ wantsMail: z.boolean().default(false), language, timeZone: zone })
export type MemberChoices = z.input<typeof memberChoices>

/** What a subscriber wants: everything or some services, kinds of notice, in which language and zone. */
export const choices = z
  .object({
    everything: z.boolean().default(false),
    services: z.array(idInput).max(500).default([]),
    kinds: z.array(z.enum(noticeKinds)).min(1, { error: 'no-kind' }),
    language,
    timeZone: zone,
  })
  // Both are said: which of the two is meant only the person knows.
  .refine((value) => !(value.everything && value.services.length > 0), { error: 'all-or-some', path: ['services'] })
  .refine((value) => value.everything || value.services.length > 0, { error: 'no-service', path: ['services'] })

export const subscriptionInput = z.object({ email }).and(choices)
export type SubscriptionInput = z.input<typeof subscriptionInput>
export type Choices = z.input<typeof choices>
