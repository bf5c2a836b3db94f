import type { z } from 'zod'
import { parse } from '#lib/input.ts'
import { changeRecord } from '#lib/records/change-record.ts'
import type { Actor } from '#lib/records/command.ts'
import { incidentRecord } from './change-incident.ts'
import { reviewInput } from './input.ts'

/** Publishes the review of a resolved incident, and tells it the first time. */
export async function reviewIncident(
  actor: Actor,
  input: z.input<typeof reviewInput>,
  now = new Date(),
): Promise<void> {
  const said = parse(reviewInput, input)
  await changeRecord(actor, incidentRecord, said, 'review', now, (_, { review, reviewedAt }) => ({
    set: { review: said.review, reviewedAt: reviewedAt ?? now },
    ...(!reviewedAt && { notice: { event: 'incident-reviewed' as const, text: said.review } }),
    before: { review },
    after: { review: said.review },
  }))
}
