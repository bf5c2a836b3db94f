import { eq } from 'drizzle-orm'
import type { z } from 'zod'
import { incidents } from '#db/schema/incidents.ts'
import { missing, refuseIf } from '#lib/errors.ts'
import { parse } from '#lib/input.ts'
import { writeNotice } from '#lib/notices/write-notice.ts'
import { type Actor, act, record } from '#lib/records/command.ts'
import { reviewInput } from './input.ts'
import { incidentPayload, lockIncident } from './record.ts'

/** Publishes the review of a resolved incident, and tells it the first time. */
export async function reviewIncident(
  actor: Actor,
  input: z.input<typeof reviewInput>,
  now = new Date(),
): Promise<void> {
  const said = parse(reviewInput, input)
  return act(actor, async (acting) => {
    const { tx } = acting
    const incident = await lockIncident(acting, said)
    refuseIf(incident.state === 'resolved' ? [] : [{ code: 'not-resolved' }])
    const [after] = await tx
      .update(incidents)
      .set({ review: said.review, reviewedAt: incident.reviewedAt ?? now, version: incident.version + 1 })
      .where(eq(incidents.id, incident.id))
      .returning()
    if (!after) throw missing('no-such-incident')
    if (!incident.reviewedAt) {
      await writeNotice(
        tx,
        after,
        [{ kind: 'incident', id: after.id }],
        await incidentPayload(tx, after, 'incident-reviewed', now, said.review),
      )
    }
    await record(acting, {
      action: 'incident.review',
      subject: { kind: 'incident', id: incident.id, serviceId: incident.serviceId },
      before: { review: incident.review },
      after: { review: said.review, version: after.version },
    })
  })
}
