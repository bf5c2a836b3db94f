import { eq } from 'drizzle-orm'
import type { z } from 'zod'
import { incidentMessages, incidents } from '#db/schema/incidents.ts'
import { missing, refuseIf } from '#lib/errors.ts'
import { parse } from '#lib/input.ts'
import { writeNotice } from '#lib/notices/write-notice.ts'
import { type Actor, act, record } from '#lib/records/command.ts'
import { restoreStatuses } from '#lib/services/set-statuses.ts'
import { wrongImpacts } from './declare-incident.ts'
import { updateInput } from './input.ts'
import { incidentPayload, lockIncident } from './record.ts'
import { setImpacts } from './set-impacts.ts'

/**
 * Posts a message on an incident, with its state and its components' statuses, and tells it. Resolving one restores
 * what it held; a resolved one can be opened again by an update with an earlier state.
 */
export async function updateIncident(
  actor: Actor,
  input: z.input<typeof updateInput>,
  now = new Date(),
): Promise<void> {
  const said = parse(updateInput, input)
  return act(actor, async (acting) => {
    const { tx } = acting
    const incident = await lockIncident(acting, said)
    refuseIf([
      ...(incident.reviewedAt && said.state !== 'resolved'
        ? [{ code: 'already-reviewed' as const, field: 'state' }]
        : []),
      ...(await wrongImpacts(acting, incident, said.impacts)),
    ])
    const resolved = said.state === 'resolved'
    const [after] = await tx
      .update(incidents)
      .set({
        state: said.state,
        advice: resolved ? null : said.advice === undefined ? incident.advice : said.advice,
        resolvedAt: resolved ? (incident.resolvedAt ?? now) : null,
        version: incident.version + 1,
      })
      .where(eq(incidents.id, incident.id))
      .returning()
    if (!after) throw missing('no-such-incident')
    await tx
      .insert(incidentMessages)
      .values({ incidentId: incident.id, state: said.state, at: now, text: said.text, authorId: acting.personId })
    if (resolved) await restoreStatuses(tx, now, { incidentId: incident.id })
    else await setImpacts(tx, incident.id, said.impacts, now)
    const event = resolved ? 'incident-resolved' : 'incident-updated'
    await writeNotice(
      tx,
      after,
      [{ kind: 'incident', id: after.id }],
      await incidentPayload(tx, after, event, now, said.text),
    )
    await record(acting, {
      action: resolved ? 'incident.resolve' : 'incident.update',
      subject: { kind: 'incident', id: incident.id, serviceId: incident.serviceId },
      before: { state: incident.state },
      after: { state: said.state, version: after.version },
    })
  })
}
